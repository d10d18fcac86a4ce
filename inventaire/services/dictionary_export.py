"""The dictionary of a town on its way to the common catalogue: no word of who said what, nor why."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from sqlalchemy import select

from inventaire.catalog.reader import load_catalog
from inventaire.domain.vocabulary import NameKind
from inventaire.models import LocalName, db
from inventaire.services.catalogue import functions, tool_names
from inventaire.spreadsheets.sheets import Sheet

HEADINGS = ("Nom", "Éditeur", "Ce que c’est", "Outil ou logiciel", "Identifiant au catalogue", "Fonction")
HEAD = """\
# Noms reconnus par une collectivité, à relire avant de les proposer au catalogue commun.
# « tools » et « alternatives » : ajoutez les lignes de « matches » à l’entrée de même « slug ».
# « components » : à ajouter tels quels. « missing » : outils locaux, pour qui écrira leur fiche.
"""


def dictionary_sheet() -> Sheet:
    """Lay out what each name was said to be."""
    names, known = tool_names(), functions()
    rows = [
        (
            entry.raw_name,
            entry.publisher or None,
            entry.kind,
            names.get(entry.tool or ""),
            entry.tool,
            known.get(entry.function or ""),
        )
        for entry in _entries()
    ]
    return Sheet("Dictionnaire", HEADINGS, rows)


def write_dictionary(file: BinaryIO) -> None:
    """Write the names as entries of the catalogue, in YAML."""
    file.write((HEAD + "\n".join(_lines(_entries())) + "\n").encode())


def _entries() -> Sequence[LocalName]:
    return db.session.scalars(select(LocalName).order_by(LocalName.name, LocalName.signed)).all()


def _lines(entries: Sequence[LocalName]) -> Iterator[str]:
    tools = load_catalog().tools
    said = [entry for entry in entries if entry.kind is NameKind.TOOL]
    yield from _matches("tools", [entry for entry in said if entry.tool in tools])
    yield from _matches("alternatives", [entry for entry in said if entry.tool not in tools])
    yield from _section("components", [entry for entry in entries if entry.kind is NameKind.COMPONENT], _component)
    yield from _section("missing", [entry for entry in entries if entry.kind is NameKind.LOCAL], _missing)


def _matches(section: str, entries: Sequence[LocalName]) -> Iterator[str]:
    by_slug: dict[str, list[LocalName]] = defaultdict(list)
    for entry in entries:
        by_slug[entry.tool or ""].append(entry)
    yield f"{section}:" if by_slug else f"{section}: []"
    for slug, own in sorted(by_slug.items()):
        yield from (f"- slug: {slug}", "  matches:", *(f"    - {_match(entry)}" for entry in own))


def _section(section: str, entries: Sequence[LocalName], written: Callable[[LocalName], str]) -> Iterator[str]:
    yield f"{section}:" if entries else f"{section}: []"
    for entry in entries:
        yield f"- {written(entry)}"


def _match(entry: LocalName) -> str:
    signed = f", require_publisher: [{_text(entry.publisher)}]" if entry.publisher else ""
    return f"{{type: exact, value: {_text(entry.raw_name)}{signed}}}"


def _component(entry: LocalName) -> str:
    pattern = "^" + re.sub(r"[^\x00-\x7f]", ".", re.escape(entry.name)) + "$"
    label = _text("Composant technique")
    return f"{{id: local-{entry.id}, pattern: {_text(pattern)}, label_fr: {label}}}"


def _missing(entry: LocalName) -> str:
    return f"{{name: {_text(entry.raw_name)}, publisher: {_text(entry.publisher)}, function: {entry.function}}}"


def _text(value: str) -> str:
    """Quote a text: what JSON quotes, YAML reads."""
    return json.dumps(value, ensure_ascii=False)
