"""The facts of a device, as a person fills them in."""

from wtforms.validators import InputRequired, NumberRange, Optional

from inventaire.domain import vocabulary
from inventaire.forms.fields import (
    NOBODY,
    LongTextField,
    NumberField,
    PartialDateField,
    RowField,
    TermField,
    TextField,
    WholeField,
    longest,
)
from inventaire.forms.grouped import GroupedForm

DAY = "Par exemple 12/03/2021, 03/2021 ou 2021."


class DeviceForm(GroupedForm):
    """A device, by groups of facts."""

    name = TextField("Nom", [longest(120)])
    category = TermField("Catégorie", vocabulary.DeviceCategory, required=True)
    quantity = WholeField("Quantité", [InputRequired("Donnez la quantité.")], low=1, default=1)
    manufacturer = TextField("Fabricant", [longest(200)])
    model = TextField("Modèle", [longest(200)])
    serial = TextField("Numéro de série", [longest(120)])
    inventory_number = TextField("Numéro d’inventaire", [longest(120)])
    ledger_number = TextField("Numéro d’immobilisation", [longest(25)])
    site_id = RowField("Site")
    department_id = RowField("Service")
    connection = TermField("Raccordement", vocabulary.Connection)
    user_label = TextField(
        "Utilisateur",
        [longest(200)],
        description="Une fonction (« Accueil ») plutôt qu’un nom de personne.",
    )
    status = TermField("État", vocabulary.DeviceStatus, required=True, default=vocabulary.DeviceStatus.IN_SERVICE)
    origin = TermField("Origine", vocabulary.Origin)
    purchased_on = PartialDateField("Date d’achat", description=DAY)
    in_service_on = PartialDateField("Date de mise en service", description=DAY)
    decommissioned_on = PartialDateField("Date de réforme", description=DAY)
    retired_on = PartialDateField("Date de sortie", description=DAY)
    disposal_outlet = TermField("Destination", vocabulary.DisposalOutlet)
    warranty_until = PartialDateField("Fin de garantie", description=DAY)
    purchase_price_excl_eur = NumberField("Prix d’achat HT (€)")
    purchase_price_incl_eur = NumberField("Prix d’achat TTC (€)")
    supplier = TextField("Fournisseur", [longest(200)])
    repairability_index = NumberField(
        "Indice de réparabilité", [Optional(), NumberRange(0, 10, "L’indice va de 0 à 10.")]
    )
    operating_system = TextField("Système", [longest(200)])
    operating_system_version = TextField("Version du système", [longest(200)])
    processor = TextField("Processeur", [longest(200)])
    memory_gb = NumberField("Mémoire (Go)")
    storage_gb = NumberField("Disque (Go)")
    storage_kind = TermField("Type de disque", vocabulary.StorageKind)
    tpm_version = TextField("TPM", [longest(40)])
    lifetime_years = NumberField(
        "Durée d’usage (années)",
        description="La durée de référence, et non l’âge ; vide : celle de la catégorie.",
    )
    embodied_kgco2e = NumberField("Fabrication (kgCO2e)", description="D’après la fiche du fabricant.")
    energy_kwh_per_year = NumberField("Consommation annuelle (kWh)")
    energy_source = TermField("Source de consommation", vocabulary.EnergySource)
    label_kwh_per_1000h = NumberField(
        "Étiquette énergie (kWh/1000\u00a0h)", description="D’un écran\u00a0; comptée avec ses heures."
    )
    power_on_w = NumberField("Puissance en marche (W)")
    power_standby_w = NumberField("Puissance en veille (W)")
    hours_per_day = NumberField("Heures par jour", [Optional(), NumberRange(0, 24, "Il y a 24 heures au plus.")])
    days_per_year = NumberField("Jours par an", [Optional(), NumberRange(0, 366, "Il y a 366 jours au plus.")])
    pue = NumberField("PUE", low=1)
    comment = LongTextField("Commentaire", [longest(4000)], filters=[lambda text: text or None], description=NOBODY)

    GROUPS = (
        ("Ce que c’est", "category name quantity manufacturer model serial inventory_number ledger_number"),
        ("Où il se trouve", "site_id department_id connection user_label"),
        (
            "Sa vie",
            "status origin purchased_on in_service_on warranty_until decommissioned_on retired_on "
            "disposal_outlet supplier purchase_price_excl_eur purchase_price_incl_eur repairability_index",
        ),
        (
            "Ce qu’il a dedans",
            "operating_system operating_system_version processor memory_gb storage_gb storage_kind tpm_version",
        ),
        (
            "Pour les estimations",
            "lifetime_years embodied_kgco2e energy_kwh_per_year energy_source label_kwh_per_1000h power_on_w "
            "power_standby_w hours_per_day days_per_year pue",
        ),
        ("Remarques", "comment"),
    )
