"""The preview of files: what each line would do, before anything is written."""

from collections.abc import Sequence
from pathlib import Path

from inventaire.confinement import Limits
from inventaire.domain.imports import Target
from inventaire.services.imports.applications import compare_applications
from inventaire.services.imports.devices import compare_devices
from inventaire.services.imports.reading import read_file
from inventaire.services.imports.records import Part, Record


def preview(files: Sequence[tuple[Path, str]], limits: Limits | None = None) -> list[Part]:
    """Read files (path, name as the person knows it) and compare them with the inventory.

    Raises UnreadableFile or TooLarge with a sentence for the person; a bad line never does.
    """
    parts = [part for path, name in files for part in read_file(path, name, limits)]
    compare(parts)
    return parts


def compare(parts: Sequence[Part]) -> None:
    """Say of every line of a batch what it would do, devices first: software refers to them."""
    devices = lines_of(parts, Target.DEVICES)
    compare_devices(devices)
    compare_applications(lines_of(parts, Target.APPLICATIONS), devices)


def lines_of(parts: Sequence[Part], target: Target) -> list[Record]:
    """Give the lines of a batch that describe one kind of thing."""
    return [record for part in parts if part.target is target for record in part.records]
