"""A zip container really read through: what unfolds is counted, and no document type is let in."""

import re
import zipfile
import zlib
from pathlib import Path

from inventaire.domain.errors import TooLarge, UnreadableFile
from inventaire.spreadsheets.container import CUT, HEAVY, TWISTED
from inventaire.spreadsheets.limits import MEBIBYTE, UNFOLDED_BYTES

CHUNK = MEBIBYTE
OVERLAP = 64  # bytes, so that a mark cut between two chunks is seen
WORDS = ("<!DOCTYPE", "<!ENTITY")
MARKS = tuple(word.encode(encoding) for word in WORDS for encoding in ("ascii", "utf-16-le", "utf-16-be"))
DATE_1904 = re.compile(rb"date1904\s*=\s*[\"'](?:1|true)[\"']")


def read_through(path: Path) -> None:
    """Unfold every member once, counting; refuse what is too large, damaged, or declares a document type."""
    total = 0
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                total = _read_member(archive, member, total)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise UnreadableFile(CUT) from None


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, total: int) -> int:
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            total += len(chunk)
            if total > UNFOLDED_BYTES:
                raise TooLarge(HEAVY.format(limit=f"{UNFOLDED_BYTES // MEBIBYTE} Mio une fois décompressé"))
            if member.filename.endswith((".xml", ".rels")) and any(mark in tail + chunk for mark in MARKS):
                raise UnreadableFile(TWISTED)
            tail = chunk[-OVERLAP:]
    return total


def counts_from_1904(path: Path) -> bool:
    """Say whether an XLSX counts its days from 1904, as old Macintosh files do."""
    with zipfile.ZipFile(path) as archive:
        return bool(DATE_1904.search(archive.read("xl/workbook.xml")))
