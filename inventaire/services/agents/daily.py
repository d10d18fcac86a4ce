"""The import of one token and one day: what agents hand over is added to it as it comes, and taken back whole.

Only lines that change something are kept, and refusals not said before: a machine that calls every day and
has not changed leaves nothing.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, select

from inventaire.agents.recognition import AGENT_FILES
from inventaire.domain.formats import day
from inventaire.domain.imports import ImportState, Outcome, Target
from inventaire.models import AgentToken, Import, ImportRow, db
from inventaire.models.base import now
from inventaire.models.bulk import chunks
from inventaire.services.imports.batch import new_batch
from inventaire.services.imports.comparison import lines_of
from inventaire.services.imports.parts import COUNTED, Part
from inventaire.services.imports.records import Record
from inventaire.services.imports.rows import keep_lines

TARGETS = (Target.DEVICES, Target.APPLICATIONS)
AUTHOR = "Agents, {}"
MOST_NOTES = 20
REFUSED = (Outcome.REFUSED, Outcome.ASKED)
AS_INDEXED: BindParameter[Any] = bindparam(
    "refused", REFUSED, expanding=True, literal_execute=True
)  # in the words of the index
WRITTEN = (Outcome.CREATED, Outcome.UPDATED, Outcome.REMOVED)


def tells(parts: Sequence[Part]) -> bool:
    """Say whether parts that were compared bring anything new."""
    return bool(_telling(parts))


def import_of_the_day(token: AgentToken, site: str) -> Import:
    """Give the import that today's inventories are added to, made when there is none or it was taken back."""
    same = token.import_on == str(now().date())
    found = db.session.scalar(select(Import).where(Import.id == token.import_id)) if same else None
    return found if found and found.state is ImportState.APPLIED else _new_import(site)


def add_to(batch: Import, parts: Sequence[Part]) -> None:
    """Add the lines that tell something, once they are written, under the two headings of the import."""
    kept = _telling(parts)
    headings = [dict(heading) for heading in batch.files]
    for number, target in enumerate(TARGETS):
        records = [record for record in kept if record.target is target]
        for line, record in enumerate(records, start=_lines(headings[number]) + 1):
            record.line = line
        keep_lines(batch, number, records)
        _count(headings[number], records)
    notes = [*headings[0]["notes"], *(note for part in parts for note in part.notes)]
    headings[0]["notes"] = list(dict.fromkeys(notes))[:MOST_NOTES]
    batch.files = headings


def _new_import(site: str) -> Import:
    name = AUTHOR.format(site)
    parts = [Part(f"{name}, le {day(now().date())}", AGENT_FILES, target) for target in TARGETS]
    return new_batch(ImportState.APPLIED, files=[part.heading() for part in parts], applied_at=now())


def _telling(parts: Sequence[Part]) -> list[Record]:
    records = [record for target in TARGETS for record in lines_of(parts, target)]
    refused = {record.fingerprint for record in records if record.outcome in REFUSED}
    said = _said(sorted(refused))
    return [
        record
        for record in records
        if record.outcome in WRITTEN or (record.outcome in REFUSED and record.fingerprint not in said)
    ]


def _said(marks: Sequence[str]) -> set[str]:
    """Find the lines, among those that are refused, that an import already says were."""
    found: set[str] = set()
    for some in chunks(marks):
        same = select(ImportRow.fingerprint).where(ImportRow.fingerprint.in_(some), ImportRow.outcome.in_(AS_INDEXED))
        found |= set(db.session.scalars(same))
    return found


def _lines(heading: dict[str, Any]) -> int:
    return sum(int(heading[outcome.value]) for outcome in COUNTED)


def _count(heading: dict[str, Any], records: Sequence[Record]) -> None:
    for outcome in COUNTED:
        heading[outcome.value] += sum(record.outcome is outcome for record in records)
    heading["rows"] = _lines(heading)
