"""Lines that describe contracts: matched by number or title with their supplier, then written with what they cover."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from inventaire.domain.formats import day
from inventaire.domain.imports import Choice, Doubt, Outcome
from inventaire.models import Contract, ContractApplication, ContractDevice, db
from inventaire.models.bulk import insert_all
from inventaire.models.columns import typed_values
from inventaire.services.imports.contract_shelf import (
    ApplicationNames,
    ContractShelf,
    Known,
    OwnKey,
    own_key,
    recorded_applications,
)
from inventaire.services.imports.effects import change, created, rows_by_id
from inventaire.services.imports.finding import PUT_ASIDE
from inventaire.services.imports.installed import DeviceNames, Said
from inventaire.services.imports.parts import Part
from inventaire.services.imports.records import COVERED, IN_BIN, Record, same
from inventaire.spreadsheets.readings import Layout

USUAL = {"number": "", "supplier": "", "version": 1}
OF_LINKS = (*COVERED, "covered_publisher")
NO_APPLICATION = (
    "« {} » n’est pas dans l’inventaire : importez d’abord ce logiciel, ou corrigez son nom ou son éditeur."
)
WHICH_SOFTWARE = "Plusieurs logiciels se nomment « {} » : donnez son éditeur dans « Éditeur du logiciel couvert »."
NO_DEVICE = (
    "« {} » n’est pas dans l’inventaire, ou plusieurs matériels portent ce nom : "
    "donnez son numéro de série ou d’inventaire."
)
WHICH_CONTRACT = "Plusieurs contrats s’intitulent « {} », ou portent ce numéro : donnez le numéro et le fournisseur."
SAID_OTHERWISE = "La {} dit autre chose du même contrat\u00a0: dites laquelle compte, ou accordez-les."


def compare_contracts(part: Part, shelf: ContractShelf, applications: ApplicationNames, devices: DeviceNames) -> None:
    """Say of each line of a part which contract it speaks of, what it covers, and what it would change."""
    for record in part.records:
        if not record.is_pending:
            continue
        _name_software(part, record, applications)
        doubt = _doubt(record, applications, devices)
        found = shelf.find(record)
        if record.chosen == Choice.ASIDE.value:
            record.settle(Outcome.IGNORED, PUT_ASIDE)
        elif doubt:
            continue
        elif len(found) > 1:
            record.ask(Doubt.CONTRACT, WHICH_CONTRACT.format(record.values["title"]))
        else:
            _compare(part, record, shelf, found[0] if found else None, applications, devices)


def _name_software(part: Part, record: Record, applications: ApplicationNames) -> None:
    """Take a contract of GLPI that bears the name of one application for that application's."""
    if part.layout_key == Layout.GLPI_CONTRACTS.value and not any(record.values.get(name) for name in COVERED):
        named = applications.find(record.values["title"])
        if len(named) == 1:
            ((name, publisher), _) = named[0]
            record.values |= {"covered_application": name} | ({"covered_publisher": publisher} if publisher else {})


def _doubt(record: Record, applications: ApplicationNames, devices: DeviceNames) -> bool:
    """Refuse a line that covers what is not there, or ask which it is; say whether it was."""
    name, device = record.values.get("covered_application"), record.values.get("covered_device")
    named = applications.find(name, record.values.get("covered_publisher") or "") if name else []
    if name and not named:
        _refuse(record, "covered_application", NO_APPLICATION.format(name))
    elif device and devices.find(device) is None:
        _refuse(record, "covered_device", NO_DEVICE.format(device))
    elif len(named) > 1:
        record.ask(Doubt.SOFTWARE, WHICH_SOFTWARE.format(name))
    return record.outcome in (Outcome.REFUSED, Outcome.ASKED)


def _refuse(record: Record, name: str, reason: str) -> None:
    record.settle(Outcome.REFUSED, reason)
    record.faults = [{"line": record.line, "column": COVERED[name], "value": record.values[name], "reason": reason}]


