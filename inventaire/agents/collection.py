"""The child process that reads many agents' files, of an archive or a folder, one after the other.

First how many they are, then for each its name with its inventory or why it is refused: nothing is kept.
"""

import signal
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn, Protocol

from inventaire.agents.child import LARGEST, parse_inventory
from inventaire.agents.refusals import (
    CUT_ARCHIVE,
    FOREIGN_ARCHIVE,
    HEAVY_ARCHIVE,
    LOCKED,
    MANY_FILES,
    NESTED,
    NO_FILE,
    SLOW,
    TOO_HEAVY,
    TWISTED,
)
from inventaire.confinement import serve_lines
from inventaire.domain.errors import TooLarge, UnreadableFile
from inventaire.zips import is_twisted

MOST_FILES = 5_000
ARCHIVE_BYTES = 256 << 20
RATIO = 100  # beyond, an archive was made to fill a disk
SECONDS = 60  # of processor for one file
WRITTEN = {".json", ".xml", ".ocs"}  # how agents name their files
TABLES = {".csv", ".xlsx", ".ods", ".xls", ".txt", ".tsv"}
WORKBOOKS = {"[Content_Types].xml", "mimetype"}  # what spreadsheets hold, which are zips too
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError)


class Source(Protocol):
    """Where files come from: their names, and the content of one, no longer than a limit."""

    names: list[str]

    def read(self, name: str, limit: int) -> bytes:
        """Give the beginning of a file, up to a limit."""


class Folder:
    """The files of a folder and of those inside it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        found = (each for each in path.rglob("*") if each.is_file() and not each.is_symlink())
        self.names = sorted(each.relative_to(path).as_posix() for each in found)

    def read(self, name: str, limit: int) -> bytes:
        """Give the beginning of a file, up to a limit."""
        with (self._path / name).open("rb") as file:
            return file.read(limit)


class Archive:
    """The members of a zip, whose directory was judged first."""

    def __init__(self, path: Path) -> None:
        if path.stat().st_size > ARCHIVE_BYTES:
            raise TooLarge(HEAVY_ARCHIVE)
        try:
            self._zip = zipfile.ZipFile(path)
        except BROKEN:
            raise UnreadableFile(CUT_ARCHIVE) from None
        members = [member for member in self._zip.infolist() if not member.is_dir()]
        _judge(members)
        self.names = [member.filename for member in members]

    def read(self, name: str, limit: int) -> bytes:
        """Give the beginning of a member, up to a limit on what is really unfolded."""
        with self._zip.open(name) as file:
            return file.read(limit)


def _judge(members: list[zipfile.ZipInfo]) -> None:
    if WORKBOOKS & {member.filename for member in members}:
        raise UnreadableFile(FOREIGN_ARCHIVE)
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(LOCKED)
    unfolded = sum(member.file_size for member in members)
    if is_twisted(members) or unfolded > max(RATIO * sum(member.compress_size for member in members), LARGEST):
        raise UnreadableFile(TWISTED)


def parse_collection(path: Path, _name: str) -> Iterator[dict[str, Any]]:
    """Read the files of an archive or a folder; raise UnreadableFile or TooLarge when it cannot be opened."""
    signal.signal(signal.SIGPROF, _stop)
    source: Source = Folder(path) if path.is_dir() else Archive(path)
    names = [name for name in source.names if not _is_of_the_system(name)]
    if not names:
        raise UnreadableFile(NO_FILE)
    if len(names) > MOST_FILES:
        raise TooLarge(MANY_FILES)
    endings = {PurePosixPath(name.casefold()).suffix for name in names}
    yield {"total": len(names), "holds_tables": bool(endings & TABLES) and not endings & WRITTEN}
    for name in names:
        yield {"file": name, **_read(source, name)}


def _is_of_the_system(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _read(source: Source, name: str) -> dict[str, Any]:
    """Read one file under the limits of a single one: whatever it holds, the next are read."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        received = source.read(name, LARGEST + 1)
        if received.startswith(b"PK\3\4"):
            raise UnreadableFile(NESTED)
        return {"inventory": parse_inventory(received)}
    except UnreadableFile as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": TOO_HEAVY}
    except BROKEN:
        return {"refused": CUT_ARCHIVE}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _stop(*_: object) -> NoReturn:
    raise TooLarge(SLOW)


if __name__ == "__main__":
    serve_lines(parse_collection)
