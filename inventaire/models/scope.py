"""The first barrier between organisations: no query leaves the caller's own."""

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, with_loader_criteria

from inventaire.models.base import Scoped

KEY = "organisation_id"
NOBODY = 0


class OutOfScope(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """A row of another organisation was about to be written: a fault of ours, never shown."""


def set_scope(session: Session, organisation_id: int) -> None:
    """Hold a session to one organisation, for reads and for writes; it forgets the rows of another."""
    session.info[KEY] = organisation_id
    for row in list(session):
        if isinstance(row, Scoped) and row.organisation_id != organisation_id:
            session.expunge(row)


def scope_of(session: Session) -> int:
    """Say which organisation a session is held to; nobody's when none was set."""
    return int(session.info.get(KEY, NOBODY))


@event.listens_for(Session, "do_orm_execute")
def _hold_to_scope(state: ORMExecuteState) -> None:
    by_key = state.is_update and isinstance(state.parameters, list)  # rows just read in scope, named by id
    if state.is_insert or by_key or state.is_column_load or state.is_relationship_load:
        return
    caller = scope_of(state.session)
    state.statement = state.statement.options(
        with_loader_criteria(Scoped, lambda row: row.organisation_id == caller, include_aliases=True)
    )


@event.listens_for(Session, "before_flush")
def _own_what_is_written(session: Session, _context: UOWTransaction, _instances: object) -> None:
    caller = scope_of(session)
    for row in session.new:
        if isinstance(row, Scoped) and row.organisation_id is None:
            row.organisation_id = caller
    for row in [*session.new, *session.dirty, *session.deleted]:
        if isinstance(row, Scoped) and row.organisation_id != caller:
            raise OutOfScope(type(row).__name__)