def _compare(
    part: Part,
    record: Record,
    shelf: ContractShelf,
    known: Known | None,
    applications: ApplicationNames,
    devices: DeviceNames,
) -> None:
    fields = {name: value for name, value in record.values.items() if name not in OF_LINKS}
    is_first = known is None
    known = known or shelf.add(record, fields)
    earlier = known.contradiction(fields, Said(part, record.line, record.source, record.rank))
    if earlier:
        return record.ask(Doubt.LINES, SAID_OTHERWISE.format(earlier.place), lines=[[earlier.part.rank, earlier.rank]])
    record.object_id = known.id
    record.changes = {
        name: [known.now.get(name), value] for name, value in fields.items() if not same(known.now.get(name), value)
    }
    record.changes |= {
        name: [None, record.values[name]] for name in _newly_covered(record, known, applications, devices)
    }
    if record.changes and known.id:
        record.hold(shelf.written.get(known.id, {}), takes_file=shelf.takes_file)
    known.now.update({name: after for name, (_, after) in record.changes.items() if name not in COVERED})
    shelf.moved(known)
    thrown = shelf.thrown.get(own_key(record.values)) if is_first else None
    reason = IN_BIN.format("Ce contrat", day(thrown.date())) if thrown else None
    usual = Outcome.UPDATED if record.changes else Outcome.UNCHANGED
    return record.settle(Outcome.CREATED if is_first else usual, reason)


def _newly_covered(record: Record, known: Known, applications: ApplicationNames, devices: DeviceNames) -> list[str]:
    """Give the fields of a line that name what the contract does not cover yet."""
    found = []
    name, device = record.values.get("covered_application"), record.values.get("covered_device")
    if name:
        ((key, _),) = applications.find(name, record.values.get("covered_publisher") or "")
        found += [] if key in known.applications else ["covered_application"]
        known.applications.add(key)
    if device:
        mark = devices.find(device) or 0
        found += [] if mark in known.devices else ["covered_device"]
        known.devices.add(mark)
    return found


def write_contracts(records: Sequence[Record], made: dict[OwnKey, int], devices: DeviceNames) -> None:
    """Create and change the contracts of the lines and what they cover, noting each effect.

    `made` has the ids of the contracts that earlier lines made, and receives those of these.
    """
    _create([record for record in records if record.is_written and record.object_id is None], made)
    written = [record for record in records if record.outcome in (Outcome.CREATED, Outcome.UPDATED)]
    _change([record for record in written if record.outcome is Outcome.UPDATED])
    applications = recorded_applications()
    _link(
        ContractApplication,
        "application_id",
        [
            (record, applications.find(name, record.values.get("covered_publisher") or "")[0][1])
            for record in written
            if (name := record.values.get("covered_application")) and _is_taken(record, "covered_application")
        ],
    )
    _link(
        ContractDevice,
        "device_id",
        [
            (record, devices.id_at(devices.find(word) or 0))
            for record in written
            if (word := record.values.get("covered_device")) and _is_taken(record, "covered_device")
        ],
    )


def _create(records: Sequence[Record], made: dict[OwnKey, int]) -> None:
    first: dict[OwnKey, Record] = {}
    for record in records:
        if own_key(record.values) not in made:
            first.setdefault(own_key(record.values), record)
    rows = [USUAL | typed_values(Contract, record.values) for record in first.values()]
    made.update(zip(first, insert_all(db.session(), Contract, rows), strict=True))
    for key, record in first.items():
        record.effects.append(created(Contract, made[key]))
    for record in records:
        record.object_id = made[own_key(record.values)]


def _change(records: Sequence[Record]) -> None:
    found = rows_by_id(Contract, sorted({record.object_id for record in records if record.object_id}))
    for record in records:
        wanted = typed_values(Contract, {name: after for name, (_, after) in record.changes.items()})
        if wanted:
            record.effects.append(change(found[record.object_id or 0], wanted))


def _is_taken(record: Record, name: str) -> bool:
    return name not in record.kept_back


def _link(model: Any, key: str, wanted: Sequence[tuple[Record, int | None]]) -> None:
    there = {(row.contract_id, getattr(row, key)) for row in db.session.scalars(select(model))}
    new: dict[tuple[int | None, int | None], Record] = {}
    for record, other in wanted:
        if (record.object_id, other) not in there:
            new.setdefault((record.object_id, other), record)
    ids = insert_all(db.session(), model, [{"contract_id": contract, key: other} for contract, other in new])
    for record, made in zip(new.values(), ids, strict=True):
        record.effects.append(created(model, made))
