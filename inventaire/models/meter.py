"""Meters, what is read on them, and the devices that they measure."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inventaire.domain.meters import MeterKind, Reading, ReadingKind
from inventaire.domain.partial_date import PartialDate
from inventaire.models.base import Base, PartialDateColumn, Scoped, UtcDateTime, Versioned, stored
from inventaire.models.site import Site


class Meter(Scoped, Versioned, Base):
    """Something that counts kilowatt-hours or pages."""

    __tablename__ = "meter"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        ForeignKeyConstraint(["organisation_id", "site_id"], ["site.organisation_id", "site.id"]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    measures: Mapped[MeterKind] = mapped_column(stored(MeterKind))
    reads: Mapped[ReadingKind] = mapped_column(stored(ReadingKind))
    site_id: Mapped[int | None]
    comment: Mapped[str | None] = mapped_column(Text)

    site: Mapped[Site | None] = relationship(viewonly=True)


class MeterReading(Scoped, Versioned, Base):
    """What was read on a day; `taken_in_at` is the moment of the file it came with, all its readings share it."""

    __tablename__ = "meter_reading"
    __table_args__ = (
        UniqueConstraint("organisation_id", "meter_id", "read_on"),
        ForeignKeyConstraint(
            ["organisation_id", "meter_id"], ["meter.organisation_id", "meter.id"], ondelete="CASCADE"
        ),
        CheckConstraint("value >= 0", name="value"),
        Index("ix_meter_reading_taken_in_at", "organisation_id", "taken_in_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meter_id: Mapped[int]
    read_on: Mapped[PartialDate] = mapped_column(PartialDateColumn)
    value: Mapped[float]
    begins_on: Mapped[PartialDate | None] = mapped_column(PartialDateColumn)
    replaced: Mapped[bool] = mapped_column(default=False)
    taken_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def facts(self) -> Reading:
        """Hand the calculations what they need, free of SQL."""
        begins = self.begins_on.first_day() if self.begins_on else None
        return Reading(self.read_on.first_day(), self.value, begins, self.replaced)


class MeteredDevice(Scoped, Base):
    """A device that a meter measures, alone or with others."""

    __tablename__ = "metered_device"
    __table_args__ = (
        UniqueConstraint("organisation_id", "meter_id", "device_id"),
        ForeignKeyConstraint(
            ["organisation_id", "meter_id"], ["meter.organisation_id", "meter.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["organisation_id", "device_id"], ["device.organisation_id", "device.id"], ondelete="CASCADE"
        ),
        Index("ix_metered_device_device_id", "organisation_id", "device_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meter_id: Mapped[int]
    device_id: Mapped[int]
