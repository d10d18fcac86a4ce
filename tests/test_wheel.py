"""The product installed like any other package: its catalogue travels with it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
QUIET = ["--quiet", "--quiet", "--disable-pip-version-check"]


def run(*words, **more):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True, **more).stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An empty environment where only the lock and the wheel were installed."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", *QUIET, "wheel", "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    run(sys.executable, "-m", "venv", folder / "venv")
    pip = [folder / "venv/bin/python", "-m", "pip", *QUIET, "install"]
    run(*pip, "--require-hashes", "-r", ROOT / "requirements/run.txt")
    run(*pip, "--no-deps", *folder.glob("*.whl"))
    return folder


@pytest.mark.wheel
def test_the_installed_wheel_works_from_another_folder(installed, tmp_path):
    command = installed / "venv/bin/inventaire"
    instance = {"INVENTAIRE_INSTANCE": str(tmp_path / "instance"), "PATH": "/usr/bin:/bin"}
    run(command, "catalogue", "verifier", cwd=tmp_path, env=instance)
    found = json.loads(run(command, "reconnaitre", "Adobe Photoshop 2024", "--json", cwd=tmp_path, env=instance))
    assert found["tool"] == "photoshop"
    run(command, "initialiser", "--nom", "Valbrume", cwd=tmp_path, env=instance)
    preview = run(command, "importer", ROOT / "tests/files/glpi-agent.json", "--json", cwd=tmp_path, env=instance)
    assert json.loads(preview)["files"][0]["created"] == 1
