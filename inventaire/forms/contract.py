"""The facts of a contract, as a person fills them in."""

from wtforms.validators import DataRequired

from inventaire.domain.contract import Billing, ContractKind, Renewal, Reversibility
from inventaire.forms.application import DAY
from inventaire.forms.fields import (
    NOBODY,
    LongTextField,
    NumberField,
    PartialDateField,
    TermField,
    TextField,
    WholeField,
    longest,
    stripped,
)
from inventaire.forms.grouped import GroupedForm


class ContractForm(GroupedForm):
    """A contract; the number and the supplier tell it from the others when a file speaks of it."""

    title = TextField("Intitulé", [DataRequired("Donnez l’intitulé du contrat."), longest(200)])
    number = TextField("Numéro", [longest(120)], description="Celui que le fournisseur lui donne.")
    kind = TermField("Nature", ContractKind)
    supplier = TextField("Fournisseur", [longest(200)])
    market_reference = TextField("Référence du marché", [longest(200)])
    starts_on = PartialDateField("Début", description=DAY)
    ends_on = PartialDateField("Échéance", description=DAY)
    notice_months = WholeField("Préavis (mois)")
    renewal = TermField("Reconduction", Renewal)
    yearly_amount_excl_eur = NumberField("Montant annuel HT (€)")
    yearly_amount_incl_eur = NumberField("Montant annuel TTC (€)")
    billing = TermField("Facturation", Billing)
    reversibility = TermField(
        "Clause de réversibilité",
        Reversibility,
        description="Le contrat prévoit-il l’export complet des données dans un format documenté\u202f?",
    )
    comment = LongTextField("Commentaire", [longest(4000)], filters=[stripped], description=NOBODY)

    GROUPS = (
        ("Contrat", "title number kind supplier market_reference"),
        ("Durée", "starts_on ends_on notice_months renewal"),
        ("Montant", "yearly_amount_excl_eur yearly_amount_incl_eur billing"),
        ("Réversibilité", "reversibility"),
        ("Remarques", "comment"),
    )
