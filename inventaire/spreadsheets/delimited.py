"""A text file as a sheet: its encoding, its separator, its rows."""

import csv
import io
from collections import Counter
from itertools import islice

from inventaire.domain.errors import UnreadableFile

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", ""),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
DELIMITERS = ";\t|,"
ASCII = bytes(range(128))
BEYOND = 10_000  # bytes beyond ASCII that are enough to tell an encoding
SAMPLE = 200  # rows tried with each separator
MOST_MENDED = 20  # lines with a stray quote; beyond, quotes mean something else in that file
FRENCH = frozenset("éèêëàâçôöîïûùœ«»°’–€É\u00a0")  # what French text holds beyond ASCII, in either encoding
STRAY = "Ligne {line} : un guillemet y est de trop ou jamais refermé, il est lu comme un caractère."
ENCODING = (
    "L’encodage de ce fichier n’est pas reconnu{which} : "
    "enregistrez-le en « CSV UTF-8 » depuis votre tableur et recommencez."
)
QUOTES = (
    "Ce fichier CSV est mal formé vers la ligne {line} (un guillemet jamais refermé, sans doute) : "
    "ouvrez-le dans votre tableur, enregistrez-le de nouveau et recommencez."
)


def read_delimited(text: str, delimiter: str | None = None) -> tuple[str, list[list[str]], list[str]]:
    """Give the separator, found unless it is said, and the rows of a CSV text, and what had to be mended in it."""
    if delimiter:
        return delimiter, *_rows(text, delimiter)
    first = text.split("\n", 1)[0].strip().strip('"').casefold()
    if first.startswith("sep=") and len(first) <= len("sep=") + 1:
        delimiter = "\t" if first == "sep=" else first[-1]
        rows, notes = _rows(text, delimiter)
        return delimiter, [[], *rows[1:]], notes
    delimiter = find_delimiter(text)
    return delimiter, *_rows(text, delimiter)


def decode(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Read bytes as it is said, or by their mark, then as strict UTF-8, UTF-16, Windows-1252 or Mac Roman."""
    if encoding:
        return _decoded(content, (encoding,))
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _decoded(content, (encoding,))
    odd = content[1::2]
    if odd and odd.count(0) * 10 > len(odd) * 4:
        return _decoded(content, ("utf-16-le",))
    try:
        return "utf-8", content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, ("mac_roman" if _is_macintosh(content) else "cp1252",))


def _decoded(content: bytes, encodings: tuple[str, ...]) -> tuple[str, str]:
    for encoding in encodings:
        try:
            return encoding, content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadableFile(ENCODING.format(which="" if encodings[0] else " (UTF-32)"))


def _is_macintosh(content: bytes) -> bool:
    """Tell Mac Roman from Windows-1252: most of what is not ASCII must be French, and more so than in the other."""
    beyond = content.translate(None, ASCII)[:BEYOND]
    macintosh, windows = (
        sum(sign in FRENCH for sign in beyond.decode(codec, "replace")) for codec in ("mac_roman", "cp1252")
    )
    return macintosh > windows and macintosh * 2 >= len(beyond)


def find_delimiter(text: str) -> str:
    """Keep the separator that gives the most rows of one same width; titles may hold commas."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> int:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        widths = Counter(len(row) for row in islice(rows, SAMPLE) if len(row) > 1)
    except csv.Error:
        return 0
    return max(((width - 1) * times for width, times in widths.items()), default=0)


def _rows(text: str, delimiter: str) -> tuple[list[list[str]], list[str]]:
    """Give the rows; a line whose quotes are wrong is read without them, and told."""
    lines = io.StringIO(text, newline="").readlines()
    rows, start = _until_fault(lines, 0, delimiter)
    notes: list[str] = []
    while start < len(lines) and len(notes) < MOST_MENDED:
        rows.append([cell.strip('"\r\n') for cell in lines[start].split(delimiter)])
        notes.append(STRAY.format(line=len(rows)))
        more, start = _until_fault(lines, start + 1, delimiter)
        rows += more
    return (rows, notes) if start >= len(lines) else (_loosely(text, delimiter), [])


def _until_fault(lines: list[str], start: int, delimiter: str) -> tuple[list[list[str]], int]:
    """Read rows from a line on, strictly; give them and the line of the first that is wrong, or the end."""
    rows: list[list[str]] = []
    reader, read = csv.reader(lines[start:], delimiter=delimiter, strict=True), 0
    try:
        for row in reader:
            rows.append(row)
            read = reader.line_num
    except csv.Error as fault:
        if str(fault).startswith("field larger"):
            raise UnreadableFile(QUOTES.format(line=start + reader.line_num)) from None
        return rows, start + read
    return rows, len(lines)


def _loosely(text: str, delimiter: str) -> list[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return list(rows)
    except csv.Error:
        raise UnreadableFile(QUOTES.format(line=rows.line_num)) from None
