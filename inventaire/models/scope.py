"""The first barrier between organisations: no query leaves the caller's own."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, event, or_, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction, with_loader_criteria

from inventaire.models.account import Invitation, Membership
from inventaire.models.agent_token import AgentToken
from inventaire.models.base import Binned, Scoped
from inventaire.models.organisation import Organisation

KEY = "organisation_id"
CALLER = "caller"
BIN = "with_bin"
WITH_BIN = {BIN: True}  # an execution option: the bin too
WHOLE = "whole_table"
WHOLE_TABLE = {WHOLE: True}  # an execution option: most rows are wanted, and SQLite reads them best without an index
NOBODY = 0
BY_TOKEN = (Invitation, AgentToken)  # reached by whoever holds their token
OWNED = (Scoped, Membership, *BY_TOKEN)
TELL = text(
    "SELECT set_config('inventaire.organisation', :organisation_id, true),"
    " set_config('inventaire.account', :account_id, true),"
    " set_config('inventaire.token', :token_hash, true),"
    " set_config('inventaire.operator', :operator, true)"
)


class OutOfScope(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """A row of another organisation was about to be written: a fault of ours, never shown."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose rows a session reaches.

    One organisation's; the memberships of one account; the one invitation, or door of agents, whose token is known.
    The operator of the installation also sees which organisations there are.
    """

    organisation_id: int = NOBODY
    account_id: int = NOBODY
    token_hash: str = ""
    operator: bool = False

    def settings(self) -> dict[str, str]:
        """Give what the second barrier, in PostgreSQL, is told of the caller."""
        on = "on" if self.operator else "off"
        return {
            KEY: str(self.organisation_id),
            "account_id": str(self.account_id),
            "token_hash": self.token_hash,
            "operator": on,
        }


def caller_of(session: Session) -> Caller:
    """Say whose rows a session reaches; nobody's when none was set."""
    found: Caller = session.info.get(CALLER, Caller())
    return found


def set_caller(session: Session, caller: Caller) -> None:
    """Hold a session to one caller, for reads and for writes; it forgets the rows of another organisation."""
    former = scope_of(session)
    session.info[CALLER] = caller
    for row in session.new:  # what waits to be written keeps its owner: in another scope it is refused, not lost
        if isinstance(row, OWNED) and row.organisation_id is None:
            row.organisation_id = former or None
    for row in list(session.identity_map.values()):
        if isinstance(row, OWNED) and row.organisation_id != caller.organisation_id:
            session.expunge(row)
    if session.in_transaction():
        tell_database(session.connection(), caller)


def set_scope(session: Session, organisation_id: int, **more: Any) -> None:
    """Hold a session to one organisation; `more` are other fields of the caller."""
    set_caller(session, replace(caller_of(session), organisation_id=organisation_id, **more))


def scope_of(session: Session) -> int:
    """Say which organisation a session is held to; nobody's when none was set."""
    return caller_of(session).organisation_id


@contextmanager
def acting_as(session: Session, **changes: Any) -> Iterator[None]:
    """Change the caller for a moment; the rows of another organisation that were read then are forgotten after it."""
    before = caller_of(session)
    set_caller(session, replace(before, **changes))
    try:
        yield
    finally:
        session.info[CALLER] = before
        if session.is_active:
            with suppress(DBAPIError):  # a transaction that failed hears nothing more: its own error is the one to show
                set_caller(session, before)


@contextmanager
def writing_as(session: Session, organisation_id: int) -> Iterator[None]:
    """Let statements, and no object, be written for an organisation: in the midst of a flush, none may leave."""
    before = caller_of(session)
    if before.organisation_id == organisation_id:
        yield
        return
    tell_database(session.connection(), replace(before, organisation_id=organisation_id))
    yield
    tell_database(session.connection(), before)


def tell_database(connection: Connection, caller: Caller) -> None:
    """Tell PostgreSQL, for this transaction alone, whose rows may be reached."""
    if connection.dialect.name == "postgresql":
        connection.execute(TELL, caller.settings())


@event.listens_for(Session, "after_begin")
def _tell_database(session: Session, _transaction: SessionTransaction, connection: Connection) -> None:
    tell_database(connection, caller_of(session))


@event.listens_for(Session, "do_orm_execute")
def _hold_to_scope(state: ORMExecuteState) -> None:
    by_key = state.is_update and isinstance(state.parameters, list)  # rows just read in scope, named by id
    if state.is_insert or by_key or state.is_column_load or state.is_relationship_load:
        return
    whole = state.execution_options.get(WHOLE) and state.session.connection().dialect.name == "sqlite"
    criteria = _criteria(caller_of(state.session), whole=bool(whole))
    if state.is_select and not state.execution_options.get(BIN):
        criteria.append(with_loader_criteria(Binned, lambda row: row.deleted_at.is_(None), include_aliases=True))
    state.statement = state.statement.options(*criteria)


def _criteria(caller: Caller, *, whole: bool) -> list[Any]:
    """Give the conditions that the policies of PostgreSQL hold too (models/isolation.py).

    Every index begins with the organisation: SQLite, which takes it for selective, would look each row up by one.
    """
    mine, account, token = caller.organisation_id, caller.account_id, caller.token_hash
    held = {
        Scoped: (lambda row: row.organisation_id + 0 == mine) if whole else (lambda row: row.organisation_id == mine),
        Membership: lambda row: or_(row.organisation_id == mine, row.account_id == account),
    }
    held |= dict.fromkeys(BY_TOKEN, lambda row: or_(row.organisation_id == mine, row.token_hash == token))
    if not caller.operator:
        theirs = select(Membership.organisation_id).where(Membership.account_id == account)
        held[Organisation] = lambda row: or_(row.id == mine, row.group_id == mine, row.id.in_(theirs))
    return [with_loader_criteria(model, reached, include_aliases=True) for model, reached in held.items()]


@event.listens_for(Session, "before_flush")
def _own_what_is_written(session: Session, _context: UOWTransaction, _instances: object) -> None:
    caller = scope_of(session)
    for row in session.new:
        if isinstance(row, OWNED) and row.organisation_id is None:
            row.organisation_id = caller
    for row in [*session.new, *session.dirty, *session.deleted]:
        if isinstance(row, OWNED) and row.organisation_id != caller:
            raise OutOfScope(type(row).__name__)
