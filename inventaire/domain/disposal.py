"""What the law objects to in a batch that leaves: the value of a gift, who receives it."""

from collections.abc import Iterator

from inventaire.domain.formats import money
from inventaire.domain.regulatory import FigureInForce
from inventaire.domain.reuse_table import OutletRule, RecipientKind

NO_VALUE = "Donnez la valeur unitaire, nulle s’il le faut\u00a0: un don ne peut dépasser {} par matériel ({})."
ABOVE = (
    "La valeur unitaire, {}, dépasse le plafond d’un don, {} par matériel ({})\u00a0: vendez ces matériels, "
    "cédez-les à une personne publique, ou faites un lot à part de ceux qui valent moins."
)
NOT_NAMED = (
    "«\u00a0{}\u00a0» n’est pas des bénéficiaires que les textes lus nomment pour cette destination ({})\u00a0: {}."
)
OVERRIDE = "Un administrateur peut passer outre, en donnant la raison."


def lacks_value(outlet: OutletRule, value: float | None, ceiling: FigureInForce | None) -> str | None:
    """Say that a gift lacks the value its ceiling is checked with; None when nothing lacks."""
    if not outlet.gift or ceiling is None or value is not None:
        return None
    return NO_VALUE.format(ceiling.text, ceiling.reference)


def objections(
    outlet: OutletRule, kind: RecipientKind, value: float | None, ceiling: FigureInForce | None
) -> Iterator[str]:
    """Say what the rules object to, which only an administrator may pass over."""
    if outlet.gift and ceiling and value is not None and value > ceiling.value:
        yield ABOVE.format(money(value), ceiling.text, ceiling.reference)
    if outlet.recipients and kind not in outlet.recipients:
        named = ", ".join(sorted(each.label for each in outlet.recipients))
        yield NOT_NAMED.format(kind.label, outlet.reference, named)
