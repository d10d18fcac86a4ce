"""Labels of the devices chosen in a list: a code to be read with a telephone, and words under it."""

from collections.abc import Sequence
from typing import Any

from flask import current_app
from sqlalchemy import select

from inventaire.documents.labels import draw_labels
from inventaire.domain.errors import Refusal
from inventaire.domain.formats import number
from inventaire.domain.labels import Label, LabelSheet, by_sheet
from inventaire.models import Device, db
from inventaire.services.organisation import current_organisation
from inventaire.services.selection import Selection

MOST = 500  # labels at once
TOO_MANY = "{} étiquettes d’un coup, {} au plus\u00a0: filtrez la liste ou cochez moins de lignes."
OWNER = "Propriété de {}"


def labels_of(chosen: Selection) -> list[Label]:
    """Give the label of each device of a selection, by name. Raises Refusal beyond the limit."""
    columns = (Device.id, Device.name, Device.inventory_number, Device.serial)
    rows = db.session.execute(select(*columns).where(chosen.kept).order_by(Device.name.nulls_last(), Device.id)).all()
    if len(rows) > MOST:
        raise Refusal(TOO_MANY.format(number(len(rows)), number(MOST)))
    owner = OWNER.format(current_organisation().name)
    return [Label(_code(row), tuple(word for word in (*_called(row), owner) if word)) for row in rows]


def label_sheets(labels: Sequence[Label], sheet: LabelSheet, start: int) -> list[Any]:
    """Draw the sheets; `start` is the first free label of the first one, from 1."""
    shared = list(by_sheet(labels, sheet, start - 1))
    return [
        draw_labels(sheet, placed, f"Feuille d’étiquettes {rank} sur {len(shared)}")
        for rank, placed in enumerate(shared, start=1)
    ]


def _code(row: Any) -> str:
    """Give what a telephone reads: the address of the device's page, or its inventory number when none is declared."""
    address = current_app.config["PUBLIC_ADDRESS"]
    return f"{address}/materiels/{row.id}" if address else row.inventory_number or ""


def _called(row: Any) -> tuple[str, str | None]:
    name = row.name or row.serial or f"Matériel n°\u00a0{row.id}"
    return name, f"N°\u00a0{row.inventory_number}" if row.inventory_number else None
