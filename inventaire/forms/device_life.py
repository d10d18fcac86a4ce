"""An act in the life of a device: when, with what proof, at what cost."""

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from inventaire.forms.device import DAY
from inventaire.forms.fields import NumberField, PartialDateField, TextField, stripped
from inventaire.forms.grouped import GroupedForm


class ActForm(GroupedForm):
    """What is said of an act."""

    happened_on = PartialDateField("Date", [InputRequired("Donnez la date.")], description=DAY)
    proof = TextField(
        "Pièce",
        [Length(max=200)],
        description="La référence de ce qui le prouve : décision, facture, bon, dépôt de plainte.",
    )
    note = TextAreaField(
        "Note",
        [Length(max=1_000)],
        filters=[stripped],
        description="Pour un prêt : à quel service ou organisme, et jusqu’à quand.",
    )
    cost_eur = NumberField("Coût (€)", description="Pour une réparation ou une pièce.")

    GROUPS = (("Ce qui est fait", "happened_on proof note cost_eur"),)
