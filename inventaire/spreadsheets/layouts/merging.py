"""Several lines about one application made one: exports give a line for each version, entity or licence."""

from collections import defaultdict

from inventaire.domain.values import key
from inventaire.spreadsheets.layouts.table import Table

MERGED = (
    "Plusieurs lignes parlent du même logiciel : elles n’en font qu’une, leurs nombres sont additionnés ; "
    "ce qui diffère d’une ligne à l’autre n’est pas repris."
)
ALSO = "Même logiciel que la ligne {line}, qui les réunit."


def merge_applications(table: Table) -> None:
    """Keep one row for each name and publisher: seats are added, what differs is left blank."""
    names, publishers = table.texts(table.place("raw_name")), table.texts(table.place("publisher"))
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for rank, (name, publisher) in enumerate(zip(names, publishers, strict=True)):
        groups[key(name), key(publisher)].append(rank)
    why: list[str | None] = [None] * len(table.rows)
    for group, ranks in groups.items():
        if len(ranks) > 1 and group[0]:
            _merge(table, ranks)
            for rank in ranks[1:]:
                why[rank] = ALSO.format(line=table.lines[ranks[0]])
    if any(why):
        table.notes.append(MERGED)
    table.leave_out(why)


def _merge(table: Table, ranks: list[int]) -> None:
    first = table.rows[ranks[0]]
    for index, column in table.placed.items():
        cells = [table.rows[rank][index] for rank in ranks]
        if column.field == "seats":
            first[index] = _sum(cells)
        elif len({key(str(cell)) for cell in cells}) > 1 and column.field not in ("raw_name", "publisher"):
            first[index] = ""


def _sum(cells: list[object]) -> object:
    numbers = [int(str(cell)) for cell in cells if str(cell).strip().isdigit()]
    return sum(numbers) if numbers else cells[0]
