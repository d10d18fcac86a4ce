"""Files taken in: what was previewed, what was written, what can be taken back."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.domain.imports import ImportState, Outcome, Target
from inventaire.models.base import Base, Scoped, UtcDateTime, Versioned, now, stored


class Import(Scoped, Versioned, Base):
    """One batch of files: received, previewed, then applied once, then perhaps taken back.

    `received` has the name and size of each file, `corrections` what a person said of their reading by rank,
    `files` what was understood of each part, `reason` why it could not be read, or must be read again.
    """

    __tablename__ = "import"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "number"),
        Index("ix_import_created_at", "organisation_id", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    state: Mapped[ImportState] = mapped_column(stored(ImportState), default=ImportState.PREVIEWED)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    author: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_audit_id: Mapped[int] = mapped_column(default=0)
    received: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    corrections: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    settled: Mapped[int] = mapped_column(default=0)
    takes_file: Mapped[bool] = mapped_column(default=False)
    files: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    reason: Mapped[str | None] = mapped_column(Text)


class RememberedReading(Scoped, Versioned, Base):
    """How a person once had a sheet read: the next one with the same headings is read so too."""

    __tablename__ = "remembered_reading"
    __table_args__ = (UniqueConstraint("organisation_id", "mark"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(64))
    headings: Mapped[str] = mapped_column(Text)
    correction: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


WAITING: dict[str, Any] = {  # by their marks, only lines that were not written are looked for
    f"{database}_where": text("outcome IN ('refused', 'asked')") for database in ("sqlite", "postgresql")
}


class ImportRow(Scoped, Base):
    """What one line of a file became: its values, its changes, or the reason of its refusal.

    `cells` are those of the file, kept for the lines that are given back: refused, or to be settled.
    """

    __tablename__ = "import_row"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "import_id"],
            ["import.organisation_id", "import.id"],
            ondelete="CASCADE",
        ),
        Index("ix_import_row_import_id", "import_id", "part", "outcome", "id"),
        Index("ix_import_row_refused", "organisation_id", "fingerprint", **WAITING),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int]
    part: Mapped[int]
    line: Mapped[int]
    target: Mapped[Target] = mapped_column(stored(Target))
    outcome: Mapped[Outcome] = mapped_column(stored(Outcome))
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    reason: Mapped[str | None] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(String(64))
    object_id: Mapped[int | None]
    effects: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    source: Mapped[str | None] = mapped_column(String(400))
    cells: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    choice: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    question: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    held: Mapped[dict[str, list[Any]] | None] = mapped_column(JSON(none_as_null=True))
    covers: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
