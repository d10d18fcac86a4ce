"""The device of each line, among those recorded and those that earlier lines will make."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import select

from inventaire.domain.identity import Key
from inventaire.domain.imports import Choice, Doubt, ImportState, Outcome, Target
from inventaire.domain.matching import (
    Clash,
    KnownDevice,
    KnownDevices,
    Match,
    Signs,
    find_by_signs,
    find_match,
    signs_of,
)
from inventaire.domain.sources import Source
from inventaire.domain.unshared import unshared
from inventaire.models import Device, Import, ImportRow, Site, db
from inventaire.services.imports.alike import Said, devices_without_key, said_of
from inventaire.services.imports.parts import Part
from inventaire.services.imports.records import Record

KEYS = ("name", "site", "manufacturer", "serial", "uuid", "inventory_number", "ledger_number", "quantity")
NUMBERS = ("serial", "uuid", "inventory_number", "ledger_number")
SAME_DEVICE = "Même matériel que la {}\u00a0: dites laquelle compte, ou corrigez l’une des deux."
COVERS_LINES = (
    "D’autres lignes de ces fichiers portent le numéro d’immobilisation «\u00a0{}\u00a0»\u00a0: "
    "importez-les d’abord, puis l’état de l’actif."
)
SAME_NUMBER = "Même numéro d’immobilisation que la {}\u00a0: dites laquelle compte, ou corrigez l’une des deux."
PUT_ASIDE = "Laissée de côté dans cet aperçu."


def known_devices(*conditions: Any, **options: Any) -> KnownDevices:
    """Give the devices recorded that meet some conditions, as they are compared."""
    rows = db.session.execute(
        select(
            Device.id,
            Device.name,
            Site.name,
            Device.manufacturer,
            Device.serial,
            Device.uuid,
            Device.inventory_number,
            Device.ledger_number,
            Device.quantity,
        )
        .outerjoin(Site, Site.id == Device.site_id)
        .where(*conditions)
        .execution_options(**options)
    )
    return KnownDevices(KnownDevice(*row) for row in rows)


def _written_before(records: Sequence[Record]) -> dict[str, list[int]]:
    """Give, by mark, the devices that the very same lines made before: a file without keys comes back whole.

    The last of each list is the first that was made.
    """
    rows = db.session.execute(
        select(ImportRow.fingerprint, ImportRow.object_id)
        .join(Import, Import.id == ImportRow.import_id)
        .join(Device, Device.id == ImportRow.object_id)
        .where(Import.state == ImportState.APPLIED, ImportRow.target == Target.DEVICES)
        .order_by(ImportRow.id)
    ).all()
    marks = {record.fingerprint for record in records} if rows else set()
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for mark, device in rows:
        if device and mark in marks:
            found[mark][device] = None
    return {mark: list(devices)[::-1] for mark, devices in found.items()}


class Finder:
    """The device of each line, among those recorded and those that earlier lines will make."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._index = known_devices()
        self._records = records
        self._said: dict[int, tuple[Part, Record]] = {}
        self._covering: dict[str, tuple[Part, Record]] = {}
        self._new = 0

    def to_find(self, lines: Sequence[tuple[Part, Record]]) -> list[tuple[Part, Record]]:
        """Leave out the lines that make a device for sure: they share nothing, and nobody said anything of them."""
        alone = unshared([record.values for _, record in lines], self._index)
        told = zip(lines, alone, strict=True)
        return [line for line, is_alone in told if not is_alone or line[1].choice or self._comes_back(line[1])]

    def _comes_back(self, record: Record) -> bool:
        if self._earlier and record.fingerprint in self._earlier:
            return True
        return bool(self._without_key) and said_of(record.values) in self._without_key

    def find(self, part: Part, record: Record) -> None:
        """Tie a line to its device, as a person said or as its keys say; what is not sure is asked."""
        if record.chosen == Choice.ASIDE.value:
            return record.settle(Outcome.IGNORED, PUT_ASIDE)
        said = {key: value for key in KEYS if (value := record.values.get(key))}
        signs = signs_of(KnownDevice(-self._new - 1, **({"quantity": None} | said)))
        if record.chosen != Choice.NEW.value:
            found = self._match(record, signs)
            covered = self._covered(part, record, found)
            if covered:
                return self._cover(part, record, covered)
            if isinstance(found, Match) and found.id in self._said:
                other, line = self._said[found.id]
                found = Clash(SAME_DEVICE.format(other.place_of(line.line, line.source)), (found.id,), Doubt.LINES)
            if isinstance(found, Clash):
                return self._ask(part, record, found)
            record.object_id = found.id if found else self._made_by_the_same_line(record) or self._alike(record, signs)
        return self._learn(part, record, signs, said)

    def _match(self, record: Record, signs: Signs) -> Match | Clash | None:
        if isinstance(record.chosen, int) and record.chosen in self._index:
            return Match(record.chosen, Key.NAME)
        found = find_by_signs(signs, self._index)
        before = self._made_by_the_same_line(record, found.ids) if isinstance(found, Clash) else None
        return Match(before, Key.NAME) if before else found

    @cached_property
    def _earlier(self) -> dict[str, list[int]]:
        return _written_before(self._records)

    def _made_by_the_same_line(self, record: Record, among: Sequence[int] | None = None) -> int | None:
        """Give the device that the very same line was tied to before, unless another line speaks of it already."""
        before = self._earlier.get(record.fingerprint) if self._earlier else None
        if not before:
            return None
        while before and before[-1] in self._said:
            before.pop()  # once for all: many lines may bear one mark
        free = (device for device in reversed(before) if device not in self._said)
        return next((device for device in free if among is None or device in among), None)

    @cached_property
    def _without_key(self) -> dict[Said, list[int]]:
        return devices_without_key()

    def _alike(self, record: Record, signs: Signs) -> int | None:
        """Give a device without key of which the very same is said, unless another line speaks of it already."""
        if signs.own:
            return None
        alike = self._without_key.get(said_of(record.values), [])
        while alike and alike[-1] in self._said:
            alike.pop()
        return alike[-1] if alike else None

    def _covered(self, part: Part, record: Record, found: Match | Clash | None) -> list[int]:
        """Give the devices that a line of the ledger completes: those that bear its number, unless it is the one."""
        number = record.values.get("ledger_number")
        if not number or part.source is not Source.LEDGER:
            return []
        bearers = self._index.bearing(number)
        return [] if isinstance(found, Match) and bearers <= {found.id} else sorted(bearers)

    def _cover(self, part: Part, record: Record, devices: list[int]) -> None:
        lines = self._lines_of(devices)
        number = record.values["ledger_number"]
        if lines:
            return record.ask(Doubt.LEDGER, COVERS_LINES.format(number), lines=lines)
        other, line = self._covering.setdefault(number, (part, record))
        if line is not record:
            reason = SAME_NUMBER.format(other.place_of(line.line, line.source))
            return record.ask(Doubt.LINES, reason, lines=[[other.rank, line.rank]])
        record.covers = devices
        return None

    def _ask(self, part: Part, record: Record, clash: Clash) -> None:
        """Leave a line to a person; another that bears one of its new numbers then speaks of the same machine."""
        told = () if clash.doubt is Doubt.LINES else [device for device in clash.ids if device > 0]
        record.ask(clash.doubt, clash.reason, told, self._lines_of(clash.ids))
        said = {key: record.values[key] for key in NUMBERS if record.values.get(key)}
        new = {key: value for key, value in said.items() if find_match({key: value}, self._index) is None}
        for quantity in (1, 2) if new else ():  # whether it is one machine or a lot is not settled either
            self._new += 1
            self._said[-self._new] = (part, record)
            self._index.add(KnownDevice(-self._new, quantity=quantity, **new))

    def _lines_of(self, devices: Sequence[int]) -> list[list[int]]:
        """Give the earlier lines, by the rank of their part and their own, that speak of some devices."""
        lines = [self._said[device] for device in devices if device in self._said]
        return [list(place) for place in dict.fromkeys((part.rank, record.rank) for part, record in lines)]

    def _learn(self, part: Part, record: Record, signs: Signs, said: dict[str, Any]) -> None:
        """Let the next lines see the device as this one leaves it; a new one is known by a number below zero."""
        if record.object_id is None:
            self._new += 1
            self._index.learn(signs)
        else:
            known = self._index.signs(record.object_id).device
            now = known._replace(**said)
            if now != known:
                self._index.add(now)
        self._said[record.object_id or signs.device.id] = (part, record)
