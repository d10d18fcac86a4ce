"""A fresh tree, a bare environment, one command: the service answers."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PATIENCE = 300  # a guard against waiting for ever, not a target


def free_port():
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return opened.getsockname()[1]


@pytest.fixture(scope="module")
def fresh_tree(tmp_path_factory):
    """What a clone would hold: the files that git does not ignore, and nothing else."""
    tree = tmp_path_factory.mktemp("clone")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    for name in listed.decode().strip("\0").split("\0"):
        if (ROOT / name).exists():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    return tree


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    return {"PATH": "/usr/bin:/bin", "HOME": str(home), "INVENTAIRE_PORT": str(free_port())}


@pytest.fixture
def served(fresh_tree, bare, tmp_path):
    """Run « ./run » alone until it answers; give what it printed."""
    printed = tmp_path / "printed"
    with printed.open("wb") as output:
        service = subprocess.Popen(
            ["./run"], cwd=fresh_tree, env=bare, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield wait_for(service, bare["INVENTAIRE_PORT"], printed)
    finally:
        os.killpg(service.pid, signal.SIGTERM)
        service.wait()


def wait_for(service, port, printed):
    for _ in range(PATIENCE * 5):
        assert service.poll() is None, printed.read_text()
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/connexion").close()
        except urllib.error.URLError:
            time.sleep(0.2)
        else:
            return printed.read_text()
    raise AssertionError(printed.read_text())


@pytest.mark.wheel
def test_one_command_serves_the_demonstration_commune_and_prints_the_first_link(served, fresh_tree):
    link = re.search(r"http://127\.0\.0\.1:\d+/premier-acces/\S+", served)
    assert link, served
    with urllib.request.urlopen(link.group()) as page:
        assert "Créer mon compte" in page.read().decode()
    key = fresh_tree / "instance/secret-key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert (fresh_tree / "instance/inventaire.sqlite").exists()


@pytest.mark.wheel
def test_a_second_start_prepares_nothing_again(served):
    assert "Préparation" not in served
    assert "Commune de démonstration" not in served


@pytest.mark.wheel
def test_a_command_runs_through_the_same_script(fresh_tree, bare):
    done = subprocess.run(
        ["./run", "reconnaitre", "LibreOffice 24.8.4.2"], cwd=fresh_tree, env=bare, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    assert "logiciel libre (libreoffice)" in done.stdout.decode()
