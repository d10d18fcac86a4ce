"""What speaks to families and inhabitants: school spaces, alerts, accounts, screens; costs are invented."""

from inventaire.domain.demonstration import missions, people
from inventaire.domain.demonstration.missions import application, contract, data
from inventaire.domain.vocabulary import Delivery, ExportKind, HostingPlace, PersonalData

SAAS, MOBILE, ACCOUNT, APPLIANCE = Delivery.SAAS, Delivery.MOBILE, Delivery.ACCOUNT, Delivery.APPLIANCE
FRANCE, ABROAD, UNKNOWN = HostingPlace.FRANCE, HostingPlace.OUTSIDE_EU, HostingPlace.UNKNOWN
NONE, COMMON, CHILDREN = PersonalData.NONE, PersonalData.COMMON, PersonalData.CHILDREN
PARTIAL, NO_EXPORT, ASK = ExportKind.PARTIAL, ExportKind.NONE, ExportKind.UNKNOWN

PUBLIC = (
    application("Beneylu School", "Beneylu", SAAS, people.SCHOOLS, missions.MEALS, seats=4)
    | contract(780, "2022-09-01", "2027-08-31", 2)
    | data(FRANCE, CHILDREN, ASK),
    application(
        "Klassly",
        "Klassroom",
        MOBILE,
        people.SCHOOLS,
        missions.MEALS,
        comment="Choisi par une école, sans contrat",
    )
    | data(UNKNOWN, CHILDREN, NO_EXPORT),
    application("PanneauPocket", "PanneauPocket", MOBILE, people.OUTREACH, missions.ALERT)
    | contract(390, "2021-01-01", "2026-12-31", 2)
    | data(FRANCE, NONE, ASK),
    application("Illiwap", "Illiwap", MOBILE, people.OUTREACH, missions.ALERT, comment="Double avec PanneauPocket")
    | contract(480, "2023-01-01", "2027-12-31", 3)
    | data(FRANCE, COMMON, ASK),
    application("Mairie Vigilante", "Voisins Vigilants", SAAS, people.POLICE, missions.SAFETY)
    | contract(1300, "2022-03-01", "2027-02-28", 3)
    | data(FRANCE, COMMON, ASK),
    application("Page Facebook", "Meta", ACCOUNT, people.OUTREACH, missions.NEWS) | data(ABROAD, COMMON, PARTIAL),
    application("Instagram", "Meta", ACCOUNT, people.OUTREACH, missions.NEWS) | data(ABROAD, COMMON, PARTIAL),
    application("X", "X Corp", ACCOUNT, people.OUTREACH, missions.NEWS, comment="Aucun message depuis 2023"),
    application("Chaîne YouTube", "Google", ACCOUNT, people.OUTREACH, missions.NEWS, comment="Séances du conseil"),
    application("WhatsApp", "Meta", ACCOUNT, people.WORKS, missions.ROADS, comment="Groupe de l’astreinte d’hiver")
    | data(ABROAD, COMMON, NO_EXPORT),
    application("WhatsApp Business", "Meta", ACCOUNT, people.COUNCIL, missions.ASSEMBLY, comment="Groupe des élus")
    | data(ABROAD, COMMON, NO_EXPORT),
    application(
        "Écran publicitaire",
        None,
        APPLIANCE,
        people.OUTREACH,
        None,
        comment="Deux écrans, convention de 2019",
    )
    | contract(None, "2019-07-01", "2029-06-30", 12),
    application("Lumiplan", "Lumiplan", APPLIANCE, people.OUTREACH, missions.NEWS, seats=2)
    | contract(860, "2017", "2027-05-31", 3),
)
