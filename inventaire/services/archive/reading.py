"""An archive on its way in: nothing in it is believed before it was checked, and nothing is unpacked by its path."""

import errno
import hashlib
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from inventaire.domain.errors import TooLarge, UnreadableFile
from inventaire.services.archive.manifest import FORMAT, KEYS, NAME, Manifest, Member
from inventaire.zips import is_twisted

MEBIBYTE = 1 << 20
MEMBERS, MANIFEST_BYTES, LINE_BYTES, RATIO = 20_000, 8 * MEBIBYTE, 16 * MEBIBYTE, 300
KEY_BYTES = 1_000
REVISION = re.compile(r"[0-9]{4}")
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
CUT = "Cette sauvegarde est incomplète ou abîmée : rien n’a été changé. Prenez-en une autre copie."
FOREIGN = "Ce fichier n’est pas une sauvegarde d’Inventaire : rien n’a été changé."
TWISTED = "La structure interne de ce fichier est anormale : il n’est pas ouvert, rien n’a été changé."
ALTERED = "Cette sauvegarde a été modifiée ou abîmée ({}) : rien n’a été changé. Prenez-en une autre copie."
NEWER = (
    "Cette sauvegarde vient d’une version plus récente d’Inventaire (format {}, schéma {}) : rien n’a été changé. "
    "Installez cette version, puis recommencez."
)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that was checked, open for reading."""

    zip: zipfile.ZipFile
    manifest: Manifest

    def key(self, name: str) -> str:
        """Give a key of the installation that was saved."""
        return self.zip.read(f"keys/{name}").decode()

    def rows(self, member: Member) -> Iterator[dict[str, Any]]:
        """Read the rows of a member, by the names of their columns."""
        with _readable(), self.zip.open(member.name) as lines:
            names = json.loads(lines.readline(LINE_BYTES))
            while line := lines.readline(LINE_BYTES):
                yield dict(zip(names, json.loads(line), strict=True))


@contextmanager
def opened(path: Path, revisions: list[str]) -> Iterator[Archive]:
    """Open an archive once all of it was checked; `revisions` are those that the tables may be at.

    Raises UnreadableFile, with a sentence for the person, for one that must not be restored.
    """
    with _readable():
        if not zipfile.is_zipfile(path):
            raise UnreadableFile(CUT if path.read_bytes()[:2] == b"PK" else FOREIGN)
        file = zipfile.ZipFile(path)
    with file:
        with _readable():
            members = file.infolist()
            _check_structure(members)
            manifest = _manifest(file, revisions)
            _check_members(file, manifest)
        yield Archive(file, manifest)


@contextmanager
def _readable() -> Iterator[None]:
    """Say in one sentence whatever a damaged file makes its reading stumble on."""
    try:
        yield
    except BROKEN:
        raise UnreadableFile(CUT) from None
    except OSError as fault:
        if fault.errno != errno.EINVAL:  # a place before the beginning of the file
            raise
        raise UnreadableFile(CUT) from None


def _check_structure(members: list[zipfile.ZipInfo]) -> None:
    if NAME not in {member.filename for member in members}:
        raise UnreadableFile(FOREIGN)
    if len(members) > MEMBERS or is_twisted(members) or any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(TWISTED)
    unfolded, folded = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    if unfolded > MEBIBYTE and unfolded > RATIO * folded:
        raise TooLarge(TWISTED)


def _manifest(file: zipfile.ZipFile, revisions: list[str]) -> Manifest:
    if file.getinfo(NAME).file_size > MANIFEST_BYTES:
        raise TooLarge(TWISTED)
    told = json.loads(file.read(NAME))
    version, revision = (told.get("format"), told.get("revision")) if isinstance(told, dict) else (None, None)
    if not isinstance(version, int) or not REVISION.fullmatch(str(revision)):
        raise UnreadableFile(FOREIGN)
    if version > FORMAT or revision not in revisions:
        raise UnreadableFile(NEWER.format(version, revision))
    try:
        return Manifest.model_validate(told)
    except ValidationError:
        raise UnreadableFile(ALTERED.format(NAME)) from None


def _check_members(file: zipfile.ZipFile, manifest: Manifest) -> None:
    """Require exactly the members that the manifest lists, each the one it lists."""
    wanted = [member.name for member in manifest.members]
    if sorted([*wanted, NAME]) != sorted(file.namelist()):
        raise UnreadableFile(ALTERED.format(NAME))
    if not {f"keys/{name}" for name in KEYS} <= set(wanted):
        raise UnreadableFile(ALTERED.format("keys"))
    for member in manifest.members:
        known = member.table or member.name.removeprefix("keys/") in KEYS
        if not known or file.getinfo(member.name).file_size != member.bytes or not _matches(file, member):
            raise UnreadableFile(ALTERED.format(member.name))


def _matches(file: zipfile.ZipFile, member: Member) -> bool:
    """Read a member through: its sum, its count of lines, no line longer than a row may be."""
    lines, digest = 0, hashlib.sha256()
    limit = LINE_BYTES if member.table else KEY_BYTES
    with file.open(member.name) as content:
        while line := content.readline(limit):
            lines += 1
            digest.update(line)
            if len(line) == limit:
                return False
    return digest.hexdigest() == member.sha256 and lines == member.rows + 1
