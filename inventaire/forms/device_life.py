"""An act in the life of a device: when, with what proof, at what cost."""

from wtforms.validators import InputRequired

from inventaire.domain.device_life import Act
from inventaire.domain.reuse_table import Exclusion
from inventaire.forms.device import DAY
from inventaire.forms.fields import (
    LongTextField,
    NumberField,
    PartialDateField,
    TermField,
    TextField,
    longest,
    stripped,
)
from inventaire.forms.grouped import GroupedForm


class ActForm(GroupedForm):
    """What is said of an act."""

    happened_on = PartialDateField("Date", [InputRequired("Donnez la date.")], description=DAY)
    proof = TextField(
        "Pièce",
        [longest(200)],
        description="La référence de ce qui le prouve : décision, facture, bon, dépôt de plainte.",
    )
    note = LongTextField(
        "Note",
        [longest(1_000)],
        filters=[stripped],
        description="Pour un prêt : à quel service ou organisme, et jusqu’à quand.",
    )
    cost_eur = NumberField("Coût (€)", description="Pour une réparation ou une pièce.")
    exclusion = TermField(
        "Hors du taux de réemploi",
        Exclusion,
        description="À ne remplir que si le décret écarte ces matériels du calcul.",
    )

    GROUPS = (("Ce qui est fait", "happened_on proof note cost_eur exclusion"),)

    def ask_for(self, act: Act) -> None:
        """Ask why it is out of the rate of what is taken out of service alone, and what the rest cost."""
        self.leave_out(["cost_eur"] if act is Act.DECOMMISSION else ["exclusion"])
