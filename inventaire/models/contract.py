"""The contracts of a town, and what each of them covers."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.domain.contract import Billing, ContractKind, Renewal, Reversibility
from inventaire.domain.partial_date import PartialDate
from inventaire.models.base import Base, Binned, PartialDateColumn, Scoped, Versioned, stored

DATABASES = ("sqlite", "postgresql")
WITH_NUMBER: dict[str, Any] = {f"{each}_where": text("deleted_at IS NULL AND number <> ''") for each in DATABASES}
WITHOUT_NUMBER: dict[str, Any] = {f"{each}_where": text("deleted_at IS NULL AND number = ''") for each in DATABASES}


class Contract(Scoped, Versioned, Binned, Base):
    """A contract: one supplier gives no number twice, and no title twice to contracts without a number."""

    __tablename__ = "contract"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        Index("ix_contract_number", "organisation_id", "supplier", "number", unique=True, **WITH_NUMBER),
        Index("ix_contract_title", "organisation_id", "supplier", "title", unique=True, **WITHOUT_NUMBER),
        CheckConstraint("notice_months IS NULL OR notice_months >= 0", name="notice_months"),
        CheckConstraint("yearly_amount_excl_eur IS NULL OR yearly_amount_excl_eur >= 0", name="yearly_amount_excl_eur"),
        CheckConstraint("yearly_amount_incl_eur IS NULL OR yearly_amount_incl_eur >= 0", name="yearly_amount_incl_eur"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(120), default="")
    supplier: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[ContractKind | None] = mapped_column(stored(ContractKind))
    starts_on: Mapped[PartialDate | None] = mapped_column(PartialDateColumn)
    ends_on: Mapped[PartialDate | None] = mapped_column(PartialDateColumn)
    notice_months: Mapped[int | None]
    renewal: Mapped[Renewal | None] = mapped_column(stored(Renewal))
    yearly_amount_excl_eur: Mapped[float | None]
    yearly_amount_incl_eur: Mapped[float | None]
    billing: Mapped[Billing | None] = mapped_column(stored(Billing))
    market_reference: Mapped[str | None] = mapped_column(String(200))
    reversibility: Mapped[Reversibility | None] = mapped_column(stored(Reversibility))
    comment: Mapped[str | None] = mapped_column(Text)


class ContractApplication(Scoped, Base):
    """An application that a contract covers."""

    __tablename__ = "contract_application"
    __table_args__ = (
        UniqueConstraint("organisation_id", "contract_id", "application_id", name="uq_contract_application"),
        ForeignKeyConstraint(
            ["organisation_id", "contract_id"], ["contract.organisation_id", "contract.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            ondelete="CASCADE",
        ),
        Index("ix_contract_application_application_id", "organisation_id", "application_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[int]
    application_id: Mapped[int]


class ContractDevice(Scoped, Base):
    """A device that a contract covers."""

    __tablename__ = "contract_device"
    __table_args__ = (
        UniqueConstraint("organisation_id", "contract_id", "device_id", name="uq_contract_device"),
        ForeignKeyConstraint(
            ["organisation_id", "contract_id"], ["contract.organisation_id", "contract.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["organisation_id", "device_id"], ["device.organisation_id", "device.id"], ondelete="CASCADE"
        ),
        Index("ix_contract_device_device_id", "organisation_id", "device_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[int]
    device_id: Mapped[int]
