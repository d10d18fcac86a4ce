"""Section 4 of the report: what left, where to, and the reuse rate against the target of its year."""

from datetime import date

from inventaire.domain.blocks import Block, Heading, Paragraph
from inventaire.domain.indicators import Indicator, Method
from inventaire.services.memory import remembered
from inventaire.services.report.tables import indicators_table
from inventaire.services.reuse import reuse_report, years_of_reuse

NO_TARGET = "Le catalogue n’a pas de cible de réemploi pour {}\u00a0: ces indicateurs se comptent à partir de {}."
AGAINST = "Taux réglementaire de {}\u00a0: {}, pour une cible de {} ({})."
WEIGHED = "R7"


@remembered
def end_of_life_blocks(year: int, today: date) -> list[Block]:
    """Write section 4: R1 to R8, under the figures of the law in force that year."""
    heading, years = Heading(1, "4. Fin de vie, réemploi, déchets", "fin-de-vie"), years_of_reuse(today)
    if year not in years:
        return [heading, Paragraph(NO_TARGET.format(year, years[-1]))]
    found = reuse_report(year, today)
    indicators = [
        Indicator(line.code, line.label, "", _method(line.code), line.value, comment=line.told)
        for line in found.lines
        if line.code
    ]
    return [
        heading,
        Paragraph(AGAINST.format(year, found.rate, found.target.text, found.target.reference)),
        indicators_table("Indicateurs de fin de vie", indicators),
    ]


def _method(code: str) -> Method:
    return Method.READ if code == WEIGHED else Method.COMPUTED
