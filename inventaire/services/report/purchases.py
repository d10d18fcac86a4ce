"""Section 3 of the report: what was bought, and the shares of the law against the targets of their years."""

from inventaire.domain.blocks import Block, Heading, Paragraph, ParagraphKind
from inventaire.domain.formats import uncapitalised
from inventaire.services.purchase_figures import PurchaseReport, purchase_report
from inventaire.services.report.tables import indicators_table

NOT_ENTERED = "Aucun achat n’est saisi pour les cinq dernières années\u00a0: Matériels, Achats."
COUNTED = "A1 et A2 comptent\u00a0: {} Texte\u00a0: {} ({})."


def purchases_blocks(year: int) -> list[Block]:
    """Write section 3: A1 to A7, then A1 and A2 over five years."""
    found = purchase_report(year)
    opening: list[Block] = [
        Heading(1, "3. Achats", "achats"),
        indicators_table("Indicateurs d’achats", found.indicators),
    ]
    if not any(each.reused.lines for each in found.years):
        return [*opening, Paragraph(NOT_ENTERED, ParagraphKind.NOTE)]
    return [*opening, found.against_targets(), found.chart(), Paragraph(_counted(found), ParagraphKind.NOTE)]


def _counted(found: PurchaseReport) -> str:
    goods = found.goods
    return COUNTED.format(uncapitalised(goods.note), goods.reference, goods.confidence.label)
