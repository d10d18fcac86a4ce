"""What an organisation thinks of a passage, or of an alternative, where it differs from the catalogue."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.domain.vocabulary import Fit
from inventaire.models.base import Base, Scoped, UtcDateTime, Versioned, now, stored


class CatalogOpinion(Scoped, Versioned, Base):
    """An opinion that stands in the catalogue's place; a field left empty leaves the catalogue's own.

    Without a tool it speaks of the alternative itself: its fit is then none, « not for us ».
    """

    __tablename__ = "catalog_opinion"
    __table_args__ = (
        UniqueConstraint("organisation_id", "tool", "alternative"),
        CheckConstraint("difficulty BETWEEN 1 AND 5", name="difficulty"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tool: Mapped[str] = mapped_column(String(80), default="")
    alternative: Mapped[str] = mapped_column(String(80))
    fit: Mapped[Fit | None] = mapped_column(stored(Fit))
    difficulty: Mapped[int | None]
    preferred: Mapped[bool] = mapped_column(default=False)
    lost_fr: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
