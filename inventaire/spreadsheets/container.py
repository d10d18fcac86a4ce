"""What a received file is, by its first bytes and its directory: nothing is unfolded here."""

import zipfile
from pathlib import Path, PurePosixPath

from inventaire.domain.errors import TooLarge, UnreadableFile
from inventaire.spreadsheets.limits import FILE_BYTES, MEBIBYTE, MEMBERS, RATIO, UNFOLDED_BYTES
from inventaire.zips import is_twisted

ENDINGS = {".xlsx": "xlsx", ".ods": "ods", ".xls": "xls", ".csv": "csv", ".zip": "zip"}
ENDINGS |= dict.fromkeys((".txt", ".tsv", ".tab", ".lst", ".list", ".log", ".json", ""), "csv")
TABLES = frozenset((".xlsx", ".ods", ".xls", ".csv", ".tsv", ".txt"))
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SHEETS_ODF = b"application/vnd.oasis.opendocument.spreadsheet"
FOREIGN = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"MZ",
    b"\x7fELF",
)
HEAD = 8_192

ASK = "enregistrez-le en .xlsx, .ods ou .csv depuis votre tableur et recommencez."
EMPTY = "Ce fichier est vide : vérifiez l’enregistrement dans votre tableur et recommencez."
CUT = f"Ce fichier est incomplet ou abîmé : {ASK.replace('-le en', '-le de nouveau en')}"
UNKNOWN = f"Ce fichier n’est pas un tableur que nous savons lire : {ASK}"
MACROS = "Ce fichier contient des macros : enregistrez-le en classeur sans macro (.xlsx ou .ods) et recommencez."
LOCKED = "Ce fichier est protégé par un mot de passe : ôtez-le et recommencez."
TWISTED = f"La structure interne de ce fichier est anormale, il n’est pas ouvert : {ASK}"
NESTED = "Ce fichier .zip en contient un autre : décompressez celui du dedans et recommencez."
HEAVY = "Ce fichier dépasse {limit} : partagez-le (une feuille par fichier) et recommencez."


def check_upload(path: Path, filename: str) -> str:
    """Give the format of a file: xlsx, ods, xls, csv for any text, zip for several tables.

    Raises UnreadableFile or TooLarge, with a sentence for the person, for all that must not be opened.
    """
    size = path.stat().st_size
    if not size:
        raise UnreadableFile(EMPTY)
    if size > FILE_BYTES:
        raise TooLarge(HEAVY.format(limit=f"{FILE_BYTES // MEBIBYTE} Mio"))
    found = _format(path)
    _match(found, filename, path)
    return found


def ending_of(filename: str) -> str:
    """Give the ending of a name, in small letters, with its dot."""
    return PurePosixPath(filename.replace("\\", "/").casefold()).suffix


def _match(found: str, filename: str, path: Path) -> None:
    """Require the content to be what the name promises."""
    ending = ending_of(filename)
    if ending in (".xlsm", ".xltm", ".xlsb", ".xlam"):
        raise UnreadableFile(MACROS if ending != ".xlsb" else UNKNOWN)
    if ending not in ENDINGS or (ending == ".json" and found == "csv" and not _is_json(path)):
        raise UnreadableFile(UNKNOWN)
    if ENDINGS[ending] != found:
        raise UnreadableFile(
            f"Ce fichier se nomme « {ending} » mais son contenu est {_told(found)} : "
            "ouvrez-le dans votre tableur, enregistrez-le dans le format de son nom et recommencez."
        )


def _is_json(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(HEAD).lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"{")


def _told(found: str) -> str:
    return "du texte" if found == "csv" else f"celui d’un .{found}"


def _format(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(b"PK"):
        return _zipped(path)
    if head.startswith(OLE):
        return _ole(path.read_bytes())
    if head.startswith(FOREIGN) or _looks_binary(head):
        raise UnreadableFile(UNKNOWN)
    return "csv"


def _looks_binary(head: bytes) -> bool:
    """Find control characters that no text holds; zeros are left to the reading, for UTF-16."""
    control = sum(byte < 32 and byte not in b"\0\t\n\f\r" for byte in head)
    return control * 20 > len(head)


def _ole(content: bytes) -> str:
    """Look into the directory of an old Office file, whose names are in UTF-16."""
    if _named(content, "EncryptedPackage"):
        raise UnreadableFile(LOCKED)
    if _named(content, "_VBA_PROJECT"):
        raise UnreadableFile(MACROS)
    if _named(content, "Workbook") or _named(content, "Book"):
        return "xls"
    raise UnreadableFile(UNKNOWN)


def _named(content: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in content


def _zipped(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_members(members)
            return _workbook(archive, {member.filename for member in members})
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError):
        raise UnreadableFile(CUT) from None


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MEMBERS:
        raise TooLarge(HEAVY.format(limit=f"{MEMBERS} éléments internes"))
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(LOCKED)
    unfolded = sum(member.file_size for member in members)
    if unfolded > UNFOLDED_BYTES:
        raise TooLarge(HEAVY.format(limit=f"{UNFOLDED_BYTES // MEBIBYTE} Mio une fois décompressé"))
    if unfolded > MEBIBYTE and unfolded > RATIO * sum(member.compress_size for member in members):
        raise TooLarge(TWISTED)
    if is_twisted(members):
        raise UnreadableFile(TWISTED)


def _workbook(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return _xlsx(archive, names)
    if "mimetype" in names and archive.read("mimetype").strip() == SHEETS_ODF:
        return _ods(archive, names)
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise UnreadableFile(UNKNOWN)
    return _several(names)


def _several(names: set[str]) -> str:
    """Take a zip of tables; one inside another is not unfolded."""
    endings = {ending_of(name) for name in names}
    if ".zip" in endings:
        raise UnreadableFile(NESTED)
    if not endings & TABLES:
        raise UnreadableFile(UNKNOWN)
    return "zip"


def _xlsx(archive: zipfile.ZipFile, names: set[str]) -> str:
    bases = {PurePosixPath(name).name.casefold() for name in names}
    if "vbaproject.bin" in bases or b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise UnreadableFile(MACROS)
    return "xlsx"


def _ods(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "encrypted-package" in names or b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise UnreadableFile(LOCKED)
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
        raise UnreadableFile(MACROS)
    return "ods"
