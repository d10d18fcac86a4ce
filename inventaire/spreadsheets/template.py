"""The empty template: a sheet for each kind, examples beside, a legend of the columns, the lists of choices."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from inventaire.domain.imports import Target
from inventaire.domain.vocabulary import Term
from inventaire.spreadsheets.columns import TABLES
from inventaire.spreadsheets.examples import EXAMPLES, NAMES
from inventaire.spreadsheets.sheets import Choices, Sheet, sheet_of
from inventaire.spreadsheets.writing import write_table

LEGEND = ("Feuille", "Colonne", "Obligatoire", "Ce qu’on y écrit", "Explication", "Autres titres compris")


def write_template(target: Path | BinaryIO, form: str) -> None:
    """Write the empty template; as CSV, which has one sheet, only the one for hardware."""
    lists = _lists()
    sheets = [_empty(kind, lists) for kind in Target]
    write_table(target, form, sheets[:1] if form == "csv" else [*sheets, *_examples(), _legend(), _listed(lists)])


def _lists() -> Sequence[type[Term]]:
    kinds = (column.kind.choices for table in TABLES.values() for column in table)
    return list(dict.fromkeys(kind for kind in kinds if kind))


def _empty(target: Target, lists: Sequence[type[Term]]) -> Sheet:
    choices = {
        index: Choices(lists.index(column.kind.choices), len(column.kind.choices))
        for index, column in enumerate(TABLES[target])
        if column.kind.choices
    }
    return Sheet(target.label, [column.heading for column in TABLES[target]], [], choices)


def _examples() -> list[Sheet]:
    """Give the examples the very columns of the sheets that they stand for."""
    return [replace(sheet_of(target, rows), name=NAMES[target]) for target, rows in EXAMPLES.items()]


def _legend() -> Sheet:
    rows = [
        (
            target.label,
            column.heading,
            "oui" if column.required else "non",
            column.kind.told,
            column.explanation,
            column.synonyms,
        )
        for target, columns in TABLES.items()
        for column in columns
    ]
    return Sheet("Légende", LEGEND, rows)


def _listed(lists: Sequence[type[Term]]) -> Sheet:
    """Give each closed list a column, under the heading of a column that uses it."""
    headings = {column.kind.choices: column.heading for table in TABLES.values() for column in table}
    words = [[term.label for term in kind] for kind in lists]
    longest = max(map(len, words))
    rows = [[column[line] if line < len(column) else None for column in words] for line in range(longest)]
    return Sheet("Listes", [headings[kind] for kind in lists], rows, hidden=True)
