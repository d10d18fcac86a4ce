"""The trace as administrators read it: narrowed, paged, taken out, checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, and_, or_, select, true

from inventaire.domain import formats
from inventaire.domain.audit import Action, Subject
from inventaire.domain.vocabulary import Term
from inventaire.models import Account, AuditHead, AuditLine, Import, db
from inventaire.models.audit_line import line_of
from inventaire.models.sealing import keep_lines
from inventaire.services.database import writing
from inventaire.services.history import Change, Told, lines, told
from inventaire.services.listing import Page, holding, page_of
from inventaire.services.trace_check import Checked, check_trace
from inventaire.spreadsheets.sheets import Sheet

CHUNK = 1_000
BRIEF = 16  # signs of a seal that are printed: 64 bits
HEADINGS = (
    *("Ligne", "Date et heure", "Qui", "Action", "Sujet", "Numéro", "Nom actuel", "Import"),
    *("Champ", "Avant", "Après", "Empreinte"),
)
NO_CHANGE = Change("", None, None)


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """What the trace is narrowed to; the days are those of the wall clock, both included."""

    who: str = ""
    subject: Subject | None = None
    item: int | None = None
    action: Action | None = None
    since: date | None = None
    until: date | None = None
    import_number: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ChainState:
    """What the last verification found, when, and who asked for it."""

    at: datetime
    who: str
    lines: int
    head: str
    faults: int


def list_lines(query: AuditQuery, page: int) -> Page:
    """Give one page of the lines that a query keeps, newest first."""
    found = page_of(_sorted(query), page, _joined(select(AuditLine.id)).where(_kept(query)))
    return replace(found, rows=told(found.rows))


def audit_sheet(query: AuditQuery | None = None) -> Sheet:
    """Lay out the lines that a query keeps, a row for each field that moved; without a query, all of them."""
    return Sheet("Trace", HEADINGS, _rows(query or AuditQuery()))


def chain_state() -> ChainState | None:
    """Give what the last verification found; None when there was none."""
    latest = lines().where(AuditLine.action == Action.VERIFIED.value).order_by(AuditLine.id.desc()).limit(1)
    row = db.session.execute(latest).first()
    if row is None:
        return None
    line, name, _ = row
    said: Mapping[str, Any] = line.after
    return ChainState(line.at, name or line.actor, said["lines"], said["head"], said["faults"])


def verify_now() -> Checked:
    """Check the whole trace, and let the trace itself keep what was found."""
    checked = check_trace()
    said = {"lines": checked.lines, "sequence": checked.sequence, "head": checked.head, "faults": len(checked.faults)}
    with writing() as session:
        keep_lines(session, [line_of(session, Action.VERIFIED.value, Subject.TRACE.value, 0, after=said)])
    return checked


def trace_head() -> tuple[int, str]:
    """Give the number of the last line and its seal, in brief, to be printed."""
    sequence, seal = db.session.execute(select(AuditHead.sequence, AuditHead.seal)).one()
    return sequence, seal[:BRIEF]


def _sorted(query: AuditQuery) -> Select[*tuple[Any, ...]]:
    return lines().where(_kept(query)).order_by(AuditLine.id.desc())


def _joined(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return query.outerjoin(Account, Account.id == AuditLine.account_id).outerjoin(
        Import, Import.id == AuditLine.import_id
    )


def _kept(query: AuditQuery) -> Any:
    wanted = {
        AuditLine.subject: query.subject and query.subject.value,
        AuditLine.subject_id: query.item,
        AuditLine.action: query.action and query.action.value,
        AuditLine.sequence: query.line,
    }
    conditions = [column == value for column, value in wanted.items() if value is not None]
    if query.who:
        conditions.append(holding((Account.name, AuditLine.actor), query.who))
    if query.since:
        conditions.append(AuditLine.at >= _midnight(query.since))
    if query.until:
        conditions.append(AuditLine.at < _midnight(query.until + timedelta(days=1)))
    if query.import_number is not None:
        conditions.append(_of_import(query.import_number))
    return and_(true(), *conditions)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), formats.PARIS)


def _of_import(number: int) -> Any:
    """Keep what an import wrote, and what happened to the import itself."""
    own = select(Import.id).where(Import.number == number).scalar_subquery()
    return or_(Import.number == number, and_(AuditLine.subject == "import", AuditLine.subject_id == own))


def _rows(query: AuditQuery) -> Iterator[list[Any]]:
    found = db.session.execute(_sorted(query), execution_options={"yield_per": CHUNK})
    for some in found.partitions():
        for line in told(some):
            about = _about(line)
            for change in line.changes or (NO_CHANGE,):
                yield [*about, change.heading, _cell(change.before), _cell(change.after), line.seal[:BRIEF]]


def _about(line: Told) -> list[Any]:
    return [
        line.sequence,
        _cell(line.at),
        line.actor,
        line.action_label,
        line.subject_label,
        line.subject_id or None,
        line.name,
        line.import_number,
    ]


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(formats.PARIS).strftime("%d/%m/%Y %H:%M:%S")
    return value if isinstance(value, Term | str | int | float | None) else formats.day(value)
