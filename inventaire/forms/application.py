"""The facts of an application, as a person fills them in."""

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


class ApplicationForm(GroupedForm):
    """An application; its raw name, publisher and version stay as they were found."""

    delivery = TermField("Mode", vocabulary.Delivery)
    seats = WholeField("Postes ou comptes")
    department_id = RowField("Service")
    mission = TextField("Mission", [longest(200)], description="Le service rendu aux habitants.")
    yearly_cost_excl_eur = NumberField("Coût annuel HT (€)")
    yearly_cost_incl_eur = NumberField("Coût annuel TTC (€)")
    contract_starts_on = PartialDateField("Date de début", description=DAY)
    contract_ends_on = PartialDateField("Date d’échéance", description=DAY)
    notice_months = WholeField("Préavis (mois)")
    hosting_place = TermField("Lieu d’hébergement", vocabulary.HostingPlace)
    personal_data = TermField("Données personnelles", vocabulary.PersonalData)
    export_kind = TermField("Export possible", vocabulary.ExportKind)
    debated_on = PartialDateField("Débattu le", description=DAY)
    debated_where = TextField("Instance", [longest(200)], description="Commission, CST, conseil…")
    comment = LongTextField("Commentaire", [longest(4000)], filters=[lambda text: text or None], description=NOBODY)

    GROUPS = (
        ("Usage", "delivery seats department_id mission"),
        (
            "Contrat",
            "yearly_cost_excl_eur yearly_cost_incl_eur contract_starts_on contract_ends_on notice_months",
        ),
        ("Données", "hosting_place personal_data export_kind"),
        ("Débat", "debated_on debated_where"),
        ("Remarques", "comment"),
    )
