"""Which systems a machine can receive, by what the inventory knows of it."""

from datetime import date

from inventaire.catalog.minimums import load_minimums
from inventaire.domain.ability import MachineFacts
from inventaire.domain.prospects import Fitness, fitness
from inventaire.domain.vocabulary import DeviceCategory, SiteKind
from inventaire.models import Device

RECEIVING = frozenset(
    {
        DeviceCategory.LAPTOP,
        DeviceCategory.DESKTOP_TOWER,
        DeviceCategory.MINI_PC,
        DeviceCategory.ALL_IN_ONE,
        DeviceCategory.WORKSTATION,
        DeviceCategory.COMPUTER,
    }
)


def systems_for(machine: Device, on: date) -> list[Fitness]:
    """Say of each system whether a computer can receive it; those of schools for a school alone.

    Anything but a computer receives none: the list is empty.
    """
    if machine.category not in RECEIVING:
        return []
    facts = MachineFacts(machine.processor, machine.memory_gb, machine.storage_gb, machine.tpm_version)
    school = machine.site is not None and machine.site.kind is SiteKind.PRIMARY_SCHOOL
    systems = [system for system in load_minimums(on).values() if school or not system.schools]
    return [fitness(facts, system) for system in systems]
