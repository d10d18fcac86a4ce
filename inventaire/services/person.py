"""Everything that an organisation holds about a person, wherever it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from inventaire.domain.audit import Subject
from inventaire.domain.errors import NotFound
from inventaire.domain.person import names, texts_in, words_of
from inventaire.models import (
    Account,
    Application,
    AuditLine,
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
    RegulatoryValue,
    RememberedReading,
    db,
)
from inventaire.models.scope import WITH_BIN, scope_of
from inventaire.services.wording import heading
from inventaire.spreadsheets.sheets import Sheet

CHUNK = 1_000
SEARCHED: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Device, ("name", "user_label", "comment")),
    (Application, ("comment",)),
    (Contract, ("comment",)),
    (CatalogOpinion, ("lost_fr", "reason")),
    (DependencyAnswer, ("evidence",)),
    (DependencySetting, ("reason",)),
    (Disposal, ("recipient", "comment")),
    (DeviceEvent, ("note",)),
    (Meter, ("name", "comment")),
    (Purchase, ("label", "supplier", "comment")),
    (AvoidedPurchase, ("note",)),
    (PriceParameter, ("reason",)),
    (OwnFactor, ("source", "reason")),
    (MakerSheet, ("source",)),
    (RegulatoryValue, ("reason",)),
    (FleetPolicy, ("comment",)),
    (FrozenReport, ("document", "parameters", "lifted_reason")),
    (Invitation, ("email",)),
    (Import, ("author", "files", "received", "reason")),
    (ImportRow, ("values", "changes", "held", "faults", "reason", "effects", "source", "cells")),
    (RememberedReading, ("headings",)),
    (LocalName, ("reason", "former")),
    (InterviewAnswer, ("said", "before")),
    (AuditLine, ("personal",)),
)
OWN_WORDS = {"import_row": "Ligne d’import", "audit_line": "Ligne de la trace"}
HEADINGS = ("Où", "Numéro", "Champ", "Valeur")
NO_ACCOUNT = "Aucun compte de la collectivité n’a l’adresse « {} »."


@dataclass(frozen=True, slots=True)
class Place:
    """A row where a person appears: its table and number, the fields, what they say.

    `number` is what people call the row by: the line of the trace, the import of a line, the year of a report.
    """

    table: str
    id: int
    number: int
    fields: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def key(self) -> str:
        """Name the place in a form."""
        return f"{self.table}:{self.id}"

    @property
    def label(self) -> str:
        """Say what kind of row it is."""
        return OWN_WORDS.get(self.table) or Subject(self.table).label

    @property
    def field(self) -> str:
        """Give the headings of its fields."""
        return ", ".join(heading(field) for field in self.fields)


def find_person(text: str) -> list[Place]:
    """Find every place where all the words of a text stand in one value. Raises Refusal when it is too short."""
    words = words_of(text)
    accounts = [_of(account) for account in _accounts() if names(words, [account.name, account.email])]
    return accounts + [place for model, fields in SEARCHED for place in _places(model, fields, words)]


def find_account(address: str) -> list[Place]:
    """Find what stands under the address of an account, and what the account itself wrote its name in.

    Raises NotFound when no account of the organisation has that address.
    """
    account = next((account for account in _accounts() if account.email == address.strip().lower()), None)
    if account is None:
        raise NotFound(NO_ACCOUNT.format(address))
    words = words_of(account.email)
    signed = select(Import.id).where(Import.account_id == account.id)
    imports = _places(Import, ("author",), (), Import.account_id == account.id)
    told = or_(
        (AuditLine.subject == "account") & (AuditLine.subject_id == account.id),
        (AuditLine.subject == "import") & AuditLine.subject_id.in_(signed),
    )
    lines = _places(AuditLine, ("personal",), (), told)
    written = [place for model, fields in SEARCHED for place in _places(model, fields, words)]
    return list({place.key: place for place in (_of(account), *written, *imports, *lines)}.values())


def person_sheet(places: list[Place]) -> Sheet:
    """Lay out what was found, one value a row."""
    rows = [(place.label, place.number, place.field, value) for place in places for value in place.values]
    return Sheet("Personne", HEADINGS, rows)


def _accounts() -> list[Account]:
    """Give the accounts that the organisation knows: its members, and those who once wrote here."""
    mine = scope_of(db.session())
    members = select(Membership.account_id).where(Membership.organisation_id == mine)
    writers = select(AuditLine.account_id).where(AuditLine.account_id.is_not(None)).distinct()
    made = select(AuditLine.subject_id).where(AuditLine.subject == "account")
    known = [Account.id.in_(found) for found in (members, writers, made)]
    return list(db.session.scalars(select(Account).where(or_(*known)).order_by(Account.id)))


def _of(account: Account) -> Place:
    mine = scope_of(db.session())
    membership = db.session.scalar(
        select(Membership).where(Membership.account_id == account.id, Membership.organisation_id == mine)
    )
    told = {"name": account.name, "email": account.email} | ({"role": membership.role.label} if membership else {})
    known_as = select(Identity.subject).where(Identity.account_id == account.id)
    subjects = list(db.session.scalars(known_as)) if membership else []  # who has left may be known so elsewhere
    told |= {"subject": ", ".join(subjects)} if subjects else {}
    return Place("account", account.id, account.id, tuple(told), tuple(told.values()))


def _places(
    model: Any, fields: tuple[str, ...], words: tuple[str, ...], only: ColumnElement[bool] | None = None
) -> Iterator[Place]:
    """Go through a table for the words; without words, everything that `only` keeps."""
    columns = [getattr(model, field).label(field) for field in fields]
    query = select(model.id, _number(model), *columns).order_by(model.id)
    if only is not None:
        query = query.where(only)
    rows = db.session.execute(query, execution_options=WITH_BIN | {"yield_per": CHUNK})
    for found, number, *values in rows:
        named = {field: value for field, value in zip(fields, values, strict=True) if value and names(words, value)}
        if named:
            yield Place(model.__tablename__, found, number, tuple(named), tuple(_said(words, named)))


def _number(model: Any) -> Any:
    if model is ImportRow:
        return select(Import.number).where(Import.id == ImportRow.import_id).scalar_subquery()
    return {AuditLine: AuditLine.sequence, Import: Import.number, FrozenReport: FrozenReport.year}.get(model, model.id)


def _said(words: tuple[str, ...], named: dict[str, Any]) -> Iterator[str]:
    texts = (text for value in named.values() for text in texts_in(value))
    yield from dict.fromkeys(text for text in texts if names(words, text))
