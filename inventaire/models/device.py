"""The hardware of a town, one line standing for one machine or several alike."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import (
    Connection,
    DeviceCategory,
    DeviceStatus,
    DisposalOutlet,
    EnergySource,
    Origin,
    StorageKind,
)
from inventaire.models.base import IN_USE, Base, Binned, PartialDateColumn, Scoped, Versioned, stored
from inventaire.models.department import Department
from inventaire.models.site import Site

SORTED = (
    "name",
    "category",
    "status",
    "manufacturer",
    "model",
    "in_service_on",
    "site_id",
    "department_id",
    "serial",
    "uuid",
    "inventory_number",
    "ledger_number",
    "operating_system",
)


class Device(Scoped, Versioned, Binned, Base):
    """A machine of the town, or a lot of machines alike."""

    __tablename__ = "device"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        ForeignKeyConstraint(["organisation_id", "site_id"], ["site.organisation_id", "site.id"]),
        ForeignKeyConstraint(["organisation_id", "department_id"], ["department.organisation_id", "department.id"]),
        CheckConstraint("quantity >= 1", name="quantity"),
        CheckConstraint("pue IS NULL OR pue >= 1", name="pue"),
        *(Index(f"ix_device_{column}", "organisation_id", column, "id", **IN_USE) for column in SORTED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None] = mapped_column(String(120))
    category: Mapped[DeviceCategory] = mapped_column(stored(DeviceCategory))
    quantity: Mapped[int] = mapped_column(default=1)
    manufacturer: Mapped[str | None] = mapped_column(String(200))
    model: Mapped[str | None] = mapped_column(String(200))
    serial: Mapped[str | None] = mapped_column(String(120))
    uuid: Mapped[str | None] = mapped_column(String(64))
    inventory_number: Mapped[str | None] = mapped_column(String(120))
    ledger_number: Mapped[str | None] = mapped_column(String(25))
    site_id: Mapped[int | None]
    department_id: Mapped[int | None]
    user_label: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[DeviceStatus] = mapped_column(stored(DeviceStatus), default=DeviceStatus.IN_SERVICE)
    origin: Mapped[Origin | None] = mapped_column(stored(Origin))
    purchased_on: Mapped[PartialDate | None] = mapped_column(PartialDateColumn)
    in_service_on: Mapped[PartialDate | None] = mapped_column(PartialDateColumn)
    decommissioned_on: Mapped[PartialDate | None] = mapped_column(PartialDateColumn)
    retired_on: Mapped[PartialDate | None] = mapped_column(PartialDateColumn)
    disposal_outlet: Mapped[DisposalOutlet | None] = mapped_column(stored(DisposalOutlet))
    purchase_price_excl_eur: Mapped[float | None]
    purchase_price_incl_eur: Mapped[float | None]
    supplier: Mapped[str | None] = mapped_column(String(200))
    warranty_until: Mapped[PartialDate | None] = mapped_column(PartialDateColumn)
    repairability_index: Mapped[float | None]
    operating_system: Mapped[str | None] = mapped_column(String(200))
    operating_system_version: Mapped[str | None] = mapped_column(String(200))
    processor: Mapped[str | None] = mapped_column(String(200))
    memory_gb: Mapped[float | None]
    storage_gb: Mapped[float | None]
    storage_kind: Mapped[StorageKind | None] = mapped_column(stored(StorageKind))
    tpm_version: Mapped[str | None] = mapped_column(String(40))
    connection: Mapped[Connection | None] = mapped_column(stored(Connection))
    lifetime_years: Mapped[float | None]
    embodied_kgco2e: Mapped[float | None]
    energy_kwh_per_year: Mapped[float | None]
    energy_source: Mapped[EnergySource | None] = mapped_column(stored(EnergySource))
    label_kwh_per_1000h: Mapped[float | None]
    power_on_w: Mapped[float | None]
    power_standby_w: Mapped[float | None]
    hours_per_day: Mapped[float | None]
    days_per_year: Mapped[float | None]
    pue: Mapped[float | None]
    comment: Mapped[str | None] = mapped_column(Text)

    site: Mapped[Site | None] = relationship(viewonly=True)
    department: Mapped[Department | None] = relationship(viewonly=True)

    def facts(self) -> DeviceFacts:
        """Hand the calculations what they need, free of SQL."""
        return DeviceFacts(**{field: getattr(self, field) for field in DeviceFacts.__dataclass_fields__})
