"""Lines that describe devices: matched with the inventory, then written."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from inventaire.domain.formats import day
from inventaire.domain.imports import Outcome
from inventaire.domain.json_rows import columns_of
from inventaire.domain.matching import Match, find_match
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import Department, Device, Site, db
from inventaire.models.bulk import chunks, insert_columns
from inventaire.models.columns import plain_columns, typed_values
from inventaire.models.scope import WITH_BIN
from inventaire.services.imports.alike import USUAL
from inventaire.services.imports.covering import compare_covering, complete_covered
from inventaire.services.imports.effects import change, created, rows_by_id
from inventaire.services.imports.finding import Finder, known_devices
from inventaire.services.imports.hand_made import PLACES, hold_back
from inventaire.services.imports.parts import Part
from inventaire.services.imports.places import Places
from inventaire.services.imports.records import IN_BIN, Record, same

COLUMNS = frozenset(Device.__table__.columns.keys())
FIRST = USUAL | {"version": 1}  # of a new device, where its line does not say
VAGUE = [
    category.value
    for category in (
        DeviceCategory.COMPUTER,
        DeviceCategory.MONITOR,
        DeviceCategory.PRINTER,
        DeviceCategory.OTHER,
    )
]


def compare_devices(parts: Sequence[Part], *, takes_file: bool) -> None:
    """Say of each line which device it speaks of, and what it would change."""
    pending = [(part, record) for part in parts for record in part.records if record.is_pending]
    finder = Finder([record for _, record in pending])
    for part, record in finder.to_find(pending):
        finder.find(part, record)
    _tell_what_is_in_the_bin([record for _, record in pending if record.outcome is Outcome.CREATED])
    _compare([(part, record) for part, record in pending if record.object_id], takes_file=takes_file)
    compare_covering([record for _, record in pending if record.covers])


def write_devices(records: Sequence[Record], places: Places) -> None:
    """Create and change the devices of the lines, noting each effect so that it can be undone."""
    _create([record for record in records if record.outcome is Outcome.CREATED], places)
    _change([record for record in records if record.outcome is Outcome.UPDATED and not record.covers], places)
    complete_covered([record for record in records if record.outcome is Outcome.UPDATED and record.covers])


def _tell_what_is_in_the_bin(records: Sequence[Record]) -> None:
    """Say of the lines that make a device whether it was thrown away: nobody else would."""
    thrown = select(Device.id, Device.deleted_at).where(Device.deleted_at.is_not(None)).execution_options(**WITH_BIN)
    moments = {row: moment for row, moment in db.session.execute(thrown) if moment}
    if not moments:
        return
    index = known_devices(Device.deleted_at.is_not(None), **WITH_BIN)
    for record in records:
        found = None if record.object_id or record.covers else find_match(record.values, index)
        if isinstance(found, Match):
            record.reason = IN_BIN.format("Ce matériel", day(moments[found.id].date()))


def _compare(lines: Sequence[tuple[Part, Record]], *, takes_file: bool) -> None:
    said = {key for _, record in lines for key in record.values}
    current = _current({record.object_id for _, record in lines if record.object_id}, said)
    for part, record in lines:
        now = current[record.object_id or 0]
        record.changes = {
            key: [now[key], value] for key, value in record.values.items() if key in now and not same(now[key], value)
        }
        if record.values.get("category") in (VAGUE if part.is_of_agents else VAGUE[:1]):
            # « a computer » says less than what is known already
            record.changes.pop("category", None)
        if part.is_of_agents and now["site"]:
            # a label set once on a machine does not know that it has moved
            record.changes.pop("site", None)
        if "site" not in record.values or "site" in record.changes or now["site_kind"]:
            # the kind of a site that has one already, or that the line does not name, is not its to change
            record.changes.pop("site_kind", None)
    hold_back(Device, [record for _, record in lines if record.changes], takes_file=takes_file)
    for _, record in lines:
        record.settle(Outcome.UPDATED if record.changes else Outcome.UNCHANGED)


def _current(ids: Iterable[int], said: Iterable[str]) -> dict[int, dict[str, Any]]:
    """Give what is known of devices in the fields that lines speak of, as JSON keeps it."""
    places = {"site": Site.name, "site_kind": plain_columns(Site, ["kind"])["kind"], "department": Department.name}
    columns = [column.label(field) for field, column in (plain_columns(Device, said) | places).items()]
    wanted, found = sorted(ids), {}
    for some in chunks(wanted):
        rows = db.session.execute(
            select(Device.id.label("of"), *columns)
            .outerjoin(Site, Site.id == Device.site_id)
            .outerjoin(Department, Department.id == Device.department_id)
            .where(Device.id.in_(some))
        )
        for row in rows.mappings():
            known = dict(row)
            found[known.pop("of")] = known
    return found


def _create(records: Sequence[Record], places: Places) -> None:
    if not records:
        return
    placed = columns_of([places.of(record) for record in records])  # before: a new place leaves its own audit lines
    said = columns_of([record.values for record in records])
    known = {name: values for name, values in said.items() if name in COLUMNS}
    usual = {name: _filled(known.get(name, [None] * len(records)), value) for name, value in FIRST.items()}
    for record, new in zip(records, insert_columns(db.session(), Device, known | usual | placed), strict=True):
        record.object_id = new
        record.effects.append(created(Device, new))


def _filled(values: Sequence[Any], usual: Any) -> list[Any]:
    return [usual if value is None else value for value in values]


def _change(records: Sequence[Record], places: Places) -> None:
    devices = rows_by_id(Device, [record.object_id for record in records if record.object_id])
    for record in records:
        wanted = typed_values(Device, {key: after for key, (_, after) in record.changes.items()})
        placed = places.of(record)
        wanted |= {key: placed[key] for key, field in PLACES.items() if field in record.changes}
        record.effects.append(change(devices[record.object_id or 0], wanted))
