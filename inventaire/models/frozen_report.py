"""The report of a year as the council received it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.models.base import Base, Scoped, UtcDateTime, Versioned, now

IN_FORCE: dict[str, Any] = {f"{database}_where": text("lifted_at IS NULL") for database in ("sqlite", "postgresql")}


class FrozenReport(Scoped, Versioned, Base):
    """Blocks and what they were reckoned with, kept to the letter; one lifted stays, for the next to be told from."""

    __tablename__ = "frozen_report"
    __table_args__ = (
        Index("ix_frozen_report_organisation_id_year", "organisation_id", "year", unique=True, **IN_FORCE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lifted_reason: Mapped[str | None] = mapped_column(Text)
