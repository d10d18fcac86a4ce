"""What every table shares: names of constraints, closed lists, partial dates, scope, version."""

from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, ForeignKey, MetaData, String, Table, TypeDecorator, text
from sqlalchemy import Enum as EnumColumn
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from inventaire.domain.partial_date import PartialDate

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The tables of the product."""

    metadata = MetaData(naming_convention=NAMES)

    @classmethod
    def __table_cls__(cls, *args: Any, **more: Any) -> Table:
        """Make its table; an id is never given twice, a new row would inherit the history of one that has gone."""
        return Table(*args, sqlite_autoincrement=True, **more)


class Scoped:
    """A row that belongs to one organisation: every query is held to it (models/scope.py)."""

    @declared_attr
    def organisation_id(cls) -> Mapped[int]:  # noqa: N805 - SQLAlchemy passes the class
        """Say whose row it is."""
        return mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))


class Versioned:
    """An editable row: a save on a version that has moved on is refused."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy passes the class
        """Let the mapper check and move the version at each write."""
        return {"version_id_col": cls.version}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, in UTC whatever the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Hand SQLite, which knows no zone, a naive UTC moment."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read it back with its zone."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


IN_USE: dict[str, Any] = {f"{database}_where": text("deleted_at IS NULL") for database in ("sqlite", "postgresql")}


class Binned:
    """A row that can be thrown away and taken back: queries leave it out (models/scope.py)."""

    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)


_parsed = lru_cache(maxsize=10_000)(PartialDate.parse)  # a fleet has few different dates, and many of each


class PartialDateColumn(TypeDecorator[PartialDate]):
    """A partial date as its own text, which sorts as time does."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: PartialDate | None, dialect: Dialect) -> str | None:
        """Write the text."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> PartialDate | None:
        """Read the text."""
        return None if value is None else _parsed(value)


def stored(term: type[Enum]) -> EnumColumn:
    """Keep a term by its value, checked by the database."""
    return EnumColumn(
        term,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        name=term.__name__.lower(),
        length=32,
    )


def now() -> datetime:
    """Give the present moment in UTC."""
    return datetime.now(UTC)
