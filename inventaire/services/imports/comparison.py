"""A batch compared with the inventory: what each line would do."""

from collections.abc import Sequence

from inventaire.domain.imports import Target
from inventaire.services.imports.applications import compare_applications
from inventaire.services.imports.contract_shelf import ApplicationNames, ContractShelf
from inventaire.services.imports.contracts import compare_contracts
from inventaire.services.imports.devices import compare_devices
from inventaire.services.imports.installed import DeviceNames, Shelf
from inventaire.services.imports.machine import name_machine
from inventaire.services.imports.own_software import Machines, leave_software_aside, with_machines
from inventaire.services.imports.parts import Part
from inventaire.services.imports.purchases import compare_purchases
from inventaire.services.imports.records import Record
from inventaire.services.imports.removals import Removals


def compare(parts: Sequence[Part], *, takes_file: bool = False) -> None:
    """Say of every line of a batch what it would do, devices first: software refers to them.

    `takes_file` says that the values of the files replace those that people corrected by hand.
    """
    for rank, part in enumerate(parts):
        part.rank = rank
    devices = [part for part in parts if part.target is Target.DEVICES]
    for part in devices:
        _restart(part.records)
    compare_devices(devices, takes_file=takes_file)
    purchases = [part for part in parts if part.target is Target.PURCHASES]
    for part in purchases:
        _restart(part.records)
    compare_purchases(purchases, takes_file=takes_file)
    contracts = [part for part in parts if part.target is Target.CONTRACTS]
    if contracts or software_in(parts):
        names, shelf = DeviceNames(lines_of(parts, Target.DEVICES)), Shelf(takes_file=takes_file)
        machines = {part.rank: found for part, found in with_machines(parts)}
        for part in software_in(parts):
            _compare_software(part, machines.get(part.rank, {}), names, shelf)
        _compare_contracts(contracts, names, shelf)


def _compare_software(part: Part, machines: Machines, names: DeviceNames, shelf: Shelf) -> None:
    """Compare the lines of software, some at a time, then propose to remove what they no longer list."""
    removals, rank = Removals(part, machines), 0
    for records in part.bundles():
        _restart(records, rank)
        rank += len(records)
        removals.check(records)
        leave_software_aside(records, machines)
        name_machine(part, records, names)
        compare_applications(part, records, shelf, names)
        removals.look_for(records)
    removals.propose()


def _compare_contracts(parts: Sequence[Part], names: DeviceNames, software: Shelf) -> None:
    """Compare the lines of contracts last: they refer to devices and to software."""
    if not parts:
        return
    shelf = ContractShelf(takes_file=software.takes_file)
    applications = ApplicationNames((key, now.get("id")) for key, now in software.values.items())
    for part in parts:
        _restart(list(part.records))
        compare_contracts(part, shelf, applications, names)


def _restart(records: Sequence[Record], first: int = 0) -> None:
    for rank, record in enumerate(records, start=first):
        record.rank = rank
        record.restart()


def lines_of(parts: Sequence[Part], target: Target) -> list[Record]:
    """Give the lines of a batch that describe one kind of thing."""
    return [record for part in parts if part.target is target for record in part.records]


def software_in(parts: Sequence[Part]) -> list[Part]:
    """Give the parts of a batch that describe software."""
    return [part for part in parts if part.target is Target.APPLICATIONS]
