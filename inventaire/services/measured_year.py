"""What a device draws in a year, by a meter that measures nothing else: proposed, never written by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from inventaire.domain.errors import Refusal
from inventaire.domain.meters import used_between
from inventaire.domain.vocabulary import EnergySource
from inventaire.models import Device, Meter, MeteredDevice, db
from inventaire.services.device import get_device, update_device
from inventaire.services.measured import KWH, spans_of
from inventaire.services.meter_reading import readings_of

WHOLE_YEAR = 365  # days
NO_YEAR = "Aucun compteur propre à ce matériel n’a une année entière de relevés\u00a0: rien n’a été enregistré."


@dataclass(frozen=True, slots=True)
class MeasuredYear:
    """What the meter of one device alone measured over the last year that its readings cover whole [kWh]."""

    meter: Meter
    kwh: float
    first: date
    last: date


def measured_year(device: Device) -> MeasuredYear | None:
    """Give the measured year of a machine; None where no meter of its own covers one, or it stands for several."""
    return next((found for found in _years(device.id)), None) if device.quantity == 1 else None


def proposed_year(device: Device) -> MeasuredYear | None:
    """Give it where the device does not say so already."""
    found = measured_year(device)
    kept = device.energy_source is EnergySource.MEASURED and found and device.energy_kwh_per_year == found.kwh
    return None if kept else found


def keep_measured_year(device_id: int, version: int) -> float:
    """Write the measured year on its device; give it. Raises Refusal where there is none, Overtaken, Forbidden."""
    found = measured_year(get_device(device_id))
    if found is None:
        raise Refusal(NO_YEAR)
    said = {"energy_kwh_per_year": found.kwh, "energy_source": EnergySource.MEASURED}
    update_device(device_id, version, said)
    return found.kwh


def _years(device_id: int) -> Iterator[MeasuredYear]:
    for meter in _own_meters(device_id):
        known = spans_of(meter, readings_of(meter.id))
        if known:
            last = known[-1].last
            first = last - timedelta(days=WHOLE_YEAR - 1)
            used = used_between(known, first, last)
            if used and used.days == WHOLE_YEAR:
                yield MeasuredYear(meter, round(used.amount, 1), first, last)


def _own_meters(device_id: int) -> list[Meter]:
    alone = select(MeteredDevice.meter_id).group_by(MeteredDevice.meter_id).having(func.count() == 1)
    mine = select(MeteredDevice.meter_id).where(MeteredDevice.device_id == device_id)
    query = select(Meter).where(Meter.id.in_(mine), Meter.id.in_(alone)).order_by(Meter.id)
    return [meter for meter in db.session.scalars(query) if meter.measures.unit == KWH]
