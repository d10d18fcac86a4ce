"""A price of the organisation."""

from wtforms.validators import DataRequired, InputRequired

from inventaire.domain.prices import PriceKey
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.forms.fields import NOBODY, LongTextField, NumberField, PartialDateField, TermField, longest
from inventaire.forms.grouped import GroupedForm


class PriceForm(GroupedForm):
    """What costs how much, from which day on, and where that comes from."""

    key = TermField(
        "Ce qui a un prix", PriceKey, [InputRequired("Choisissez ce dont vous donnez le prix.")], required=True
    )
    category = TermField(
        "Catégorie", DeviceCategory, description="Pour un matériel neuf ou reconditionné\u202f; sinon, laissez vide."
    )
    value = NumberField(
        "Valeur hors taxes",
        [InputRequired("Donnez la valeur.")],
        digits=4,
        description="En euros\u202f; en euros par kWh pour l’électricité\u202f; en heures pour un temps de travail.",
    )
    since = PartialDateField(
        "À compter du",
        [InputRequired("Donnez le jour où ce prix commence.")],
        description="Par exemple 01/01/2026. Il vaut jusqu’au prix suivant.",
    )
    reason = LongTextField(
        "D’où il vient",
        [DataRequired("Dites d’où vient ce prix\u00a0: un marché, un devis, une facture."), longest(1_000)],
        description=f"Imprimé à côté de chaque montant. {NOBODY}",
    )

    GROUPS = (("Donner un prix", "key category value since reason"),)
