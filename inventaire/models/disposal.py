"""Devices that leave the town, in batches: where to, for whom, with what proof."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.reuse_table import Exclusion, RecipientKind
from inventaire.domain.vocabulary import DeviceStatus, DisposalOutlet
from inventaire.models.base import Base, PartialDateColumn, Scoped, Versioned, stored


class Disposal(Scoped, Versioned, Base):
    """A batch of devices that left together; `unit_value_eur` is what each is still worth.

    `override_reason` is that of an administrator who lets a gift pass the rules of the table.
    """

    __tablename__ = "disposal"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        CheckConstraint("unit_value_eur IS NULL OR unit_value_eur >= 0", name="unit_value_eur"),
        CheckConstraint("weight_kg IS NULL OR weight_kg >= 0", name="weight_kg"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    outlet: Mapped[DisposalOutlet] = mapped_column(stored(DisposalOutlet))
    left_on: Mapped[PartialDate] = mapped_column(PartialDateColumn)
    recipient: Mapped[str] = mapped_column(String(200))
    recipient_kind: Mapped[RecipientKind] = mapped_column(stored(RecipientKind))
    commitment_on: Mapped[PartialDate | None] = mapped_column(PartialDateColumn)
    commitment_reference: Mapped[str | None] = mapped_column(String(200))
    wiping_reference: Mapped[str | None] = mapped_column(String(200))
    unit_value_eur: Mapped[float | None]
    override_reason: Mapped[str | None] = mapped_column(Text)
    receipt_number: Mapped[str | None] = mapped_column(String(120))
    weight_kg: Mapped[float | None]
    exclusion: Mapped[Exclusion | None] = mapped_column(stored(Exclusion))
    comment: Mapped[str | None] = mapped_column(Text)


class DisposedDevice(Scoped, Base):
    """A device of a batch, and what it said of itself before: a batch can be taken back."""

    __tablename__ = "disposed_device"
    __table_args__ = (
        UniqueConstraint("organisation_id", "device_id"),
        ForeignKeyConstraint(
            ["organisation_id", "device_id"], ["device.organisation_id", "device.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["organisation_id", "disposal_id"], ["disposal.organisation_id", "disposal.id"], ondelete="CASCADE"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int]
    disposal_id: Mapped[int]
    status: Mapped[DeviceStatus] = mapped_column(stored(DeviceStatus))
    retired_on: Mapped[PartialDate | None] = mapped_column(PartialDateColumn)
    disposal_outlet: Mapped[DisposalOutlet | None] = mapped_column(stored(DisposalOutlet))
