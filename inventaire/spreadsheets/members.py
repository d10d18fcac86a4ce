"""A zip of tables, read in the child one after the other, each under the limits of a file alone."""

import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from inventaire.domain.errors import TooLarge, UnreadableFile
from inventaire.spreadsheets.container import CUT, HEAVY
from inventaire.spreadsheets.limits import FILE_BYTES, HEADER_ZONE, MEBIBYTE, ROWS, SHEETS

MANY_ROWS = f"Plus de {ROWS:_} lignes".replace("_", "\u202f") + " : partagez le fichier et recommencez."
MANY = f"Plus de {SHEETS} fichiers dans ce .zip : partagez-le et recommencez."
CHUNK = MEBIBYTE
Workbook = dict[str, Any]


def read_members(path: Path, read: Callable[[Path, str], Workbook]) -> Iterator[Workbook]:
    """Give each file of a zip as it is read; one that cannot be says why and fails no other."""
    done: list[Workbook] = []
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        wanted = [member for member in archive.infolist() if _is_wanted(member)]
        if len(wanted) > SHEETS:
            raise TooLarge(MANY)
        for member in wanted:
            done.append(_read(archive, member, Path(folder, "membre"), read))
            if rows_in(done) > ROWS + HEADER_ZONE:
                raise TooLarge(MANY_ROWS)
            yield done[-1]


def rows_in(workbooks: Sequence[Workbook]) -> int:
    """Count the rows that say something."""
    return sum(bool(row) for workbook in workbooks for sheet in workbook["sheets"] for row in sheet["rows"])


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    return not member.is_dir() and parts[0] != "__MACOSX" and not parts[-1].startswith(".")


def _read(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path, read: Callable[[Path, str], Workbook]
) -> Workbook:
    name = PurePosixPath(member.filename.replace("\\", "/")).name
    try:
        _unfold(archive, member, place)
        workbook = read(place, name)
    except UnreadableFile as refusal:
        left_out = {"name": name, "hidden": False, "rows": [], "merged_lines": [], "notes": []}
        return _nothing([{**left_out, "left_out": str(refusal)}])
    if workbook["format"] in ("xlsx", "ods", "xls"):
        for sheet in workbook["sheets"]:
            sheet["name"] = f"{name}, {sheet['name']}"
    return workbook


def _nothing(sheets: list[dict[str, Any]]) -> Workbook:
    return {"format": "zip", "encoding": None, "delimiter": None, "date1904": False, "sheets": sheets}


def _unfold(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path) -> None:
    """Write a member under a name of ours, counting what really comes out."""
    size = 0
    try:
        with archive.open(member) as stream, place.open("wb") as file:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > FILE_BYTES:
                    raise TooLarge(HEAVY.format(limit=f"{FILE_BYTES // MEBIBYTE} Mio"))
                file.write(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise UnreadableFile(CUT) from None
