"""Why a frozen report is let loose."""

from wtforms.validators import DataRequired

from inventaire.forms.fields import NOBODY, LongTextField, longest
from inventaire.forms.grouped import GroupedForm


class LiftForm(GroupedForm):
    """A reason, which the next freezing prints beside what moved."""

    reason = LongTextField(
        "Raison",
        [
            DataRequired("Dites pourquoi : une erreur corrigée, un facteur révisé."),
            longest(500),
        ],
        description=f"Elle reste dans la trace, et s’imprime à côté de chaque valeur révisée. {NOBODY}",
    )

    GROUPS = (("Rouvrir le rapport", "reason"),)
