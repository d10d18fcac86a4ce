"""Devices that bear no key, known again by all that is said of them: what was exported comes back as it left."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from sqlalchemy import or_, select

from inventaire.domain.imports import Target
from inventaire.domain.vocabulary import DeviceStatus
from inventaire.models import Department, Device, Site, db
from inventaire.models.columns import plain_columns
from inventaire.services.imports.records import folded
from inventaire.services.privacy import hidden_fields
from inventaire.spreadsheets.columns import TABLES

USUAL = {"quantity": 1, "status": DeviceStatus.IN_SERVICE.value}  # what a line that says nothing means
OF_PLACES = frozenset(("site_kind",))  # said of the site, not of the machine
Said = frozenset[tuple[str, Hashable]]


def said_of(values: Mapping[str, Any]) -> Said:
    """Give all that is said of a device, in a form that is compared at once."""
    told = ((field, value) for field, value in values.items() if field not in OF_PLACES and value not in (None, ""))
    unusual = ((field, value) for field, value in told if USUAL.get(field) != value)
    return frozenset((field, folded(value) if isinstance(value, str) else value) for field, value in unusual)


def devices_without_key() -> dict[Said, list[int]]:
    """Give the devices that no number nor name of their own tells apart, by all that is said of them."""
    own = plain_columns(Device, _exported())
    rows = db.session.execute(
        select(Device.id.label("of"), *(column.label(field) for field, column in own.items()))
        .add_columns(Site.name.label("site"), Department.name.label("department"))
        .outerjoin(Site, Site.id == Device.site_id)
        .outerjoin(Department, Department.id == Device.department_id)
        .where(or_(Device.name.is_(None), Device.quantity != 1))
        .order_by(Device.id.desc())
    )
    found: dict[Said, list[int]] = defaultdict(list)
    for row in rows.mappings():
        known = dict(row)
        device = known.pop("of")
        found[said_of(known)].append(device)
    return found


def _exported() -> Iterable[str]:
    hidden = hidden_fields()
    return [column.field for column in TABLES[Target.DEVICES] if column.field not in hidden]
