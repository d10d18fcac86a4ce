"""What all the lists that GLPI exports share, 9.5 to 11: their defects, their trees, their dates."""

import html
import re
from typing import Any

from inventaire.spreadsheets.ignored import PERSONAL, TECHNICAL
from inventaire.spreadsheets.kinds import STATUS
from inventaire.spreadsheets.layouts.dates import settle_dates
from inventaire.spreadsheets.layouts.table import Table

SEVERAL = re.compile(r"\s*(?:<br ?/?>|<hr ?/?>|\n)\s*", re.IGNORECASE)
DIRTY = re.compile(r"[&<\n]|''")
TREE = " > "
SEPARATOR = ", "
SETTING = "réglez le format de date « AAAA-MM-JJ » dans vos préférences de GLPI et exportez de nouveau."
CHANGED = "dernière modification|last update"
UNREAD = {
    PERSONAL: (
        "technicien responsable, responsable technique, technicien, alternate username number, usager numéro, "
        "technician in charge, technician in charge of the hardware"
    ),
    TECHNICAL: (
        "ID, entité, dernière modification, date de création, source de mise à jour, last update, entity, "
        "creation date, groupe technique, groupe responsable, gestion globale"
    ),
}


def mend(table: Table) -> None:
    """Put the cells in our own writing."""
    for row in table.rows:
        row[:] = [clean(cell) for cell in row]
    settle_dates(table, SETTING)
    for index in [index for index, column in table.placed.items() if column.kind is STATUS]:
        table.change(index, leaf)


def clean(cell: Any) -> Any:
    """Write several values with commas; GLPI 10 turns a quote into two apostrophes, trees may be escaped."""
    if not isinstance(cell, str):
        return cell
    if not DIRTY.search(cell):
        return cell.strip()
    return SEVERAL.sub(SEPARATOR, html.unescape(cell).strip()).replace("''", '"')


def leaf(cell: Any) -> Any:
    """Keep the last word of a tree (« Parc > En service »)."""
    return cell.rsplit(TREE, 1)[-1] if isinstance(cell, str) else cell
