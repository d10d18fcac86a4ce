"""The product installed like any other package: its catalogue travels with it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from supply.sbom import components_as_json

ROOT = Path(__file__).parent.parent
OURS = {"inventaire", "pip", "setuptools"}  # the product, and what any new environment holds
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
    assert json.loads(preview)["files"][0]["created"] == 3  # the machine and its two screens


@pytest.mark.wheel
def test_the_list_of_components_is_what_an_installation_holds(installed):
    listed = {each["name"]: each["version"] for each in json.loads(components_as_json())["components"]}
    held = json.loads(run(installed / "venv/bin/python", "-m", "pip", "list", "--format", "json"))
    found = {re.sub(r"[-_.]+", "-", each["name"]).lower(): each["version"] for each in held}
    assert {name: version for name, version in found.items() if name not in OURS} == listed
