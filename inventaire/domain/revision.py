"""What moved between two states of one report: indicators whose value is no longer the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inventaire.domain.blocks import Block, Table

ABSENT = "absent"
CODE, VALUE = "Code", "Valeur"  # the headings that tell a table of indicators from the others


@dataclass(frozen=True, slots=True)
class Revision:
    """An indicator and its two values, as they are written."""

    code: str
    label: str
    before: str
    after: str


def revised(before: Sequence[Block], after: Sequence[Block]) -> list[Revision]:
    """List the indicators whose value differs, in the order of the first state; one that came or went is told."""
    old, new = dict(_indicators(before)), dict(_indicators(after))
    return [
        Revision(*key, old.get(key, ABSENT), new.get(key, ABSENT))
        for key in old | new
        if old.get(key, ABSENT) != new.get(key, ABSENT)
    ]


def _indicators(found: Sequence[Block]) -> Iterator[tuple[tuple[str, str], str]]:
    tables = [block for block in found if isinstance(block, Table)]
    for table in tables:
        if table.headings[0] == CODE and VALUE in table.headings:
            place = table.headings.index(VALUE)
            yield from (((row[0], row[1]), row[place]) for row in table.rows)
