"""A text file as a sheet: its encoding, its separator, its rows."""

import csv
import io
from collections import Counter
from itertools import islice
from pathlib import Path

from inventaire.domain.errors import UnreadableFile

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", ""),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
DELIMITERS = ";\t|,"
SAMPLE = 200  # rows tried with each separator
ENCODING = (
    "L’encodage de ce fichier n’est pas reconnu{which} : "
    "enregistrez-le en « CSV UTF-8 » depuis votre tableur et recommencez."
)
QUOTES = (
    "Ce fichier CSV est mal formé vers la ligne {line} (un guillemet jamais refermé, sans doute) : "
    "ouvrez-le dans votre tableur, enregistrez-le de nouveau et recommencez."
)


def read_delimited(path: Path) -> tuple[str, str, list[list[str]]]:
    """Give the encoding, the separator and the rows of a CSV file."""
    encoding, text = decode(path.read_bytes())
    first = text.split("\n", 1)[0].strip().strip('"').casefold()
    if first.startswith("sep=") and len(first) <= len("sep=") + 1:
        delimiter = "\t" if first == "sep=" else first[-1]
        return encoding, delimiter, [[], *_rows(text, delimiter)[1:]]
    delimiter = find_delimiter(text)
    return encoding, delimiter, _rows(text, delimiter)


def decode(content: bytes) -> tuple[str, str]:
    """Read bytes by their mark, then as strict UTF-8, UTF-16 or Windows-1252, in that order."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _decoded(content, (encoding,))
    odd = content[1::2]
    if odd and odd.count(0) * 10 > len(odd) * 4:
        return _decoded(content, ("utf-16-le",))
    return _decoded(content, ("utf-8", "cp1252"))


def _decoded(content: bytes, encodings: tuple[str, ...]) -> tuple[str, str]:
    for encoding in encodings:
        try:
            return encoding, content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadableFile(ENCODING.format(which="" if encodings[0] else " (UTF-32)"))


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


def _rows(text: str, delimiter: str) -> list[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return list(rows)
    except csv.Error:
        raise UnreadableFile(QUOTES.format(line=rows.line_num)) from None
