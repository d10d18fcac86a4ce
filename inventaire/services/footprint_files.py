"""The inventory as the files that G4IT and NumEcoEval take in, and what could not be told in them."""

import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import select

from inventaire.domain.footprint_types import equipment_type, status_word
from inventaire.domain.formats import number
from inventaire.domain.model_sheet import ModelSheet, known_as
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus
from inventaire.models import Device, Site, db
from inventaire.services.maker_sheets import sheets_in_force
from inventaire.services.memory import remembered
from inventaire.services.organisation import current_organisation
from inventaire.spreadsheets.sheets import Sheet
from inventaire.spreadsheets.writing import write_table

# The headings of the templates of G4IT (teamg4it/g4it, services/backend/storage): an unknown one is refused there.
EQUIPMENT = (
    "nomEquipementPhysique modele quantite nomCourtDatacenter dateAchat dateRetrait type statut paysDUtilisation "
    "consoElecAnnuelle utilisateur nomSourceDonnee nomEntite"
)
VIRTUAL = (
    "nomEquipementVirtuel nomEquipementPhysique nomSourceDonneeEquipementPhysique cleRepartition vCPU cluster "
    "consoElecAnnuelle typeEqv capaciteStockage nomEntite nomSourceDonnee typeInfrastructure quantite location "
    "provider typeInstance chargeMoy dureeUtilisationAnnuelle"
)
APPLICATION = (
    "nomApplication typeEnvironnement nomEquipementVirtuel nomSourceDonneeEquipementVirtuel domaine sousDomaine "
    "nomEntite nomSourceDonnee nomEquipementPhysique"
)
DATACENTER = "nomCourtDatacenter nomLongDatacenter pue localisation nomEntite"
COUNTRY = "France"  # the territories we know are French, or named so in these files' list
SOURCE = "Inventaire"
LONGEST = 254
NO_TYPE = "{} : aucun type de G4IT n’y correspond ({})"
CLASHING = "{} : achat après le retrait, corrigez l’une des deux dates ({})"
READ_ME = """Fichiers pour G4IT et NumEcoEval – {name}
État au {day}

inv_physicalEquipment.csv   {told} lignes, une par fiche de matériel (une fiche peut en compter plusieurs)
inv_datacenter.csv   les sites dont un matériel porte un PUE
inv_virtualEquipment.csv, inv_application.csv   les titres seuls : l’inventaire ne connaît pas de machine
virtuelle, et une application ne peut y être rattachée qu’à une machine virtuelle

Une fiche y porte son numéro (« materiel-12 » est la page /materiels/12) : ni son nom, ni son utilisateur.
Sans modèle connu, la catégorie en tient lieu. Une date dont le jour manque est laissée vide.
Le type « Terminal » couvre postes, écrans, téléphones, imprimantes et projecteurs. Pays d’utilisation : France.

Laissés de côté
{left}
"""


@dataclass(frozen=True, slots=True)
class Footprint:
    """The rows of the files, and why rows are missing, each reason with how many devices it holds back."""

    equipment: Sequence[Sequence[Any]]
    datacenters: Sequence[Sequence[Any]]
    left_out: Sequence[str]


def footprint() -> Footprint:
    """Lay out the devices in the words of these files; those that they have no word for are counted with the reason."""
    entity = current_organisation().name[:LONGEST]
    told, left, centres = [], Counter[tuple[str, DeviceCategory]](), {}
    sheets = sheets_in_force()
    for row in _devices():
        reason = _why_not(row)
        if reason:
            left[reason, row.category] += row.quantity
            continue
        centre = _datacenter(row)
        if centre:
            centres[centre] = [centre, row.site[:LONGEST], f"{row.pue:g}", COUNTRY, entity]
        told.append(_equipment(row, centre, entity, sheets))
    lines = [reason.format(category.label, number(count)) for (reason, category), count in left.items()]
    return Footprint(told, list(centres.values()), sorted(lines))


@remembered
def told_and_left_out() -> tuple[int, tuple[str, ...]]:
    """Count the devices' records that these files tell, and say why others are not told."""
    found = footprint()
    return len(found.equipment), tuple(found.left_out)


def write_footprint(target: Path | BinaryIO, today: date) -> None:
    """Write the four files and a page that says what was left out, as a zip."""
    found = footprint()
    files: dict[str, tuple[str, Sequence[Sequence[Any]]]] = {
        "inv_physicalEquipment": (EQUIPMENT, found.equipment),
        "inv_virtualEquipment": (VIRTUAL, ()),
        "inv_application": (APPLICATION, ()),
        "inv_datacenter": (DATACENTER, found.datacenters),
    }
    about = READ_ME.format(
        name=current_organisation().name,
        day=f"{today:%d/%m/%Y}",
        told=number(len(found.equipment)),
        left="\n".join(found.left_out) or "Rien.",
    )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("LISEZMOI.txt", about)
        for name, (headings, rows) in files.items():
            content = BytesIO()
            write_table(content, "csv", [Sheet(name, headings.split(), rows)])
            archive.writestr(f"{name}.csv", content.getvalue())


def _devices() -> Iterable[Any]:
    columns = (Device.id, Device.category, Device.quantity, Device.manufacturer, Device.model, Device.status)
    dates = (Device.purchased_on, Device.retired_on, Device.energy_kwh_per_year, Device.pue)
    rows = select(*columns, *dates, Device.site_id, Site.name.label("site"))
    return db.session.execute(rows.outerjoin(Site, Site.id == Device.site_id).order_by(Device.id))


def _why_not(row: Any) -> str | None:
    if equipment_type(row.category) is None:
        return NO_TYPE
    bought, gone = _whole(row.purchased_on), _whole(row.retired_on)
    return CLASHING if bought and gone and bought > gone else None


def _equipment(row: Any, centre: str | None, entity: str, sheets: Mapping[str, ModelSheet]) -> list[Any]:
    model = " ".join(word for word in (row.manufacturer, row.model) if word) if row.model else row.category.label
    sheet = sheets.get(known_as(row.manufacturer, row.model) or "")
    known = row.energy_kwh_per_year if row.energy_kwh_per_year is not None else sheet and sheet.energy_kwh_per_year
    energy = round(known or 0)
    return [
        f"materiel-{row.id}",
        model[:LONGEST],
        row.quantity,
        centre,
        _whole(row.purchased_on),
        _whole(row.retired_on) if row.status is DeviceStatus.RETIRED else None,
        equipment_type(row.category),
        status_word(row.status),
        COUNTRY,
        energy or None,
        None,
        SOURCE,
        entity,
    ]


def _datacenter(row: Any) -> str | None:
    """Name the room of a machine that has a PUE: one for each site and PUE."""
    return f"site-{row.site_id} PUE {row.pue:g}" if row.site and row.pue and row.pue > 1 else None


def _whole(day: PartialDate | None) -> str | None:
    """Write a date as these files do, when its day is known."""
    return day.first_day().isoformat() if day and day.day else None
