"""What an organisation says of its dependencies, and how it weighs them."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.domain.partial_date import PartialDate
from inventaire.models.base import Base, PartialDateColumn, Scoped, UtcDateTime, Versioned, now


class DependencyAnswer(Scoped, Versioned, Base):
    """The organisation's own answer to one criterion, for one application: it wins over the catalogue's."""

    __tablename__ = "dependency_answer"
    __table_args__ = (
        UniqueConstraint("organisation_id", "application_id", "criterion"),
        ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            ondelete="CASCADE",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int]
    criterion: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(String(40))
    evidence: Mapped[str | None] = mapped_column(Text)
    dated_on: Mapped[PartialDate | None] = mapped_column(PartialDateColumn)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class DependencySetting(Scoped, Versioned, Base):
    """How the organisation weighs one criterion, where it differs from the catalogue; a weight of 0 sets it aside.

    `levels` holds the levels (0 to 4) of the answers that it moved, by the value of the answer.
    """

    __tablename__ = "dependency_setting"
    __table_args__ = (
        UniqueConstraint("organisation_id", "criterion"),
        CheckConstraint("weight BETWEEN 0 AND 10", name="weight"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    criterion: Mapped[str] = mapped_column(String(40))
    weight: Mapped[int]
    levels: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    reason: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
