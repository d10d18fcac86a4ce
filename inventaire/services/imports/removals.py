"""Software that a machine no longer has: proposed when its agent lists all it has, and never otherwise."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from inventaire.agents.recognition import AGENT_FORMATS
from inventaire.domain.imports import Outcome, Target
from inventaire.models import Application, AuditLine, Device, Import, Installation, db
from inventaire.models.bulk import chunks, insert_all, remove_all
from inventaire.models.columns import plain_values, typed_values
from inventaire.models.scope import WITH_BIN
from inventaire.services.imports.effects import rows_by_id
from inventaire.services.imports.installed import Key, key_of
from inventaire.services.imports.own_software import Machines
from inventaire.services.imports.parts import Part
from inventaire.services.imports.records import Record

NO_LONGER = "L’inventaire complet de ce poste ne le liste plus."
ALREADY = "Ce logiciel n’est déjà plus sur ce poste."
WAITS = "Le poste lui-même n’est pas écrit\u00a0: rien n’en est retiré."


class Removals:
    """What whole inventories no longer list on their machines: a line for each such program ends their part."""

    def __init__(self, part: Part, machines: Machines) -> None:
        self._part, self._machines = part, machines
        self._whole = {(source, word) for source, word in part.complete}
        self._gone: list[Record] = []
        self._known: set[int | None] = set()

    def check(self, records: Sequence[Record]) -> None:
        """Leave aside the removals of an earlier preview that became void, and take up those that no longer are."""
        removals = [record for record in records if _is_removal(record)]
        self._known |= {record.object_id for record in removals}
        there = rows_by_id(Installation, [record.object_id for record in removals if record.object_id])
        for record in removals:
            machine = self._machines.get((record.source, record.values["device"]))
            found = there.get(record.object_id or 0)
            if found is None:
                record.settle(Outcome.IGNORED, ALREADY)
            elif machine is None or not machine.is_written or machine.object_id != found.device_id:
                record.settle(Outcome.IGNORED, WAITS)
            else:
                record.settle(Outcome.REMOVED, NO_LONGER)

    def look_for(self, records: Sequence[Record]) -> None:
        """Find what these lines, the whole of some inventories, no longer list on machines that are written."""
        listed: dict[tuple[str | None, str], set[Key]] = defaultdict(set)
        for record in records if self._whole else ():
            if not _is_removal(record):
                listed[record.source, record.values["device"]].add(key_of(record))
        named = {
            machine.object_id: place
            for place in listed.keys() & self._whole
            if (machine := self._machines.get(place)) and machine.is_written and machine.object_id
        }
        there = _installed(sorted(named))
        gone = [row for row in there if (row.raw_name, row.publisher) not in listed[named[row.device_id]]]
        theirs = _from_agents([row.id for row in gone])
        self._gone += [_record(row, *named[row.device_id]) for row in gone if row.id in theirs]

    def propose(self) -> None:
        """Add the lines of what was found, once each; of machines that wait for a person, more may come."""
        owners = [(place, self._machines.get(place)) for place in sorted(self._whole, key=str)]
        self._part.complete = [place for place, owner in owners if owner and (owner.choice or not owner.is_written)]
        for record in self._gone:
            if record.object_id not in self._known:
                record.rank = len(self._part.records)
                self._part.records.append(record)


def _is_removal(record: Record) -> bool:
    return record.outcome is Outcome.REMOVED or record.reason in (ALREADY, WAITS)


def remove_installations(records: Sequence[Record]) -> None:
    """Take away the installations of the lines that remove one, noting how to put them back."""
    removals = {record.object_id: record for record in records if record.outcome is Outcome.REMOVED}
    rows = rows_by_id(Installation, [found for found in removals if found])
    for found, row in rows.items():
        effect = {"subject": Installation.__tablename__, "id": found, "action": "removed", "before": plain_values(row)}
        removals[found].effects.append(effect)
    remove_all(db.session(), Installation, list(rows))


def restore_installations(removed: Sequence[dict[str, Any]]) -> None:
    """Put installations back under their numbers, where program and machine are still there without them."""
    programs, machines = (
        rows_by_id(model, sorted({row[key] for row in removed}), **WITH_BIN)
        for model, key in ((Application, "application_id"), (Device, "device_id"))
    )
    there = {(row.raw_name, row.publisher, row.device_id) for row in _installed(list(machines), **WITH_BIN)}
    rows = [
        typed_values(Installation, row)
        for row in removed
        if (program := programs.get(row["application_id"]))
        and row["device_id"] in machines
        and (program.raw_name, program.publisher, row["device_id"]) not in there
    ]
    insert_all(db.session(), Installation, rows)


def _installed(devices: Sequence[int], **options: Any) -> Iterator[Any]:
    query = select(
        Installation.id,
        Installation.device_id,
        Installation.raw_version,
        Application.raw_name,
        Application.publisher,
    ).join(Application, Application.id == Installation.application_id)
    for some in chunks(devices):
        there = query.where(Installation.device_id.in_(some)).order_by(Installation.id)
        yield from db.session.execute(there.execution_options(**options))


def _from_agents(installations: Sequence[int]) -> set[int]:
    """Find those that the trace knows from agents alone: of others, what agents do not list says nothing."""
    if not installations:
        return set()
    imports = db.session.execute(select(Import.id, Import.files))
    of_agents = {found for found, files in imports if any(file["format"] in AGENT_FORMATS for file in files)}
    query = select(AuditLine.subject_id, AuditLine.import_id).where(
        AuditLine.subject == Installation.__tablename__, AuditLine.action == "created"
    )
    lines = (db.session.execute(query.where(AuditLine.subject_id.in_(some))) for some in chunks(installations))
    sources = [(found, source in of_agents) for some in lines for found, source in some]
    return {found for found, theirs in sources if theirs} - {found for found, theirs in sources if not theirs}


def _record(row: Any, source: str | None, device: str) -> Record:
    values = {"raw_name": row.raw_name, "publisher": row.publisher, "version": row.raw_version, "device": device}
    said = {key: value for key, value in values.items() if value}
    return Record(0, Target.APPLICATIONS, said, Outcome.REMOVED, reason=NO_LONGER, object_id=row.id, source=source)
