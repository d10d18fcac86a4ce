"""The oldest lines of the trace let go, so that the rest of the chain can still be checked."""

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import Connection, delete, func, select, text

from inventaire.domain.audit import Action, Subject
from inventaire.domain.errors import Conflict, NotReady
from inventaire.models import AuditLine, db
from inventaire.models.audit_line import line_of
from inventaire.models.scope import Caller, scope_of, tell_database
from inventaire.models.sealing import keep_lines
from inventaire.services.database import owner_connection, rewrite_file, writing
from inventaire.services.trace_check import trace_faults

USUAL_MONTHS, FEWEST_MONTHS = 12, 6
MONTH = timedelta(days=365.25 / 12)
FAULTY = "La trace a des fautes, que la purge ferait disparaître : rien n’a été ôté. Lancez « verifier »."
NO_OWNER = "La purge se fait au nom de qui possède la base : indiquez son adresse dans DATABASE_OWNER_URL."
TRIGGER = "audit_line_removed"


def purge_trace(months: int, reason: str, now: datetime) -> int:
    """Remove the lines older than some months from the trace of the organisation in scope; give their count.

    A chained line says up to which line and under which seal: the check starts from there. Raises Conflict
    when the trace has faults, and NotReady when the owner of the database is not known.
    """
    if db.engine.dialect.name == "postgresql" and not current_app.config["DATABASE_OWNER_URL"]:
        raise NotReady(NO_OWNER)
    if trace_faults():
        raise Conflict(FAULTY)
    with writing() as session:
        until, count = _until(now - months * MONTH)
        if not count:
            return 0
        seal = session.scalar(select(AuditLine.seal).where(AuditLine.sequence == until))
        said = {"sequence": until, "seal": seal, "lines": count, "months": months, "reason": reason or None}
        keep_lines(session, [line_of(session, Action.PURGED.value, Subject.TRACE.value, 0, after=said)])
    with owner_connection() as connection:
        _remove(connection, scope_of(db.session()), until)
    rewrite_file()
    return count


def _until(limit: datetime) -> tuple[int, int]:
    """Give the last line before the first one to keep, in the order of the chain, and how many lines go."""
    kept = db.session.scalar(select(func.min(AuditLine.sequence)).where(AuditLine.at >= limit))
    last = db.session.scalar(select(func.max(AuditLine.sequence))) or 0
    until = last if kept is None else kept - 1
    gone = select(func.count()).select_from(AuditLine).where(AuditLine.sequence <= until)
    return until, db.session.scalar(gone) or 0


def _remove(connection: Connection, organisation_id: int, until: int) -> None:
    """Remove lines as the owner of the database, the only one who may set the trigger aside."""
    lines = AuditLine.__table__
    gone = delete(lines).where(lines.c.organisation_id == organisation_id, lines.c.sequence <= until)  # type: ignore[arg-type]
    if connection.dialect.name == "sqlite":
        trigger = connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": TRIGGER})
        connection.exec_driver_sql(f"DROP TRIGGER {TRIGGER}")
        connection.execute(gone)
        connection.exec_driver_sql(str(trigger))
        return
    tell_database(connection, Caller(organisation_id=organisation_id))
    connection.exec_driver_sql(f"ALTER TABLE audit_line DISABLE TRIGGER {TRIGGER}")
    connection.execute(gone)
    connection.exec_driver_sql(f"ALTER TABLE audit_line ENABLE TRIGGER {TRIGGER}")
