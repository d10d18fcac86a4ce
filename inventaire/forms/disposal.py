"""A batch of devices that leaves: where to, for whom, with what proof."""

from wtforms.validators import DataRequired, InputRequired

from inventaire.domain.reuse_table import Exclusion, RecipientKind
from inventaire.domain.vocabulary import DisposalOutlet
from inventaire.forms.device import DAY
from inventaire.forms.fields import (
    NOBODY,
    LongTextField,
    NumberField,
    PartialDateField,
    TermField,
    TextField,
    longest,
    stripped,
)
from inventaire.forms.grouped import GroupedForm


class DisposalForm(GroupedForm):
    """What is known of a batch; proofs may come later."""

    outlet = TermField("Destination", DisposalOutlet, required=True)
    left_on = PartialDateField("Date de sortie", [InputRequired("Donnez la date de sortie.")], description=DAY)
    recipient = TextField(
        "Bénéficiaire",
        [DataRequired("Dites qui reçoit ces matériels."), longest(200)],
        description="L’association, l’établissement, l’entreprise ; pour un don à un agent, son nom.",
    )
    recipient_kind = TermField("Nature du bénéficiaire", RecipientKind, required=True)
    exclusion = TermField(
        "Hors du taux",
        Exclusion,
        description="À ne remplir que si le décret écarte ces matériels du taux de réemploi.",
    )
    commitment_on = PartialDateField(
        "Engagement reçu le",
        description="L’engagement écrit du bénéficiaire à réemployer : sans lui, ces matériels ne comptent pas. " + DAY,
    )
    commitment_reference = TextField("Référence de l’engagement", [longest(200)])
    wiping_reference = TextField(
        "Certificat d’effacement",
        [longest(200)],
        description="La pièce qui atteste que les données de tout le lot sont effacées.",
    )
    receipt_number = TextField("Numéro du reçu ou du bordereau", [longest(120)])
    weight_kg = NumberField("Masse (kg)", description="Pour un déchet : celle du bordereau d’enlèvement.")
    unit_value_eur = NumberField(
        "Valeur unitaire (€)",
        description="Ce que vaut encore chaque matériel ; faites un lot par valeur. Un don est plafonné.",
    )
    override_reason = LongTextField(
        "Passer outre",
        [longest(1_000)],
        filters=[stripped],
        description="Pour un administrateur : pourquoi ce don se fait malgré le plafond ou la liste des bénéficiaires.",
    )
    comment = LongTextField("Commentaire", [longest(4000)], filters=[stripped], description=NOBODY)

    GROUPS = (
        ("Où ils vont", "outlet left_on recipient recipient_kind exclusion"),
        ("Preuves, maintenant ou plus tard", "commitment_on commitment_reference wiping_reference receipt_number"),
        ("Masse et valeur", "weight_kg unit_value_eur override_reason"),
        ("Remarques", "comment"),
    )
