"""The systems of the machines in use on a day, as they are written, and what is published of their support."""

from datetime import date

from sqlalchemy import func, select

from inventaire.catalog.lifecycles import load_lifecycles
from inventaire.domain.support import recognise_system
from inventaire.domain.support_calendar import FoundSystem
from inventaire.models import Device, db
from inventaire.services.fleet_on import IN_USE, fleet_on, system_on
from inventaire.services.memory import remembered


@remembered
def systems_in_use(on: date) -> tuple[FoundSystem, ...]:
    """Count the machines in use on a day by what is written of their system; nothing written is an empty name."""
    system = system_on(on)
    read = select(system.name, system.version, func.sum(Device.quantity)).select_from(Device)
    rows = system.joined(read).where(fleet_on(on, IN_USE)).group_by(system.name, system.version)
    return tuple(_found(name or "", version, int(count)) for name, version, count in db.session.execute(rows))


def _found(name: str, version: str | None, count: int) -> FoundSystem:
    return FoundSystem(name, version, count, recognise_system(name, version, load_lifecycles()) if name else None)
