"""The table of indicators, the same in every section."""

from collections.abc import Sequence

from inventaire.domain.blocks import Table
from inventaire.domain.indicators import Indicator

HEADINGS = ("Code", "Indicateur", "Valeur", "Origine", "Précision")
NO_STAFF = "L’effectif de la collectivité n’est pas renseigné (page Administration)."
LEGEND = "Origine : C calculé par l’inventaire, E estimé avec sa fourchette, S saisi à la main, R relevé."


def indicators_table(caption: str, indicators: Sequence[Indicator]) -> Table:
    """Lay out indicators, one a line, known or not."""
    rows = tuple(indicator.row() for indicator in indicators)
    return Table(caption, HEADINGS, rows, footnote=LEGEND)
