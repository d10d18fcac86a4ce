"""servir: one process beside the pages empties the queue of jobs, for as long as they are served."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.cli.commands import ROOT, SETTINGS

PATIENCE = 60  # seconds on a busy machine


@pytest.fixture
def served(database, empty_town, tmp_path):
    """The real server on a port of its own; give its first process."""
    folder = tmp_path / "instance"
    database.copy(empty_town, folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {key: value for key, value in os.environ.items() if key not in SETTINGS}
    environment = kept | database.environment(folder) | {"PYTHONPATH": str(ROOT)}
    with (tmp_path / "told").open("wb") as told:
        server = subprocess.Popen(
            [sys.executable, "-m", "inventaire", "servir", "--port", str(port)],
            env=environment,
            cwd=tmp_path,
            stdout=told,
            stderr=told,
        )
        until(lambda: answers(port))
        yield server
        server.kill()
        server.wait()
    database.drop(folder)


def until(condition):
    """Wait for what is to come."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end, "it did not come in time"
        time.sleep(0.1)
    return found


def answers(port):
    try:
        with urlopen(f"http://127.0.0.1:{port}/connexion", timeout=5) as page:  # the page of our own server
            return page.status == 200
    except OSError:
        return False


def children(process):
    return {int(each) for each in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()}


def job_process(process):
    """Give the child that holds the file of the queue."""
    return next((child for child in children(process) if holds_queue(child)), None)


def holds_queue(process):
    try:
        return any(str(link.readlink()).endswith("/jobs.sqlite") for link in Path(f"/proc/{process}/fd").iterdir())
    except OSError:
        return False


def listens(process):
    """Say whether a process holds the socket of the pages."""
    held = {str(link.readlink()) for link in Path(f"/proc/{process}/fd").iterdir()}
    return any(link.startswith("socket:") for link in held)


def test_the_process_of_the_jobs_is_started_again_and_dies_with_the_server(served):
    first = until(lambda: job_process(served))
    assert len(children(served)) == 3
    assert not listens(first)
    os.kill(first, signal.SIGKILL)
    until(lambda: job_process(served) not in (None, first))
    every = children(served)
    served.kill()
    served.wait()
    until(lambda: not any(Path(f"/proc/{child}/fd").exists() and holds_queue(child) for child in every))
