"""The real command on an installation of its own: typed here, or in a process of its own where that is what counts."""

import json
import os
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from inventaire.app import create_core
from inventaire.cli import inventaire
from tests.conftest import close

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests/files"


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


SETTINGS = ("DATABASE_URL", "DATABASE_OWNER_URL", "SECRET_KEY", "TRACE_KEY")


def typed(settings):
    """Give a function that runs `inventaire` without a new process: its environment, folder, streams and status."""
    environment = dict.fromkeys(SETTINGS) | settings
    folder = Path(settings["INVENTAIRE_INSTANCE"]).parent

    def run(*words, status=0):
        with chdir(folder), CliRunner().isolation(env=environment) as (out, err, _):
            app = create_core()
            with app.app_context(), pytest.raises(SystemExit) as ended:
                inventaire([str(word) for word in words], prog_name="inventaire")
            close(app)
            sys.stdout.flush()
            answer = Answer(ended.value.code, out.getvalue().decode(), err.getvalue().decode())
        assert answer.status == status, answer
        return answer

    return run


def command(settings, before=()):
    """Give a function that runs `inventaire` on the installation that settings tell of, after other words."""
    kept = {key: value for key, value in os.environ.items() if key not in SETTINGS}
    environment = kept | settings | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}

    def run(*words, status=0):
        done = subprocess.run(
            [*before, sys.executable, "-m", "inventaire", *map(str, words)],
            capture_output=True,
            env=environment,
            cwd=Path(settings["INVENTAIRE_INSTANCE"]).parent,
            check=False,
            timeout=120,
        )
        answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert answer.status == status, answer
        assert "Traceback" not in answer.err, answer.err
        return answer

    return run
