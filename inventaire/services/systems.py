"""The systems of the machines in use on a day, as they are written, and what is published of their support."""

from datetime import date

from sqlalchemy import func, not_, select

from inventaire.catalog.lifecycles import load_lifecycles
from inventaire.domain.support import recognise_system
from inventaire.domain.support_calendar import FoundSystem
from inventaire.models import Device, db
from inventaire.models.scope import WHOLE_TABLE
from inventaire.services.fleet_changes import among, ids_of, systems_before, systems_by_device, written_after
from inventaire.services.fleet_on import IN_USE, fleet_on
from inventaire.services.memory import remembered


@remembered
def systems_in_use(on: date) -> tuple[FoundSystem, ...]:
    """Count the machines in use on a day by what is written of their system; nothing written is an empty name."""
    before = systems_before(on) if written_after(on) else {}
    changed = Device.id.in_(among(ids_of(before.values())))
    read = (Device.operating_system, Device.operating_system_version)
    rows = select(*read, func.sum(Device.quantity)).where(fleet_on(on, IN_USE), not_(changed)).group_by(*read)
    counts = {
        (name, version): int(count) for name, version, count in db.session.execute(rows, execution_options=WHOLE_TABLE)
    }
    then = systems_by_device(on) if before else {}
    moved = select(Device.id, Device.quantity).where(fleet_on(on, IN_USE), changed)
    for device, count in db.session.execute(moved) if before else ():
        counts[then[device]] = counts.get(then[device], 0) + count
    return tuple(_found(name or "", version, count) for (name, version), count in counts.items())


def _found(name: str, version: str | None, count: int) -> FoundSystem:
    return FoundSystem(name, version, count, recognise_system(name, version, load_lifecycles()) if name else None)
