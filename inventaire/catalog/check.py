"""Checks the whole of the catalogue: every fault with its file and its line, in French."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from inventaire.catalog import coherence
from inventaire.catalog.fault import CatalogFault, Placed, line_of
from inventaire.catalog.figures_check import SHAPES, figure_faults
from inventaire.catalog.interview import INTERVIEW
from inventaire.catalog.interview_check import interview_faults
from inventaire.catalog.reader import FILES, SECTIONS, build
from inventaire.catalog.shape_faults import shape_faults
from inventaire.catalog.yaml_file import Entry, Unreadable, read_yaml
from inventaire.domain.normalisation import strong

UNSORTED = {"components"}
HEADINGS = {
    "alternatives.yaml": {"schema_version", "catalogue_date", "licence", "reviewed"},
    "tools.yaml": {"reviewed"},
}


def check_catalog(folder: Path, today: date | None = None) -> list[CatalogFault]:
    """Check every file of the catalogue; with `today`, reviews that are overdue are faults too."""
    try:
        files = {name: read_yaml(folder / name) for name in FILES}
        figures = {name: read_yaml(folder / name) for name in SHAPES}
    except Unreadable as fault:
        return [CatalogFault(fault.path.name, fault.line, fault.message)]
    except OSError as fault:
        return [CatalogFault(Path(str(fault.filename)).name, 1, "le fichier manque ou ne peut pas être lu.")]
    faults = [*_of_headings(files), *_of_shape(files)]
    if not faults:
        places = _placed(files)
        faults = [*_of_order(places), *coherence.faults(places, today)]
        faults += figure_faults(figures, _names(places))
        if not any(fault.file == INTERVIEW for fault in faults):
            faults += interview_faults(figures[INTERVIEW], places)
    else:
        faults += figure_faults(figures, None)
    return sorted(set(faults))


def _of_headings(files: dict[str, Entry]) -> Iterator[CatalogFault]:
    """Refuse a section that is missing, is no list, or that nobody knows."""
    for name, content in files.items():
        sections = {section for section, (file, _, _) in SECTIONS.items() if file == name}
        known = sections | HEADINGS.get(name, set())
        for key in content.keys() - known:
            yield CatalogFault(name, content.key_lines[key], f"la clé « {key} » n’est pas connue.")
        for key in known - content.keys():
            yield CatalogFault(name, 1, f"la clé « {key} » manque.")
        for key in sections & content.keys():
            if not isinstance(content[key], list):
                yield CatalogFault(name, content.key_lines[key], f"« {key} » doit être une liste de fiches.")


def _of_shape(files: dict[str, Entry]) -> Iterator[CatalogFault]:
    """Validate every entry against the schema: keys, types, closed lists."""
    for section, (file, _, _) in SECTIONS.items():
        entries = files[file].get(section)
        for raw in entries if isinstance(entries, list) else ():
            if not isinstance(raw, Entry):
                yield CatalogFault(file, files[file].key_lines[section], f"une fiche de « {section} » n’a pas de clés.")
                continue
            whole = {"reviewed": files[file].get("reviewed"), **raw} if "reviewed" in files[file] else raw
            check = partial(_validator(section).validate_json, json.dumps(whole, default=str), strict=True)
            yield from (CatalogFault(file, line_of(raw, where), told) for where, told in shape_faults(check))


@cache
def _validator(section: str) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(SECTIONS[section][1])


def _placed(files: dict[str, Entry]) -> list[Placed]:
    return [
        Placed(section, file, raw, build(kind, raw, files[file].get("reviewed")))
        for section, (file, kind, _) in SECTIONS.items()
        for raw in files[file][section]
    ]


def _names(places: list[Placed]) -> dict[str, set[str]]:
    """Give the names of each tool and alternative, as they are compared."""
    entries = [place.entry for place in places if place.section in {"tools", "alternatives"}]
    return {each.slug: {strong(each.name), *(strong(match.value) for match in each.matches)} for each in entries}


def _of_order(places: list[Placed]) -> Iterator[CatalogFault]:
    """Keep lists sorted, so that a diff is readable; the order of components is their meaning."""
    for section, (_, _, key) in SECTIONS.items():
        if section in UNSORTED:
            continue
        rows = [place for place in places if place.section == section]
        ranks = [(getattr(row.entry, key), getattr(row.entry, "order", 0)) for row in rows]
        for before, after, row in zip(ranks, ranks[1:], rows[1:], strict=False):
            if after < before:
                yield row.fault(f"« {after[0]} » doit venir avant « {before[0]} » : la liste est triée.", key)
