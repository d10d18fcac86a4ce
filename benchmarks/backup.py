"""How long a whole installation takes to save and to bring back, and how large its file is.

.venv/bin/python benchmarks/backup.py [DEVICES]   (100000 unless given; SQLite)
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from typing import Any

from pages import fill  # the script beside

from inventaire.app import create_app
from inventaire.config import Settings
from inventaire.models import db
from inventaire.services.backup import back_up, check_archive, restore
from inventaire.services.integrity import database_faults
from inventaire.services.organisation import initialise

MEBIBYTE = 1 << 20


def timed(told: str, work: Callable[[], Any]) -> None:
    """Do a piece of work; print how long it took, and the most memory the process ever held."""
    start = perf_counter()
    work()
    seconds, peak = perf_counter() - start, getrusage(RUSAGE_SELF).ru_maxrss / 1024
    print(f"{told:24} {seconds:7.1f} s   {peak:5.0f} Mio", flush=True)


def settings(folder: Path) -> Settings:
    """Make room for an installation."""
    folder.mkdir()
    return Settings(folder, f"sqlite:///{folder / 'inventaire.sqlite'}", "k" * 40, "t" * 40)


def main() -> None:
    """Fill one installation, save it, restore it into another."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder, archive = Path(name), Path(name, "s.zip")
        with create_app(settings(folder / "une")).app_context():
            initialise("Banc")
            timed(f"fill {count}", lambda: fill(count))
            timed("sauvegarder", lambda: back_up(archive))
            db.session.remove()
        base = (folder / "une/inventaire.sqlite").stat().st_size / MEBIBYTE
        print(f"base {base:.0f} Mio, sauvegarde {archive.stat().st_size / MEBIBYTE:.0f} Mio")
        with create_app(settings(folder / "deux")).app_context():
            timed("verifier --archive", lambda: check_archive(archive))
            timed("restaurer", lambda: restore(archive))
            timed("verifier", database_faults)


if __name__ == "__main__":
    main()
