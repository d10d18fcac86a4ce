"""Figures of the law as an organisation prefers them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.domain.partial_date import PartialDate
from inventaire.models.base import Base, PartialDateColumn, Scoped, UtcDateTime, Versioned, now


class RegulatoryValue(Scoped, Versioned, Base):
    """A value of its own, from a day on: it wins over the catalogue's, and says why."""

    __tablename__ = "regulatory_value"
    __table_args__ = (UniqueConstraint("organisation_id", "key", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60))
    since: Mapped[PartialDate] = mapped_column(PartialDateColumn)
    value: Mapped[float]
    reason: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
