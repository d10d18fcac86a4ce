"""Factors of impact as an organisation prefers them, and what makers say of their models."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.domain.estimate import Quality
from inventaire.domain.factors import Bounds, OwnFigure, OwnValue
from inventaire.domain.model_sheet import ModelSheet
from inventaire.domain.partial_date import PartialDate
from inventaire.models.base import Base, PartialDateColumn, Scoped, UtcDateTime, Versioned, now, stored

NOT_NEGATIVE = "({0} IS NULL OR {0} >= 0)"


class OwnFactor(Scoped, Versioned, Base):
    """A value of its own from a day on, for a category or a territory: it wins over the catalogue's, and says why."""

    __tablename__ = "own_factor"
    __table_args__ = (
        UniqueConstraint("organisation_id", "figure", "key", "since"),
        CheckConstraint(" AND ".join(NOT_NEGATIVE.format(bound) for bound in ("low", "central", "high")), "bounds"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    figure: Mapped[OwnFigure] = mapped_column(stored(OwnFigure))
    key: Mapped[str] = mapped_column(String(60))  # a category; for electricity a territory, empty where none is known
    since: Mapped[PartialDate] = mapped_column(PartialDateColumn)
    low: Mapped[float | None]
    central: Mapped[float | None]
    high: Mapped[float | None]
    quality: Mapped[Quality | None] = mapped_column(stored(Quality))
    source: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    def facts(self) -> OwnValue:
        """Hand the calculations what they need, free of SQL."""
        bounds = Bounds(self.low, self.central, self.high)
        return OwnValue(self.figure, bounds, self.since.first_day(), self.source, self.reason, self.quality)


class MakerSheet(Scoped, Versioned, Base):
    """What a maker says of one of its models."""

    __tablename__ = "maker_sheet"
    __table_args__ = (
        UniqueConstraint("organisation_id", "known_as"),
        CheckConstraint(
            " AND ".join(
                NOT_NEGATIVE.format(name)
                for name in ("embodied_low", "embodied_kgco2e", "embodied_high", "energy_kwh_per_year")
            ),
            "values",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    manufacturer: Mapped[str] = mapped_column(String(120))
    model: Mapped[str] = mapped_column(String(200))
    known_as: Mapped[str] = mapped_column(String(330))  # both as they are compared
    embodied_low: Mapped[float | None]
    embodied_kgco2e: Mapped[float | None]
    embodied_high: Mapped[float | None]
    energy_kwh_per_year: Mapped[float | None]
    source: Mapped[str] = mapped_column(Text)
    dated: Mapped[PartialDate] = mapped_column(PartialDateColumn)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    def facts(self) -> ModelSheet:
        """Hand the calculations what they need, free of SQL."""
        embodied = Bounds(self.embodied_low, self.embodied_kgco2e, self.embodied_high)
        return ModelSheet(self.manufacturer, self.model, embodied, self.energy_kwh_per_year, self.source, self.dated)
