"""The open-data set: counts of hardware and software, described by a Table Schema, without a name nor a weakness."""

import json
import zipfile
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import func, select

from inventaire.catalog.reader import load_catalog
from inventaire.domain.formats import PARIS, number
from inventaire.domain.publishable import GUARDED_FUNCTIONS, is_guarded, year_of
from inventaire.domain.vocabulary import (
    Delivery,
    DeviceCategory,
    DeviceStatus,
    HostingPlace,
    Origin,
    Recognised,
    SiteKind,
)
from inventaire.models import Application, Device, Installation, Site, db
from inventaire.services.organisation import current_organisation
from inventaire.spreadsheets.table_schema import Field, Resource, package

NATURES = (Recognised.MATCH.label, Recognised.FREE.label)
COUNT = Field("nombre", "Nombre", "Combien de matériels.", "integer", least=1, required=True)
HARDWARE = (
    Field("categorie", "Catégorie", "Ce qu’est le matériel.", choices=DeviceCategory, required=True),
    Field("type_de_site", "Type de site", "L’usage du lieu, jamais son nom.", choices=SiteKind),
    Field("annee_mise_en_service", "Année de mise en service", "L’année seule.", "year"),
    Field("etat", "État", "Où en est le matériel.", choices=DeviceStatus),
    Field("origine", "Origine", "Comment il est entré.", choices=Origin),
    COUNT,
)
SOFTWARE = (
    Field("outil", "Outil", "Le nom de l’outil au catalogue, sans version.", required=True),
    Field("nature", "Nature", "Propriétaire ou libre.", choices=NATURES, required=True),
    Field("editeur", "Éditeur", "L’éditeur d’un outil propriétaire, d’après le catalogue."),
    Field("mode", "Mode", "Comment il est fourni.", choices=Delivery),
    Field("hebergement", "Hébergement", "Où sont les données.", choices=HostingPlace),
    Field("machines", "Machines", "Sur combien de matériels il est installé.", "integer", least=0, required=True),
)
TITLE = "Inventaire numérique – {}"
DESCRIPTION = "Matériels et logiciels, comptés par groupes. Rien sur une personne, un lieu nommé ou une machine."
READ_ME = """Inventaire numérique de {name}
État au {day}

materiels.csv   {devices} matériels, comptés par catégorie, type de site, année de mise en service, état et origine
logiciels.csv   {tools} lignes : les outils que le catalogue reconnaît, et le nombre de machines où ils sont
datapackage.json   la description de ces fichiers pour un programme (Data Package et Table Schema, Frictionless)

Ce qui n’y est pas
Aucun nom, numéro de série ou d’inventaire, utilisateur, service, site nommé, prix, commentaire ni date entière.
Aucune version de système ou de logiciel : elle dirait par où attaquer.
Les serveurs, le réseau, la vidéoprotection et les accès ne sont que comptés, sans lieu ni année.
Logiciels non publiés : {guarded} de sécurité, de sauvegarde ou d’accès à distance, {unknown} que le catalogue ne
reconnaît pas (leur nom brut peut en dire trop).

Les petits nombres sont gardés : une ligne compte des machines et aucune personne ; rien n’y désigne qui s’en sert.
Une cellule vide veut dire « non renseigné ».

Licence : non renseignée. À choisir par {name} avant de publier (clé « licenses » de datapackage.json).
"""


def write_open_data(target: Path | BinaryIO, today: date) -> None:
    """Write the set as a zip: two CSV, their description, a page that says what was left out."""
    organisation = current_organisation()
    devices, (tools, guarded, unknown) = _devices(), _tools()
    resources = [
        Resource("materiels", "Matériels", HARDWARE, devices),
        Resource("logiciels", "Logiciels", SOFTWARE, tools),
    ]
    created = datetime.combine(today, time(), PARIS)
    name, title = f"inventaire-numerique-{organisation.code}", TITLE.format(organisation.name)
    told = package(name, title, DESCRIPTION, created.isoformat(), resources)
    about = READ_ME.format(
        name=organisation.name,
        day=f"{today:%d/%m/%Y}",
        devices=number(sum(row[-1] for row in devices)),
        tools=number(len(tools)),
        guarded=number(guarded),
        unknown=number(unknown),
    )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("LISEZMOI.txt", about)
        archive.writestr("datapackage.json", json.dumps(told, ensure_ascii=False, indent=2))
        for resource in resources:
            archive.writestr(f"{resource.name}.csv", resource.content())


def _devices() -> list[tuple[Any, ...]]:
    columns = (Device.category, Site.kind, Device.in_service_on, Device.status, Device.origin)
    rows = db.session.execute(
        select(*columns, func.sum(Device.quantity)).outerjoin(Site, Site.id == Device.site_id).group_by(*columns)
    )
    counts: Counter[tuple[Any, ...]] = Counter()
    for category, kind, day, status, origin, count in rows:
        told = (None,) * 4 if is_guarded(category) else (kind, year_of(day), status, origin)
        counts[category, *told] += count
    return _sorted((*group, count) for group, count in counts.items())


def _tools() -> tuple[list[tuple[Any, ...]], int, int]:
    """Give the rows of the tools that may be told, and how many applications are guarded, and are unknown."""
    guarded, unknown = set(), set()
    machines: dict[tuple[Any, ...], dict[int, int]] = {}
    for row in _installed():
        functions, names = _catalogued(row.tool)
        if names is None or row.outcome not in (Recognised.MATCH.value, Recognised.FREE.value):
            unknown.add(row.id)
        elif GUARDED_FUNCTIONS.intersection(functions):
            guarded.add(row.id)
        else:
            name, vendor = names
            group = name, Recognised(row.outcome), vendor, row.delivery, row.hosting_place
            machines.setdefault(group, {}).update({row.device_id: row.quantity} if row.device_id else {})
    rows = ((*group, sum(quantities.values())) for group, quantities in machines.items())
    return _sorted(rows), len(guarded), len(unknown)


def _installed() -> Iterable[Any]:
    application = (Application.id, Application.tool, Application.outcome)
    facts = (Application.delivery, Application.hosting_place, Device.id.label("device_id"), Device.quantity)
    return db.session.execute(
        select(*application, *facts)
        .outerjoin(Installation, Installation.application_id == Application.id)
        .outerjoin(Device, Device.id == Installation.device_id)
        .where(Application.outcome != Recognised.IGNORED.value)
        .order_by(Application.id)
    )


def _catalogued(slug: str | None) -> tuple[tuple[str, ...], tuple[str, str | None] | None]:
    """Give the functions of a tool, and its name with its publisher; nothing when the catalogue has it not."""
    catalog = load_catalog()
    if tool := catalog.tools.get(slug or ""):
        return tuple(tool.functions), (tool.name, tool.vendor.name)
    if found := catalog.alternatives.get(slug or ""):
        return tuple(found.functions), (found.name, None)
    return (), None


def _sorted(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Put rows in an order that does not depend on the database."""
    return sorted(rows, key=lambda row: [str(getattr(cell, "label", cell) or "") for cell in row])
