"""Meters: found, listed, made, changed, removed, with the devices that they measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from inventaire.domain.errors import Conflict, NotFound, Refusal
from inventaire.domain.partial_date import PartialDate
from inventaire.models import Device, Meter, MeteredDevice, MeterReading, Site, db
from inventaire.models.bulk import remove_all
from inventaire.services.database import writing
from inventaire.services.listing import Page, page_of
from inventaire.services.selection import NAMES
from inventaire.services.staleness import refuse_if_stale

NO_METER = "Ce compteur n’existe pas, ou a été supprimé."
TAKEN = "Un compteur s’appelle déjà «\u00a0{}\u00a0»\u00a0: donnez à chacun un nom qui le distingue."
HAS_READINGS = (
    "Ce compteur a déjà des relevés\u00a0: ce qu’il mesure et ce qu’on y relève ne changent plus. Créez-en un autre."
)
NO_DEVICE = "Aucun matériel ne porte «\u00a0{}\u00a0» comme nom, numéro de série ou d’inventaire\u00a0: vérifiez-le."
SEVERAL = "Plusieurs matériels portent «\u00a0{}\u00a0»\u00a0: donnez le numéro de série ou d’inventaire."
LINKED = "Ce matériel est déjà parmi ceux que ce compteur mesure."
CALLED = (Device.name, Device.serial, Device.inventory_number)


@dataclass(frozen=True, slots=True)
class MeterLine:
    """A meter in the list: where it stands, how many readings it has, the last one, how many devices."""

    meter: Meter
    site: str | None
    readings: int
    last: PartialDate | None
    devices: int


def list_meters(page: int) -> Page:
    """Give one page of the meters, by name."""
    mine = select(func.count(MeterReading.id)).where(MeterReading.meter_id == Meter.id)
    last = select(func.max(MeterReading.read_on)).where(MeterReading.meter_id == Meter.id)
    covered = select(func.count(MeteredDevice.id)).where(MeteredDevice.meter_id == Meter.id)
    counted = [query.scalar_subquery() for query in (mine, last, covered)]
    rows = select(Meter, Site.name, *counted).outerjoin(Site, Site.id == Meter.site_id)
    found = page_of(rows.order_by(Meter.name, Meter.id), page, select(Meter.id))
    return Page([MeterLine(*row) for row in found.rows], found.number, found.total)


def get_meter(meter_id: int) -> Meter:
    """Find a meter of the organisation. Raises NotFound."""
    found = db.session.scalar(select(Meter).where(Meter.id == meter_id))
    if found is None:
        raise NotFound(NO_METER)
    return found


def create_meter(values: dict[str, Any]) -> Meter:
    """Record a meter. Raises Conflict when its name is taken."""
    with writing() as session:
        _refuse_taken(values["name"])
        meter = Meter(**values)
        session.add(meter)
    return meter


def update_meter(meter_id: int, version: int, values: dict[str, Any]) -> None:
    """Save a meter. Raises Overtaken; Conflict for a name taken, or another nature once it has readings."""
    with writing():
        meter = get_meter(meter_id)
        refuse_if_stale(meter, version, values, "ce compteur")
        _refuse_taken(values["name"], meter_id)
        nature = any(getattr(meter, field) is not values[field] for field in ("measures", "reads"))
        if nature and _ids(MeterReading, meter_id):
            raise Conflict(HAS_READINGS)
        for field, value in values.items():
            setattr(meter, field, value)


def remove_meter(meter_id: int) -> str:
    """Remove a meter with its readings; give its name."""
    with writing() as session:
        meter = get_meter(meter_id)
        for model in (MeterReading, MeteredDevice):
            remove_all(session, model, _ids(model, meter_id))
        session.delete(meter)
        return meter.name


def devices_of(meter_id: int) -> Sequence[Any]:
    """List the devices that a meter measures, by name."""
    linked = select(Device.id, NAMES[Device].label("name"), Device.category, Device.quantity).join(
        MeteredDevice, MeteredDevice.device_id == Device.id
    )
    return db.session.execute(linked.where(MeteredDevice.meter_id == meter_id).order_by(NAMES[Device], Device.id)).all()


def link_device(meter_id: int, word: str) -> None:
    """Say that a meter measures the one device that a word names. Raises Refusal when it names none, or several."""
    with writing() as session:
        meter, device = get_meter(meter_id), _device_called(word.strip())
        if device in session.scalars(select(MeteredDevice.device_id).where(MeteredDevice.meter_id == meter.id)).all():
            raise Refusal(LINKED)
        session.add(MeteredDevice(meter_id=meter.id, device_id=device))


def unlink_device(meter_id: int, device_id: int) -> None:
    """Say that a meter does not measure a device, or no longer."""
    with writing() as session:
        same = (MeteredDevice.meter_id == get_meter(meter_id).id, MeteredDevice.device_id == device_id)
        found = session.scalar(select(MeteredDevice).where(*same))
        if found is None:
            raise NotFound(NO_METER)
        session.delete(found)


def _device_called(word: str) -> int:
    same = (func.lower(column) == word.lower() for column in CALLED)
    found = db.session.scalars(select(Device.id).where(or_(*same)).limit(2)).all() if word else []
    if len(found) != 1:
        raise Refusal((SEVERAL if found else NO_DEVICE).format(word))
    return found[0]


def _refuse_taken(name: str, but: int = 0) -> None:
    same = select(Meter.id).where(func.lower(Meter.name) == name.lower(), Meter.id != but)
    if db.session.scalar(same.limit(1)):
        raise Conflict(TAKEN.format(name))


def _ids(model: Any, meter_id: int) -> Sequence[int]:
    found: Sequence[int] = db.session.scalars(select(model.id).where(model.meter_id == meter_id)).all()
    return found
