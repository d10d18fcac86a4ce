"""The programs of the trades of a town hall; their costs and dates are invented."""

from inventaire.domain.demonstration import missions, people
from inventaire.domain.demonstration.missions import application, contract, data, debated
from inventaire.domain.vocabulary import Delivery, ExportKind, HostingPlace, PersonalData

INSTALLED, SAAS = Delivery.INSTALLED, Delivery.SAAS
TOWN, FRANCE, UNKNOWN = HostingPlace.TOWN, HostingPlace.FRANCE, HostingPlace.UNKNOWN
NONE, COMMON, SENSITIVE = PersonalData.NONE, PersonalData.COMMON, PersonalData.SENSITIVE
CHILDREN, HEALTH = PersonalData.CHILDREN, PersonalData.HEALTH
FULL, PARTIAL, NO_EXPORT, ASK = ExportKind.FULL, ExportKind.PARTIAL, ExportKind.NONE, ExportKind.UNKNOWN
LEFT_BY_A_COLLEAGUE = "Fait par un ancien agent, personne ne sait le modifier"

BUSINESS = (
    application("e.magnus", "Berger-Levrault", INSTALLED, people.FINANCE, missions.MONEY, seats=9)
    | contract(9800, "2022-01-01", "2027-12-31", 6)
    | data(TOWN, COMMON, PARTIAL),
    application("Sedit RH", "Berger-Levrault", SAAS, people.STAFF, missions.MONEY, seats=4)
    | contract(5400, "2023-01-01", "2027-12-31", 6)
    | data(FRANCE, SENSITIVE, PARTIAL),
    application("ATAL II", "Berger-Levrault", INSTALLED, people.WORKS, missions.ROADS, seats=8)
    | contract(2350, "2021-04-01", "2027-03-31", 3)
    | data(TOWN, COMMON, PARTIAL),
    application("Horizon Cloud", "JVS-Mairistem", SAAS, people.FINANCE, missions.WATER, seats=2)
    | contract(1980, "2024-01-01", "2028-12-31", 4)
    | data(FRANCE, COMMON, ASK),
    application("Arpège Concerto", "Arpège", SAAS, people.SCHOOLS, missions.MEALS, seats=6)
    | contract(6900, "2023-09-01", "2028-08-31", 6)
    | data(FRANCE, CHILDREN, PARTIAL),
    application("Espace Citoyens", "Arpège", SAAS, people.SCHOOLS, missions.MEALS)
    | contract(2100, "2023-09-01", "2028-08-31", 6)
    | data(FRANCE, CHILDREN, ASK),
    application("SIECLE Logitud", "Logitud Solutions", INSTALLED, people.RECEPTION, missions.REGISTRY, seats=4)
    | contract(1450, "2020-01-01", "2026-12-31", 3)
    | data(TOWN, SENSITIVE, PARTIAL),
    application("Suffrage Web", "Logitud Solutions", SAAS, people.RECEPTION, missions.REGISTRY, seats=2)
    | contract(780, "2020-01-01", "2026-12-31", 3)
    | data(FRANCE, COMMON, FULL),
    application("Eternité Logitud", "Logitud Solutions", INSTALLED, people.RECEPTION, missions.GRAVES, seats=2)
    | contract(690, "2020-01-01", "2026-12-31", 3)
    | data(TOWN, COMMON, PARTIAL),
    application("Municipol", "Logitud Solutions", INSTALLED, people.POLICE, missions.SAFETY, seats=5)
    | contract(1620, "2021-06-01", "2027-05-31", 3)
    | data(TOWN, SENSITIVE, ASK),
    application("Oxalis", "Operis", SAAS, people.PLANNING, missions.BUILDING, seats=4)
    | contract(4300, "2022-07-01", "2028-06-30", 6)
    | data(FRANCE, COMMON, FULL),
    application("X'MAP", "Sirap", SAAS, people.PLANNING, missions.BUILDING, seats=6)
    | contract(2600, "2021-01-01", "2026-12-31", 3)
    | data(FRANCE, COMMON, PARTIAL),
    application("AIRS Delib", "Digitech", INSTALLED, people.MANAGEMENT, missions.ASSEMBLY, seats=5)
    | contract(1850, "2019-05-01", "2027-04-30", 3)
    | data(TOWN, COMMON, PARTIAL),
    application("FAST-Actes", "Docaposte FAST", SAAS, people.MANAGEMENT, missions.ASSEMBLY, seats=3)
    | contract(620, "2024-01-01", "2026-12-31", 2)
    | data(FRANCE, COMMON, FULL),
    application("FAST-Parapheur", "Docaposte FAST", SAAS, people.FINANCE, missions.MONEY, seats=7)
    | contract(940, "2024-01-01", "2026-12-31", 2)
    | data(FRANCE, COMMON, FULL),
    application("Orphée NX", "C3rb Informatique", SAAS, people.CULTURE, missions.LIBRARY, seats=5)
    | contract(2400, "2022-02-01", "2028-01-31", 6)
    | data(FRANCE, CHILDREN, FULL),
    application("Kelio Pro", "Bodet", INSTALLED, people.STAFF, missions.INSIDE, seats=118)
    | contract(2150, "2021-09-01", "2026-11-30", 3)
    | data(TOWN, COMMON, ASK),
    application("Noethys", "Noethys", INSTALLED, people.SCHOOLS, missions.MEALS, seats=2, version="1.3")
    | data(TOWN, CHILDREN, FULL),
    application("AutoCAD LT 2024 - Français (French)", "Autodesk", INSTALLED, people.WORKS, missions.ROADS, seats=2)
    | contract(1080, "2024-02-01", "2027-01-31", 1)
    | data(TOWN, NONE, FULL),
    application("QGIS 3.34.4 'Prizren'", "QGIS.ORG", INSTALLED, people.PLANNING, missions.BUILDING, seats=3)
    | data(TOWN, NONE, FULL),
    application(
        "XProtect Smart Client 2023 R1 (64-bit)",
        "Milestone Systems A/S",
        INSTALLED,
        people.POLICE,
        missions.SAFETY,
        seats=2,
    )
    | contract(3900, "2021-06-01", "2029-05-31", 6)
    | data(TOWN, SENSITIVE, ASK)
    | debated("2021-03-25", "Conseil municipal"),
    application("iVMS-4200", "Hikvision", INSTALLED, people.SPORTS, missions.SPORTS, seats=1)
    | data(UNKNOWN, SENSITIVE, ASK),
    application("Cantine V3", None, INSTALLED, people.SCHOOLS, missions.MEALS, comment=LEFT_BY_A_COLLEAGUE)
    | data(TOWN, CHILDREN, NO_EXPORT),
    application("Régie Piscine 2000", None, INSTALLED, people.SPORTS, missions.SPORTS, seats=1)
    | data(TOWN, COMMON, NO_EXPORT),
    application("Suivi des clés", None, INSTALLED, people.WORKS, missions.ROADS, comment=LEFT_BY_A_COLLEAGUE),
    application("Portage repas (base Access)", None, INSTALLED, people.CARE, missions.SOCIAL, seats=3)
    | data(TOWN, HEALTH, PARTIAL),
    application("Planning des salles", None, INSTALLED, people.SPORTS, missions.SPORTS),
    application("GestMusique Val", "Éditions du Val", INSTALLED, people.CULTURE, missions.MUSIC, seats=1)
    | contract(310, "2018", "2026-12-31")
    | data(UNKNOWN, CHILDREN, ASK),
)
