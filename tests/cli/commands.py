"""The real command, in a process of its own, on an installation of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

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
