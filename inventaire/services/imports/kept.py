"""The files of imports that nobody has confirmed yet: kept to be read again, then let go."""

import hashlib
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import current_app

from inventaire.domain.errors import UnreadableFile
from inventaire.models import Import, db
from inventaire.models.scope import scope_of

FOLDER = "recus"
LONGEST = 30 * 86_400  # seconds that a file which nobody confirms is kept
GONE = "Les fichiers de cet import ne sont plus gardés\u00a0: envoyez-les de nouveau."


def waiting_room() -> Path:
    """Give the folder where files are received: this service alone reads it."""
    folder = Path(current_app.config["INSTANCE"], FOLDER)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def told_of(files: Sequence[tuple[Path, str]]) -> list[dict[str, Any]]:
    """Describe files (path, name as the person knows it), in order."""
    return [{"file": name, "bytes": path.stat().st_size, "sha256": _mark(path)} for path, name in files]


def keep(batch: Import, files: Sequence[tuple[Path, str]]) -> None:
    """Move the files of a batch to its own folder, and let go those that waited too long."""
    _let_go_old()
    folder = folder_of(batch)
    for made in (folder.parent, folder):
        made.mkdir(mode=0o700, exist_ok=True)
    for rank, (path, _name) in enumerate(files):
        path.chmod(0o600)
        shutil.move(path, folder / str(rank))


def files_of(batch: Import) -> list[tuple[Path, str]]:
    """Give the files of a batch, as they were received. Raises UnreadableFile when they are gone."""
    found = [folder_of(batch) / str(rank) for rank in range(len(batch.received))]
    if not found or not all(path.is_file() for path in found):
        raise UnreadableFile(GONE)
    return [(path, told["file"]) for path, told in zip(found, batch.received, strict=True)]


def let_go(batch: Import) -> None:
    """Let the files of a batch go: its lines are kept, or nobody wants them."""
    shutil.rmtree(folder_of(batch), ignore_errors=True)


def let_all_go() -> None:
    """Let go all the files of the organisation in scope."""
    shutil.rmtree(_own_folder(), ignore_errors=True)


def _let_go_old() -> None:
    limit = time.time() - LONGEST
    for folder in _own_folder().glob("*"):
        if folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)


def _own_folder() -> Path:
    return waiting_room() / str(scope_of(db.session()))


def folder_of(batch: Import) -> Path:
    """Give the folder of the files of a batch."""
    return _own_folder() / str(batch.id)


def _mark(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
