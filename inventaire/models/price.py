"""Prices as an organisation gives them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.prices import PriceKey
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models.base import Base, PartialDateColumn, Scoped, UtcDateTime, Versioned, now, stored


class PriceParameter(Scoped, Versioned, Base):
    """A price from a day on, of a category of hardware where the key asks one; it says where it comes from."""

    __tablename__ = "price_parameter"
    __table_args__ = (CheckConstraint("value >= 0", name="value"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[PriceKey] = mapped_column(stored(PriceKey))
    category: Mapped[DeviceCategory | None] = mapped_column(stored(DeviceCategory))
    since: Mapped[PartialDate] = mapped_column(PartialDateColumn)
    value: Mapped[float]
    reason: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
