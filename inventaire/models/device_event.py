"""What happened to a device: put to use, lent, mended, taken out of service."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.domain.device_life import Act
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.reuse_table import Exclusion
from inventaire.models.base import Base, PartialDateColumn, Scoped, stored


class DeviceEvent(Scoped, Base):
    """A dated act, with its proof and what it cost; when taken out of service, why it is out of the reuse rate."""

    __tablename__ = "device_event"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "device_id"], ["device.organisation_id", "device.id"], ondelete="CASCADE"
        ),
        CheckConstraint("cost_eur IS NULL OR cost_eur >= 0", name="cost_eur"),
        Index("ix_device_event_device_id", "organisation_id", "device_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int]
    act: Mapped[Act] = mapped_column(stored(Act))
    happened_on: Mapped[PartialDate] = mapped_column(PartialDateColumn)
    note: Mapped[str | None] = mapped_column(Text)
    proof: Mapped[str | None] = mapped_column(String(200))
    cost_eur: Mapped[float | None]
    exclusion: Mapped[Exclusion | None] = mapped_column(stored(Exclusion))
