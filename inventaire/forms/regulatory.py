"""A figure of the law as the organisation prefers it."""

from wtforms.validators import DataRequired, InputRequired

from inventaire.forms.fields import NOBODY, LongTextField, NumberField, PartialDateField, longest
from inventaire.forms.grouped import GroupedForm


class RegulatoryForm(GroupedForm):
    """A value, the day it begins, and why."""

    value = NumberField("Valeur", [InputRequired("Donnez la valeur.")])
    since = PartialDateField(
        "À compter du",
        [InputRequired("Donnez le jour où cette valeur commence.")],
        description="Par exemple 01/01/2027. Elle vaut jusqu’à la prochaine valeur, la vôtre ou celle du catalogue.",
    )
    reason = LongTextField(
        "Raison",
        [
            DataRequired("Dites pourquoi : un texte plus récent, une délibération, un avis juridique."),
            longest(1_000),
        ],
        description=f"Elle est imprimée à côté du chiffre. {NOBODY}",
    )

    GROUPS = (("Préférer une valeur à celle du catalogue", "value since reason"),)
