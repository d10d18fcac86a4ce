"""What a group of communes knows of them together."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.models.base import Base, Scoped, UtcDateTime, now


class Consolidated(Scoped, Base):
    """One figure of a group, summed over its communes: no commune's own figure is kept."""

    __tablename__ = "consolidated"
    __table_args__ = (
        UniqueConstraint("organisation_id", "key"),
        CheckConstraint("communes >= 3", name="communes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60))
    communes: Mapped[int]
    low: Mapped[float | None]
    central: Mapped[float | None]
    high: Mapped[float | None]
    quality: Mapped[str | None] = mapped_column(String(1))
    computed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
