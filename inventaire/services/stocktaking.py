"""A sheet for a round on foot: what should stand on a site, to be ticked machine by machine."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import select

from inventaire.domain.blocks import Block, Document, Heading, Paragraph, Table
from inventaire.domain.errors import NotFound, Refusal
from inventaire.domain.formats import number
from inventaire.domain.vocabulary import DeviceStatus
from inventaire.models import Department, Device, Site, db
from inventaire.services.organisation import current_organisation

MOST = 3_000  # machines: some hundred pages
NO_SITE = "Ce lieu n’est pas dans l’inventaire."
TOO_MANY = "Plus de {} fiches sur ce lieu\u00a0: partagez-le en plusieurs lieux pour en faire le tour."
TITLE = "Fiche de récolement"
HEADINGS = ("Matériel", "Catégorie", "Numéro de série", "Numéro d’inventaire", "Nombre", "Vu", "Remarque")
BOX, LINE = "☐", "." * 24  # what is filled in by hand
NOWHERE = "Sans service"
TO_BE_DONE = "Fait le ....................  par ........................................"
EXPECTED = "Attendus\u00a0: {}"
FOUND = "Vu sur place, et absent de cette fiche"
TO_BE_WRITTEN = "À écrire sur place"
FREE_LINES = 6


def stocktaking_sheet(site_id: int, today: date) -> Document:
    """Lay out what should stand on a site, service by service, but what has left. Raises NotFound, Refusal."""
    site = db.session.scalar(select(Site).where(Site.id == site_id))
    if site is None:
        raise NotFound(NO_SITE)
    rows = _devices(site_id)
    if len(rows) > MOST:
        raise Refusal(TOO_MANY.format(number(MOST)))
    blocks: list[Block] = [Paragraph(TO_BE_DONE)]
    for rank, (service, found) in enumerate(groupby(rows, key=lambda row: row.department or NOWHERE)):
        blocks += [Heading(1, service, f"service-{rank}"), _table(list(found))]
    blocks += [
        Heading(1, FOUND, "absents"),
        Table(TO_BE_WRITTEN, HEADINGS, (tuple([LINE] * len(HEADINGS)),) * FREE_LINES),
    ]
    return Document(f"{TITLE}\u00a0: {site.name}", current_organisation().name, today, tuple(blocks))


def _devices(site_id: int) -> list[Any]:
    columns = (Device.id, Device.name, Device.category, Device.serial, Device.inventory_number, Device.quantity)
    rows = (
        select(*columns, Department.name.label("department"))
        .outerjoin(Department, Department.id == Device.department_id)
        .where(Device.site_id == site_id, Device.status != DeviceStatus.RETIRED)
        .order_by(Department.name.nulls_last(), Device.name.nulls_last(), Device.id)
    )
    return list(db.session.execute(rows.limit(MOST + 1)))


def _table(rows: Sequence[Any]) -> Table:
    cells = tuple(
        (
            row.name or f"n°\u00a0{row.id}",
            row.category.label,
            row.serial or "",
            row.inventory_number or "",
            number(row.quantity),
            BOX,
            LINE,
        )
        for row in rows
    )
    caption = EXPECTED.format(number(sum(row.quantity for row in rows)))
    return Table(caption, HEADINGS, cells, numeric=frozenset({4}))
