"""The table of indicators, the same in every section."""

from collections.abc import Sequence

from inventaire.domain.blocks import Block, Table
from inventaire.domain.indicators import Indicator

HEADINGS = ("Code", "Indicateur", "Valeur", "Origine", "Précision")
NO_STAFF = "L’effectif de la collectivité n’est pas renseigné (page Administration)."
LEGEND = "Origine : C calculé par l’inventaire, E estimé avec sa fourchette, S saisi à la main, R relevé."

DEBATED = ("P3", "A1", "R1", "L2", "H1")  # annual report outline, summary: five figures


def indicators_table(caption: str, indicators: Sequence[Indicator]) -> Table:
    """Lay out indicators, one a line, known or not."""
    rows = tuple(indicator.row() for indicator in indicators)
    return Table(caption, HEADINGS, rows, footnote=LEGEND)


def to_debate(sections: Sequence[Block]) -> Table:
    """Lay out the figures that the council debates, as their sections give them."""
    tables = [block for block in sections if isinstance(block, Table) and block.headings == HEADINGS]
    found = {row[0]: row for table in tables for row in table.rows}
    rows = tuple((f"{code}. {found[code][1]}", found[code][2], found[code][4]) for code in DEBATED if code in found)
    return Table("Cinq chiffres de l’année", ("Chiffre", "Valeur", "Précision"), rows)
