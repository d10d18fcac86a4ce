"""A line of what was bought or received, and what was not bought after all."""

from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from inventaire.domain.purchase import AvoidedKind, Recycled, SpendingNature, SupplierArea
from inventaire.domain.vocabulary import DeviceCategory, Origin
from inventaire.forms.device import DAY
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
from inventaire.forms.selection import TEXT, SelectionForm, TermOfAll

COUNT = "Donnez un nombre d’unités, 1 au moins."
OUT_OF_TEN = "Donnez un indice entre 0 et 10."


class PurchaseForm(GroupedForm):
    """A line of an order, an invoice or a gift."""

    bought_on = PartialDateField(
        "Date d’achat ou de réception", [InputRequired("Donnez la date, l’année au moins.")], description=DAY
    )
    label = TextField("Désignation", [DataRequired("Dites ce qui a été acheté ou reçu."), longest(200)])
    nature = TermField("Nature de la dépense", SpendingNature, required=True)
    category = TermField("Catégorie", DeviceCategory, description="Pour un matériel : sans elle, il n’est pas compté.")
    quantity = WholeField("Quantité", [InputRequired(COUNT)], low=1, default=1)
    amount_excl_eur = NumberField("Montant HT (€)", description="Celui de toute la ligne.")
    amount_incl_eur = NumberField("Montant TTC (€)", description="Celui de toute la ligne.")
    origin = TermField("Origine", Origin)
    used_since = PartialDateField(
        "Première mise en service",
        description="Pour un don : un portable ne compte pour sa valeur forfaitaire qu’au-dessous d’un certain âge. "
        + DAY,
    )
    recycled = TermField("Matières recyclées", Recycled, description="D’après la fiche du produit ou le fournisseur.")
    repairability_index = NumberField(
        "Indice de réparabilité ou de durabilité (sur 10)",
        [Optional(), NumberRange(max=10, message=OUT_OF_TEN)],
        description="Celui qui est affiché avec le produit, s’il en a un.",
    )
    supplier = TextField("Fournisseur", [longest(200)])
    supplier_place = TextField("Implantation du fournisseur", [longest(200)], description="Commune, département.")
    supplier_area = TermField(
        "Où va l’argent",
        SupplierArea,
        description="D’après l’implantation du fournisseur ; s’il dépend d’un groupe étranger, le pays de ce groupe.",
    )
    reference = TextField("Marché ou commande", [longest(120)])
    comment = LongTextField("Commentaire", [longest(4000)], filters=[stripped], description=NOBODY)

    GROUPS = (
        ("Ce qui est acheté ou reçu", "bought_on label nature category quantity origin used_since"),
        ("Montants", "amount_excl_eur amount_incl_eur"),
        ("Ce qu’il vaut pour l’environnement", "recycled repairability_index"),
        ("À qui", "supplier supplier_place supplier_area reference"),
        ("Remarques", "comment"),
    )


class PurchaseSelectionForm(SelectionForm):
    """What several lines may be given at once."""

    nature = TermOfAll("Nature de la dépense", SpendingNature, required=True)
    category = TermOfAll("Catégorie", DeviceCategory)
    origin = TermOfAll("Origine", Origin)
    recycled = TermOfAll("Matières recyclées", Recycled)
    supplier = TextField("Fournisseur", [longest(200)], description=TEXT)
    supplier_area = TermOfAll("Où va l’argent", SupplierArea)

    GROUPS = (
        ("Ce qui est acheté ou reçu", "nature category origin recycled"),
        ("À qui", "supplier supplier_area"),
    )


class AvoidedForm(GroupedForm):
    """Machines asked for and not bought."""

    decided_on = PartialDateField("Date", [InputRequired("Donnez la date, l’année au moins.")], description=DAY)
    avoided = TermField("Pourquoi", AvoidedKind, required=True)
    category = TermField("Catégorie", DeviceCategory, required=True)
    quantity = WholeField("Quantité", [InputRequired(COUNT)], low=1, default=1)
    unit_price_eur = NumberField(
        "Prix unitaire HT (€)",
        description="Vide : le prix moyen de vos achats neufs de cette catégorie, si vous en avez.",
    )
    note = LongTextField("Note", [longest(1_000)], filters=[stripped], description=NOBODY)

    GROUPS = (("Ce qui n’a pas été acheté", "decided_on avoided category quantity unit_price_eur note"),)
