"""Software of agents' files: it goes with the machine of its own file, and waits where that one does."""

from collections.abc import Iterator, Mapping, Sequence

from inventaire.domain.imports import Outcome, Target
from inventaire.services.imports.parts import Part
from inventaire.services.imports.records import Record

ITS_SOFTWARE = "Le poste lui-même n’est pas écrit : ses logiciels attendent."
Machines = Mapping[tuple[str | None, str], Record]


def name_of(values: Mapping[str, object]) -> str:
    """Give what the software of an agent's file calls its machine."""
    return str(values.get("serial") or values.get("name"))


def with_machines(parts: Sequence[Part]) -> Iterator[tuple[Part, Machines]]:
    """Give each part of software with the machines of the same files, by file of an archive and by name."""
    machines: dict[tuple[str | None, str], Record] = {}
    for part in parts:
        if not part.is_of_agents:
            continue
        if part.target is Target.APPLICATIONS:
            yield part, machines
            continue
        machines = {}
        for record in part.records:  # a machine comes before its screens
            machines.setdefault((record.source, name_of(record.values)), record)


def leave_software_aside(records: Sequence[Record], machines: Machines) -> None:
    """Leave aside the software of a machine that is not written: it would go to nothing, or to another."""
    for record in records:
        machine = machines.get((record.source, record.values.get("device", "")))
        waits = machine is not None and not machine.is_written
        if waits and record.is_pending:
            record.settle(Outcome.IGNORED, ITS_SOFTWARE)
        elif not waits and record.reason == ITS_SOFTWARE:
            record.settle(Outcome.CREATED)
