"""A person put out of everything that an organisation holds, without breaking the trace."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, select

from inventaire.domain.errors import Refusal
from inventaire.domain.person import ERASED, without
from inventaire.domain.vocabulary import Role
from inventaire.models import (
    Account,
    Application,
    AvoidedPurchase,
    CatalogOpinion,
    Contract,
    DependencyAnswer,
    DependencySetting,
    Device,
    DeviceEvent,
    Disposal,
    FleetPolicy,
    FrozenReport,
    Identity,
    Import,
    ImportRow,
    InterviewAnswer,
    Invitation,
    LocalName,
    MakerSheet,
    Membership,
    Meter,
    OwnFactor,
    PriceParameter,
    Purchase,
    RecoveryCode,
    RegulatoryValue,
    RememberedReading,
    SentForm,
    db,
)
from inventaire.models.scope import acting_as, scope_of
from inventaire.services.database import rewrite_file, writing
from inventaire.services.erasure import erase_lines, last_sequence, rewrite_rows, rows_of
from inventaire.services.imports import kept
from inventaire.services.person import Place

LAST = "« {} » est le dernier administrateur : nommez-en un autre avant de l’effacer."
ANONYMOUS = "Personne effacée n° {}"
NO_ADDRESS = "personne-effacee-{}@compte.invalid"

WRITTEN_IN: tuple[Any, ...] = (
    Device,
    Application,
    CatalogOpinion,
    Contract,
    DependencyAnswer,
    DependencySetting,
    DeviceEvent,
    Disposal,
    Meter,
    Purchase,
    AvoidedPurchase,
    PriceParameter,
    OwnFactor,
    MakerSheet,
    RegulatoryValue,
    FleetPolicy,
)
# of these, only the texts that name the person go: the rest of what they hold is not theirs
REWRITTEN: dict[Any, tuple[str, ...]] = {
    Import: ("author", "files", "received", "reason"),
    InterviewAnswer: ("said", "before"),
    LocalName: ("reason", "former"),
    FrozenReport: ("document", "parameters", "lifted_reason"),
}


def erase_person(places: Sequence[Place], words: tuple[str, ...]) -> int:
    """Erase a person from the places given; the words are those they were found by. Give the count of rows erased.

    Raises Refusal, and erases nothing, when the last administrator is among them.
    """
    ids = {table: {place.id for place in places if place.table == table} for table in {place.table for place in places}}
    with writing() as session:
        start = last_sequence()
        for account_id in sorted(ids.get("account", ())):
            _erase_account(session.get_one(Account, account_id))
        _erase_fields(places)
        for model, fields in REWRITTEN.items():
            _rewrite(rows_of(model, ids.get(model.__tablename__, ())), fields, words)
        for model in (Invitation, RememberedReading):
            for row in rows_of(model, ids.get(model.__tablename__, ())):
                session.delete(row)
        session.execute(delete(SentForm))  # where a form led may bear what was searched for
        rewrite_rows(rows_of(ImportRow, ids.get("import_row", ())), lambda value: without(words, value))
        erase_lines([place.number for place in places if place.table == "audit_line"], start)
    kept.let_all_go()
    rewrite_file()
    return len(places)


def _erase_account(account: Account) -> None:
    """Let an account be nobody's; where it also belongs elsewhere, it only leaves this organisation."""
    session, mine, nobody = db.session(), scope_of(db.session()), ANONYMOUS.format(account.id)
    with acting_as(session, account_id=account.id):
        all_of_them = session.scalars(select(Membership).where(Membership.account_id == account.id)).all()
    here = [membership for membership in all_of_them if membership.organisation_id == mine]
    for membership in here:
        _refuse_last_administrator(membership, account)
        session.delete(membership)
    for batch in session.scalars(select(Import).where(Import.account_id == account.id)):
        batch.author = nobody
    if len(all_of_them) > len(here):
        return
    for model in (Identity, RecoveryCode):
        for row in session.scalars(select(model).where(model.account_id == account.id)):
            session.delete(row)
    account.name, account.email = nobody, NO_ADDRESS.format(account.id)
    account.active, account.password_hash = False, None
    account.totp_nonce = account.totp_since = account.totp_step = None


def _refuse_last_administrator(membership: Membership, account: Account) -> None:
    others = (
        select(Membership.id)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.organisation_id == membership.organisation_id, Membership.role == Role.ADMINISTRATOR)
        .where(Membership.id != membership.id, Account.active)
    )
    if membership.role is Role.ADMINISTRATOR and db.session.scalar(others.limit(1)) is None:
        raise Refusal(LAST.format(account.name))


def _erase_fields(places: Sequence[Place]) -> None:
    for model in WRITTEN_IN:
        fields = {place.id: place.fields for place in places if place.table == model.__tablename__}
        for row in rows_of(model, fields):
            for field in fields[row.id]:
                setattr(row, field, ERASED)


def _rewrite(rows: Iterable[Any], fields: Iterable[str], words: tuple[str, ...]) -> None:
    for row in rows:
        for field in fields:
            setattr(row, field, without(words, getattr(row, field)))
