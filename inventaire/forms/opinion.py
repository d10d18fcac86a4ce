"""What the organisation thinks of a passage, or of an alternative."""

from typing import Any

from wtforms import BooleanField, Field
from wtforms.validators import DataRequired, NumberRange, Optional, ValidationError

from inventaire.domain.vocabulary import Fit
from inventaire.forms.fields import NOBODY, LongTextField, TermField, WholeField, longest
from inventaire.forms.grouped import GroupedForm

NOTHING_SAID = "Donnez un avis au moins\u00a0: compatibilité, difficulté, préférence ou perte."
WHY = "Dites pourquoi : l’avis est montré avec sa raison."
KEPT = "Vide : l’avis du catalogue reste."
ONE_TO_FIVE = "De 1 (facile) à 5 (très difficile)."


def _text(label: str, *checks: Any, description: str) -> LongTextField:
    clean = [lambda text: (text or "").strip() or None]
    return LongTextField(label, [*checks, longest(2_000)], filters=clean, description=description)


class OpinionForm(GroupedForm):
    """An opinion on the passage from a tool to an alternative."""

    fit = TermField("Compatibilité", Fit, description=f"{KEPT} « Aucun » l’écarte du plan.")
    difficulty = WholeField(
        "Difficulté", [Optional(), NumberRange(1, 5, ONE_TO_FIVE)], low=1, description=f"{ONE_TO_FIVE} {KEPT}"
    )
    preferred = BooleanField("La préférer", description="Elle passe avant les autres, dans le plan aussi.")
    lost_fr = _text("Ce qu’on perd", description=KEPT)
    reason = _text("Raison", DataRequired(WHY), description=NOBODY)

    GROUPS = (("L’avis de la collectivité", "fit difficulty preferred lost_fr"), ("Pourquoi", "reason"))

    def validate_reason(self, _field: Field) -> None:
        """Refuse a reason for no opinion."""
        if not any(self[name].data for name in ("fit", "difficulty", "preferred", "lost_fr")):
            raise ValidationError(NOTHING_SAID)


class RefusalForm(GroupedForm):
    """The reason why an alternative is not for the organisation."""

    reason = _text("Raison", DataRequired(WHY), description=NOBODY)

    GROUPS = (("Pourquoi", "reason"),)

    def values(self) -> dict[str, Any]:
        """Give the reason, and what it says: nothing fits."""
        return super().values() | {"fit": Fit.NONE}
