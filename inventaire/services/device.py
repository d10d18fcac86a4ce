"""Devices: found, listed, made, changed, with their history."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, not_, select, true

from inventaire.domain.errors import NotFound
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus
from inventaire.models import Application, Department, Device, Installation, Site, db
from inventaire.services.database import writing
from inventaire.services.fleet_on import IN_USE, began_by, fleet_on
from inventaire.services.listing import Page, holding, page_of
from inventaire.services.permission import change
from inventaire.services.selection import Selection, ticked, whole
from inventaire.services.staleness import refuse_if_stale
from inventaire.services.support_calendar import ending_in

SEARCHED = (Device.name, Device.serial, Device.inventory_number, Device.model, Device.manufacturer)
SORTS = {
    "name": Device.name,
    "category": Device.category,
    "model": Device.model,
    "status": Device.status,
    "site": Site.name,
    "in_service_on": Device.in_service_on,
}


@dataclass(frozen=True, slots=True)
class DeviceQuery:
    """What a list of devices is narrowed to, and how it is sorted."""

    search: str = ""
    category: DeviceCategory | None = None
    status: DeviceStatus | None = None
    site: int | None = None
    department: int | None = None
    system: str = ""
    system_version: str = ""
    fleet_on: date | None = None
    began_from: date | None = None
    began_by: date | None = None
    undated: bool = False
    ending: str = ""
    sort: str = "name"
    descending: bool = False


def list_devices(query: DeviceQuery, page: int) -> Page:
    """Give one page of the devices that a query keeps."""
    return page_of(sorted_devices(query), page, select(Device.id).where(_kept(query)))


def sorted_devices(query: DeviceQuery) -> Select[*tuple[Any, ...]]:
    """Select the columns of a list, whole and in order."""
    column = SORTS.get(query.sort, Device.name)
    order = column.desc() if query.descending else column.asc()
    return (
        select(
            Device.id,
            Device.version,
            Device.name,
            Device.category,
            Device.quantity,
            Device.manufacturer,
            Device.model,
            Device.serial,
            Site.name.label("site"),
            Device.in_service_on,
            Device.status,
            Device.operating_system,
        )
        .outerjoin(Site, Site.id == Device.site_id)
        .where(_kept(query))
        .order_by(order.nulls_last(), Device.id)
    )


def _kept(query: DeviceQuery) -> Any:
    wanted = {
        Device.category: query.category,
        Device.status: query.status,
        Device.site_id: query.site,
        Device.department_id: query.department,
        Device.operating_system: query.system or None,
        Device.operating_system_version: query.system_version or None,
    }
    conditions = [column == value for column, value in wanted.items() if value is not None]
    if query.search:
        conditions.append(holding(SEARCHED, query.search))
    return and_(true(), *conditions, *_dated(query))


def _dated(query: DeviceQuery) -> Iterator[Any]:
    if query.fleet_on:
        yield fleet_on(query.fleet_on, IN_USE)
    if query.fleet_on and query.ending:
        yield ending_in(query.ending, query.fleet_on)
    if query.undated:
        yield Device.in_service_on.is_(None)
    if query.began_from:
        yield not_(began_by(query.began_from - timedelta(days=1)))
    if query.began_by:
        yield began_by(query.began_by)


def chosen_devices(words: Sequence[str], query: DeviceQuery | None) -> Selection:
    """Choose devices: those ticked as « id:version », or all that a query keeps."""
    return whole(Device, _kept(query)) if query else ticked(Device, words)


def get_device(device_id: int) -> Device:
    """Find a device of the organisation. Raises NotFound."""
    found = db.session.scalar(select(Device).where(Device.id == device_id))
    if found is None:
        raise NotFound("Ce matériel n’est pas dans l’inventaire, ou il est à la corbeille.")
    return found


def create_device(values: dict[str, Any]) -> Device:
    """Record a new device."""
    with writing() as session:
        device = Device(**values)
        session.add(device)
    return device


def update_device(device_id: int, version: int, values: dict[str, Any]) -> Device:
    """Save a device. Raises Conflict when somebody saved it in between, Forbidden when it is not the caller's."""
    with writing():
        device = get_device(device_id)
        refuse_if_stale(device, version, values, "ce matériel")
        change(device, values)
    return device


def systems() -> list[str]:
    """Name the systems as they are written on devices, in alphabetical order."""
    written = select(Device.operating_system).where(Device.operating_system.is_not(None))
    return [name for name in db.session.scalars(written.distinct().order_by(Device.operating_system)) if name]


def versions_of(system: str) -> list[str]:
    """Name the versions written beside a system."""
    written = select(Device.operating_system_version).where(
        Device.operating_system == system, Device.operating_system_version.is_not(None)
    )
    return [name for name in db.session.scalars(written.distinct().order_by(Device.operating_system_version)) if name]


def software_of(device_id: int) -> Sequence[Any]:
    """List what is installed on a device: id, raw name, publisher, version, outcome, tool."""
    return db.session.execute(
        select(
            Application.id,
            Application.raw_name,
            Application.publisher,
            Installation.raw_version,
            Application.outcome,
            Application.tool,
        )
        .join(Installation, Installation.application_id == Application.id)
        .where(Installation.device_id == device_id)
        .order_by(Application.raw_name)
    ).all()


def sites() -> Sequence[Site]:
    """List the sites of the organisation by name."""
    return db.session.scalars(select(Site).order_by(Site.name)).all()


def departments() -> Sequence[Department]:
    """List the municipal services by name."""
    return db.session.scalars(select(Department).order_by(Department.name)).all()
