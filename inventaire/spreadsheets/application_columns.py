"""The columns of the sheet « Logiciels », in the order of the template."""

from inventaire.domain.vocabulary import (
    Delivery,
    ExportKind,
    HostingPlace,
    PersonalData,
)
from inventaire.spreadsheets import words as said
from inventaire.spreadsheets.column import Column
from inventaire.spreadsheets.kinds import (
    DAY,
    EXCL_TAX,
    INCL_TAX,
    MONTHS,
    choice,
    count,
    lines,
    price,
    words,
)

APPLICATIONS = (
    Column(
        "Nom",
        "raw_name",
        words(400),
        "logiciel, nom du logiciel, application, nom de l’application, logiciel ou service, progiciel, "
        "produit, outil, name",
        "Obligatoire. Tel qu’il est affiché : il est gardé ainsi.",
        required=True,
    ),
    Column("Éditeur", "publisher", words(200), "publisher, éditeur du logiciel"),
    Column("Version", "version", words(200), "versions - nom, versions - name, n° de version"),
    Column("Mode", "delivery", choice(Delivery, said.DELIVERIES), "mode de mise à disposition"),
    Column(
        "Postes ou comptes",
        "seats",
        count({"poste": 1, "compte": 1, "licence": 1, "utilisateur": 1}),
        "nombre de postes, nb postes, postes, nb licences, nombre de licences, licences, comptes, nb "
        "utilisateurs, "
        "nombre d’installations, nombre, quantité, qté",
    ),
    Column(
        "Installé sur",
        "device",
        words(120),
        "ordinateur, machine",
        "Nom ou numéro de série d’un matériel.",
    ),
    Column("Service", "department", words(200), "direction, pôle, service utilisateur"),
    Column("Mission", "mission", words(200), "usage, domaine, fonction", "Le service rendu à la population."),
    Column(
        "Coût annuel HT (€)",
        "yearly_cost_excl_eur",
        price({**EXCL_TAX, "an": 1}),
        "coût HT, montant HT, montant annuel HT, prix annuel HT, prix HT",
    ),
    Column(
        "Coût annuel TTC (€)",
        "yearly_cost_incl_eur",
        price({**INCL_TAX, "an": 1}),
        "coût TTC, montant TTC, montant annuel TTC, prix annuel TTC, prix TTC",
    ),
    Column("Date de début", "contract_starts_on", DAY, "début, début du contrat, date début"),
    Column(
        "Date d’échéance",
        "contract_ends_on",
        DAY,
        "échéance, fin du contrat, fin de contrat, date de fin, renouvellement, date de renouvellement, expiration",
    ),
    Column("Préavis (mois)", "notice_months", count(MONTHS), "préavis"),
    Column(
        "Lieu d’hébergement",
        "hosting_place",
        choice(HostingPlace, said.HOSTINGS),
        "hébergement, hébergé en, hébergé à",
    ),
    Column(
        "Données personnelles",
        "personal_data",
        choice(PersonalData, said.PERSONAL),
        "RGPD, données à caractère personnel",
    ),
    Column(
        "Export possible",
        "export_kind",
        choice(ExportKind, said.EXPORTS),
        "export, export des données, réversibilité",
    ),
    Column("Débattu le", "debated_on", DAY, "date du débat"),
    Column("Instance", "debated_where", words(200), "débattu en", "Conseil, commission… où il en a été débattu."),
    Column(
        "Commentaire",
        "comment",
        lines(4000),
        "commentaires, observations, obs, remarques, divers, notes, comments",
    ),
)
