"""The preview of files: what each line would do, before anything is written."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from inventaire.confinement import Limits
from inventaire.domain.errors import UnreadableFile
from inventaire.services.imports.agents import Tell
from inventaire.services.imports.comparison import compare
from inventaire.services.imports.guidance import Guidance, usual_guidance
from inventaire.services.imports.parts import Part
from inventaire.services.imports.pause import without_collecting
from inventaire.services.imports.reading import read_file
from inventaire.services.privacy import keeps_names


def preview(
    files: Sequence[tuple[Path, str]],
    limits: Limits | None = None,
    guidance: Guidance | None = None,
    tell: Tell | None = None,
) -> list[Part]:
    """Read files (path, name as the person knows it) and compare them with the inventory.

    `guidance` is what was said of their reading, `tell` hears how far it is.
    Raises UnreadableFile or TooLarge with a sentence for the person; a bad line never does.
    """
    with without_collecting():
        parts = read_files(files, limits, guidance, tell)
        compare(parts)
    return parts


def read_files(
    files: Sequence[tuple[Path, str]],
    limits: Limits | None = None,
    guidance: Guidance | None = None,
    tell: Tell | None = None,
) -> list[Part]:
    """Read files into their parts, compared with nothing yet; among several, the one refused is named.

    `tell` hears how many files of an archive or a folder are read, and of how many.

    The wall time of the limits is that of them all together: somebody waits for the answer.
    """
    parts = []
    people, guidance = keeps_names(), guidance or usual_guidance()
    started = time.monotonic()
    for rank, (path, given) in enumerate(files):
        name = printable(given)
        try:
            left = _remaining(limits, started)
            parts += read_file(path, name, left, people=people, rank=rank, guidance=guidance, tell=tell)
        except UnreadableFile as refusal:
            raise type(refusal)(f"« {name} » : {refusal}" if len(files) > 1 else str(refusal)) from None
    return parts


def _remaining(limits: Limits | None, started: float) -> Limits | None:
    if limits is None:
        return None
    return replace(limits, wall=max(0, limits.wall - int(time.monotonic() - started)))


def printable(name: str) -> str:
    """Give a file's name without the signs that nobody sees, which no other program would take."""
    return "".join(sign for sign in name if sign.isprintable()) or "fichier"
