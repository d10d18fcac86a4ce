"""Microsoft 365: licences bought, and users counted by product; the persons themselves are never kept."""

from collections import Counter, defaultdict

from inventaire.domain.imports import Target
from inventaire.domain.values import boolean
from inventaire.domain.vocabulary import Delivery
from inventaire.spreadsheets.ignored import PERSONAL
from inventaire.spreadsheets.layouts.shape import Shape
from inventaire.spreadsheets.layouts.table import Table
from inventaire.spreadsheets.persons import BLOCKED, REGISTER, SERVICES
from inventaire.spreadsheets.persons import LICENCES as LICENCE_COLUMNS
from inventaire.spreadsheets.readings import Layout

UNLICENSED = ("", "unlicensed", "sans licence")
NOBODY = "Personne sans licence : elle n’est pas reprise."
COUNTED = "Compté par produit : aucune personne n’est reprise."
BY_SERVICE = (
    "Les utilisateurs sont comptés par produit, puis oubliés : il ne reste d’eux que le nombre de comptes par service."
)
NO_SERVICE = "service non renseigné"
MOST_SERVICES = 30


def _of_licences(table: Table) -> None:
    total, expired = (
        table.texts(table.find(headings))
        for headings in (
            "total licenses, total des licences, total licences",
            "expired licenses, licences expirées",
        )
    )
    assigned = table.texts(table.place("seats"))
    told = [_told(*counts) for counts in zip(total, expired, assigned, strict=True)]
    table.put("comment", told)
    table.put("delivery", [Delivery.SAAS.label] * len(told))


def _told(total: str, expired: str, assigned: str) -> str:
    counts = {"achetées": total, "expirées": expired, "attribuées": assigned}
    known = [f"{count} {word}" for word, count in counts.items() if count.isdigit()]
    return f"Licences : {', '.join(known)}." if known else ""


def _of_users(table: Table) -> None:
    """Give a row for each product, on the line of the first user who has it."""
    licences = table.texts(table.find(LICENCE_COLUMNS))
    services = table.texts(table.find(SERVICES))
    blocked = [_is_true(cell) for cell in table.texts(table.find(BLOCKED))]
    first: dict[str, int] = {}
    by_service: dict[str, Counter[str]] = defaultdict(Counter)
    asleep: Counter[str] = Counter()
    for rank, (written, service) in enumerate(zip(licences, services, strict=True)):
        for product in _products(written):
            first.setdefault(product, rank)
            by_service[product][service or NO_SERVICE] += 1
            asleep[product] += blocked[rank]
    lines = [table.lines[rank] for rank in first.values()]
    counted = sorted(set(range(len(table.rows))) - set(first.values()))
    table.skipped += [(table.lines[rank], COUNTED if _products(licences[rank]) else NOBODY) for rank in counted]
    table.rows, table.lines = [[""] * len(table.headings) for _ in lines], lines
    table.put("raw_name", list(first), "Licences")
    table.put("seats", [sum(by_service[product].values()) for product in first])
    table.put("delivery", [Delivery.SAAS.label] * len(first))
    table.put("comment", [_services(by_service[product], asleep[product]) for product in first])
    table.notes.append(BY_SERVICE)


def _products(written: str) -> list[str]:
    names = (name.strip() for name in written.split("+"))
    return [name for name in dict.fromkeys(names) if name.casefold() not in UNLICENSED]


def _is_true(cell: str) -> bool:
    try:
        return boolean(cell)
    except ValueError:
        return False


def _services(counts: Counter[str], blocked: int) -> str:
    listed = [f"{service} {count}" for service, count in counts.most_common(MOST_SERVICES)]
    more = [f"{len(counts) - MOST_SERVICES} autres services"] if len(counts) > MOST_SERVICES else []
    asleep = f" Comptes bloqués qui gardent une licence : {blocked}." if blocked else ""
    return f"Comptes par service : {', '.join([*listed, *more])}.{asleep}"


LICENCES = Shape(
    Layout.MICROSOFT_LICENCES,
    Target.APPLICATIONS,
    (
        ("Product Title|Title", "Total Licenses", "Assigned licenses|Expired Licenses"),
        (
            "Titre du produit|Produit|Titre",
            "Total des licences|Total licences",
            "Licences attribuées|Licences affectées",
        ),
    ),
    {
        "raw_name": "product title, title, titre du produit, produit, titre",
        "seats": "assigned licenses, licences attribuées, licences affectées",
        "contract_ends_on": "renewal date, date de renouvellement",
    },
    {
        "Repris en commentaire.": "total licenses, expired licenses, total des licences, total licences, "
        "licences expirées",
        "Sans emploi ici.": "status message, message d’état",
    },
    mend=_of_licences,
    closed=True,
)
USERS = Shape(
    Layout.MICROSOFT_USERS,
    Target.APPLICATIONS,
    (("User principal name|Nom d’utilisateur principal", "Licenses|Licences", "Display name|Nom d’affichage"),),
    {},
    {
        "Compté par produit.": f"{LICENCE_COLUMNS}, {SERVICES}, {BLOCKED}",
        PERSONAL: "User principal name, nom d’utilisateur principal, display name, nom d’affichage, first name, "
        "last name, prénom, nom, title, office, phone number, mobile phone, fax, street address, city, postal code, "
        "state, country/region, proxy addresses, object id, when created, date de création, usage location, "
        "preferred language, preferred data location, password never expires, last password change time stamp, "
        "strong password required, "
        "oath token metadata, dirsyncenabled, last dirsync time, license assignment details, release track, "
        "soft deletion time stamp",
    },
    mend=_of_users,
    closed=True,
)
PERSONS = Shape(
    Layout.MICROSOFT_USERS,
    Target.APPLICATIONS,
    (
        ("User principal name", "Display name", "Object Id|userType|Surname|Given name|Mail|User type"),
        ("userPrincipalName", "displayName"),
        ("Nom d’utilisateur principal", "Nom d’affichage"),
        ("First Name", "Last Name", "Email", "Username"),
        ("Report Refresh Date", "User Principal Name"),
    ),
    refused=REGISTER,
    closed=True,
)
