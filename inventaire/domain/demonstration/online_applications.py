"""The online services that the staff of Valbrume work with; their costs and dates are invented."""

from inventaire.domain.demonstration import missions, people
from inventaire.domain.demonstration.missions import application, contract, data, debated
from inventaire.domain.vocabulary import Delivery, ExportKind, HostingPlace, PersonalData

SAAS, ACCOUNT = Delivery.SAAS, Delivery.ACCOUNT
FRANCE, SHARED = HostingPlace.FRANCE, HostingPlace.SHARED
EU, ABROAD, UNKNOWN = HostingPlace.EU, HostingPlace.OUTSIDE_EU, HostingPlace.UNKNOWN
NONE, COMMON, HEALTH = PersonalData.NONE, PersonalData.COMMON, PersonalData.HEALTH
FULL, PARTIAL, ASK = ExportKind.FULL, ExportKind.PARTIAL, ExportKind.UNKNOWN
COMMISSION = "Commission numérique"

ONLINE = (
    application(
        "Microsoft 365 Business Standard",
        "Microsoft Corporation",
        SAAS,
        people.COMPUTING,
        missions.INSIDE,
        seats=42,
    )
    | contract(5900, "2022-10-01", "2027-09-30", 1)
    | data(EU, COMMON, PARTIAL),
    application("Zoom Workplace", "Zoom Communications, Inc.", SAAS, people.MANAGEMENT, missions.ASSEMBLY, seats=3)
    | contract(420, "2020-05", "2027-04-30", 1)
    | data(ABROAD, COMMON, PARTIAL),
    application("Doctolib", "Doctolib", SAAS, people.CARE, missions.SOCIAL, seats=2)
    | contract(1670, "2023-03-01", "2027-02-28", 1)
    | data(EU, HEALTH, ASK),
    application("Synbird", "Synbird", SAAS, people.RECEPTION, missions.REGISTRY, seats=4)
    | contract(1150, "2022-06-01", "2026-12-31", 3)
    | data(FRANCE, COMMON, ASK),
    application("Canva", "Canva", SAAS, people.OUTREACH, missions.NEWS, seats=2)
    | contract(230, "2023-01", "2027-01-31")
    | data(ABROAD, NONE, PARTIAL),
    application("Mailchimp", "Intuit", SAAS, people.OUTREACH, missions.NEWS, seats=1)
    | contract(540, "2021", "2027-06-30")
    | data(ABROAD, COMMON, PARTIAL),
    application(
        "Google Forms",
        "Google",
        SAAS,
        people.SPORTS,
        missions.SPORTS,
        comment="Inscriptions au forum des associations",
    )
    | data(ABROAD, COMMON, PARTIAL),
    application("Google Analytics", "Google", SAAS, people.OUTREACH, missions.NEWS) | data(ABROAD, COMMON, ASK),
    application("Google Maps API", "Google", SAAS, people.OUTREACH, missions.NEWS),
    application("reCAPTCHA", "Google", SAAS, people.OUTREACH, missions.NEWS),
    application("Google Business Profile", "Google", ACCOUNT, people.RECEPTION, missions.NEWS),
    application("WeTransfer", "WeTransfer", SAAS, people.OUTREACH, missions.INSIDE) | data(UNKNOWN, COMMON, ASK),
    application(
        "Dropbox",
        "Dropbox, Inc.",
        SAAS,
        people.WORKS,
        missions.ROADS,
        seats=2,
        comment="Plans envoyés aux entreprises",
    )
    | data(ABROAD, NONE, FULL),
    application("Doodle", "Doodle", SAAS, people.MANAGEMENT, missions.ASSEMBLY),
    application("Trello", "Atlassian", SAAS, people.WORKS, missions.ROADS, seats=6) | data(ABROAD, COMMON, PARTIAL),
    application(
        "ChatGPT",
        "OpenAI",
        ACCOUNT,
        people.OUTREACH,
        None,
        comment="Compte ouvert par le service, jamais débattu",
    )
    | data(ABROAD, COMMON, ASK),
    application("DeepL", "DeepL", SAAS, people.CARE, missions.SOCIAL) | data(EU, COMMON, ASK),
    application("OVH MX Plan", "OVHcloud", SAAS, people.COMPUTING, missions.INSIDE, seats=60)
    | contract(360, "2017", "2027-03-31", 1)
    | data(FRANCE, COMMON, FULL),
    application(
        "Nextcloud",
        "Nextcloud GmbH",
        SAAS,
        people.COMPUTING,
        missions.INSIDE,
        seats=25,
        comment="Hébergé par le syndicat numérique",
    )
    | contract(1200, "2025-01-01", "2028-12-31", 3)
    | data(SHARED, COMMON, FULL)
    | debated("2024-11-14", COMMISSION),
)
