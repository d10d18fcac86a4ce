"""A line of the ledger that covers several devices: it completes them, and makes none."""

from collections.abc import Sequence
from typing import Any

from inventaire.domain.imports import Outcome
from inventaire.models import Device
from inventaire.models.columns import plain_values, typed_values
from inventaire.services.imports.effects import change, rows_by_id
from inventaire.services.imports.records import Record

# What holds for each device of the lot; a price would have to be shared, which nobody told how.
COMPLETED = ("purchased_on", "in_service_on", "supplier")
COVERS = "Le numéro d’immobilisation «\u00a0{}\u00a0» est porté par {}\u00a0matériel(s) de l’inventaire"
COUNTS = "{}, et la ligne en compte {}"
WHAT = "{}. Rien n’est créé\u00a0: la date et le fournisseur sont complétés là où ils manquent."


def compare_covering(records: Sequence[Record]) -> None:
    """Say what each line would complete in the devices that bear its number, and whether the counts agree."""
    known = rows_by_id(Device, sorted({device for record in records for device in record.covers or ()}))
    for record in records:
        devices = [known[device] for device in record.covers or ()]
        record.changes = {
            field: [None, record.values[field]]
            for field in COMPLETED
            if record.values.get(field) and any(getattr(device, field) is None for device in devices)
        }
        record.settle(Outcome.UPDATED if record.changes else Outcome.UNCHANGED, _told(record, devices))


def _told(record: Record, devices: Sequence[Any]) -> str:
    count, said = sum(device.quantity for device in devices), record.values.get("quantity")
    text = COVERS.format(record.values["ledger_number"], count)
    return WHAT.format(COUNTS.format(text, said) if said and said != count else text)


def complete_covered(records: Sequence[Record]) -> None:
    """Fill what is empty in the devices that lines of the ledger cover, noting each effect."""
    devices = rows_by_id(Device, sorted({device for record in records for device in record.covers or ()}))
    for record in records:
        said = typed_values(Device, {field: after for field, (_, after) in record.changes.items()})
        for device in (devices[each] for each in record.covers or ()):
            wanted = {field: value for field, value in said.items() if plain_values(device)[field] is None}
            if wanted:
                record.effects.append(change(device, wanted))
