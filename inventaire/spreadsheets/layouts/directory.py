"""Active Directory: the computers that scripts export with Get-ADComputer."""

import re
from datetime import date, timedelta

from inventaire.domain.imports import Target
from inventaire.domain.values import boolean, key
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.domain.written_dates import day
from inventaire.spreadsheets.layouts.dates import DAY_FIRST, day_first
from inventaire.spreadsheets.layouts.shape import Shape
from inventaire.spreadsheets.layouts.table import Table
from inventaire.spreadsheets.readings import Layout
from inventaire.spreadsheets.words import exact_category

UNIT = re.compile(r"(?:^|,)OU=((?:\\.|[^,\\])+)", re.IGNORECASE)
BUILD = re.compile(r"10\.0 \((\d{5})\)")
FIRST_WINDOWS_11 = 22_000
SILENT = timedelta(days=183)
LISTED = 10
GENERIC = re.compile(
    r"(?:computer|ordinateur|workstation|poste|machine|client|pc|desktop|portable|laptop|device|windows|win|serveur|"
    r"server|domain|utilisateur|user|parc|tablette|fixe|unite centrale)\b.*"
)
SERVER = (
    "Serveur de l’annuaire : rien n’y dit s’il est une machine ou une machine virtuelle. Saisissez-le à la main, "
    "ou importez le fichier d’un agent."
)
SERVICE = (
    "Le service est proposé d’après l’unité d’organisation (OU) la plus précise de l’annuaire : vérifiez-le dans "
    "l’aperçu."
)
GONE = (
    "Désactivés dans l’annuaire, ou muets depuis plus de six mois à la date de cette liste : {names}. Rien n’est "
    "supprimé : vérifiez s’ils existent encore."
)
LOST = "Des accents semblent perdus (« ? ») : exportez de nouveau avec « -Encoding UTF8 »."
NO_NUMBER = (
    "L’annuaire ne donne pas de numéro de série : les postes sont reconnus à leur seul nom, vérifiez les homonymes."
)
TECHNICAL = "Renseignement technique de l’annuaire, sans emploi ici."


def _mend(table: Table) -> None:
    names = [name.removesuffix("$") for name in table.texts(table.place("name"))]
    table.put("name", names)
    paths = [UNIT.findall(path)[::-1] for path in table.texts(table.find("DistinguishedName, CanonicalName"))]
    _tell_the_gone(table, names)
    table.put("category", [_category(path) for path in paths])
    if any(paths):
        table.put("department", [_service(path) for path in paths], "OU")
        table.notes.append(SERVICE)
    _name_systems(table)
    table.notes.append(NO_NUMBER)
    if any("?" in cell for row in table.rows for cell in row if isinstance(cell, str)):
        table.notes.append(LOST)
    systems = table.texts(table.place("operating_system"))
    table.leave_out([SERVER if "server" in key(system).split() else None for system in systems])


def _category(path: list[str]) -> str:
    """Read the kind of machine in the units it stands in, the closest first; a computer otherwise."""
    found = (exact_category(unit) for unit in reversed(path))
    return next((category for category in found if category), DeviceCategory.COMPUTER).label


def _service(path: list[str]) -> str:
    """Give the closest unit that is no kind of machine."""
    named = [unit.replace("\\", "") for unit in path if not GENERIC.fullmatch(key(unit))]
    return named[-1] if named else ""


def _name_systems(table: Table) -> None:
    """Name Windows 11 what its build says is one: some lists call it Windows 10."""
    names, versions = (table.texts(table.place(name)) for name in ("operating_system", "operating_system_version"))
    table.put("operating_system", [_system(*pair) for pair in zip(names, versions, strict=True)])


def _system(name: str, version: str) -> str:
    found = BUILD.match(version)
    return name.replace("Windows 10", "Windows 11") if found and int(found[1]) >= FIRST_WINDOWS_11 else name


def _tell_the_gone(table: Table, names: list[str]) -> None:
    enabled = table.texts(table.find("Enabled, Activé"))
    seen = [_day(cell) for cell in table.texts(table.find("LastLogonDate, LastLogonTimestamp, LastLogon"))]
    latest = max((found for found in seen if found), default=None)
    gone = [
        name
        for name, state, last in zip(names, enabled, seen, strict=True)
        if _is_no(state) or (last and latest and latest - last > SILENT)
    ]
    if gone:
        more = [f"et {len(gone) - LISTED} autres"] if len(gone) > LISTED else []
        table.notes.append(GONE.format(names=", ".join([*gone[:LISTED], *more])))


def _is_no(state: str) -> bool:
    try:
        return not boolean(state)
    except ValueError:
        return False


def _day(cell: str) -> date | None:
    try:
        return day(day_first(cell, DAY_FIRST)).first_day()
    except ValueError:
        return None


COMPUTERS = Shape(
    Layout.DIRECTORY_COMPUTERS,
    Target.DEVICES,
    (
        ("Name|SamAccountName|DNSHostName", "DistinguishedName|SID|ObjectGUID", "OperatingSystem|LastLogonDate"),
        ("Name|SamAccountName", "OperatingSystem", "OperatingSystemVersion|LastLogonDate|Enabled"),
    ),
    {
        "name": "name, samaccountname, cn",
        "operating_system": "operatingsystem",
        "operating_system_version": "operatingsystemversion",
        "site": "location",
        "comment": "description",
    },
    {
        "Lu pour proposer un service.": "distinguishedname, canonicalname",
        "Lu pour signaler les postes disparus.": "enabled, lastlogondate, lastlogontimestamp, lastlogon",
        TECHNICAL: "dnshostname, ipv4address, ipv6address, objectclass, objectguid, sid, samaccountname, "
        "userprincipalname, whencreated, whenchanged, managedby, memberof, operatingsystemservicepack, "
        "passwordlastset, created, modified",
    },
    mend=_mend,
    closed=True,
)
