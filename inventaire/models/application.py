"""The software and online services of a town, under the names they came with."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import Delivery, ExportKind, HostingPlace, PersonalData
from inventaire.models.base import IN_USE, Base, Binned, PartialDateColumn, Scoped, Versioned, stored
from inventaire.models.department import Department
from inventaire.models.device import Device

SORTED = ("publisher", "outcome", "tool", "delivery", "contract_ends_on", "department_id", "hosting_place")


class Application(Scoped, Versioned, Binned, Base):
    """A program, an online service or an account; its raw name and publisher never change.

    What the catalogue makes of the name is kept beside it, with the rule and the
    catalogue's version, so that a later catalogue can be compared.
    """

    __tablename__ = "application"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        Index("ix_application_name", "organisation_id", "raw_name", "publisher", unique=True, **IN_USE),
        ForeignKeyConstraint(["organisation_id", "department_id"], ["department.organisation_id", "department.id"]),
        CheckConstraint("seats IS NULL OR seats >= 0", name="seats"),
        CheckConstraint("notice_months IS NULL OR notice_months >= 0", name="notice_months"),
        *(Index(f"ix_application_{column}", "organisation_id", column, "id", **IN_USE) for column in SORTED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    raw_name: Mapped[str] = mapped_column(String(400))
    publisher: Mapped[str] = mapped_column(String(200), default="")
    raw_version: Mapped[str | None] = mapped_column(String(200))
    delivery: Mapped[Delivery | None] = mapped_column(stored(Delivery))
    seats: Mapped[int | None]
    department_id: Mapped[int | None]
    mission: Mapped[str | None] = mapped_column(String(200))
    yearly_cost_excl_eur: Mapped[float | None]
    yearly_cost_incl_eur: Mapped[float | None]
    contract_starts_on: Mapped[PartialDate | None] = mapped_column(PartialDateColumn)
    contract_ends_on: Mapped[PartialDate | None] = mapped_column(PartialDateColumn)
    notice_months: Mapped[int | None]
    hosting_place: Mapped[HostingPlace | None] = mapped_column(stored(HostingPlace))
    personal_data: Mapped[PersonalData | None] = mapped_column(stored(PersonalData))
    export_kind: Mapped[ExportKind | None] = mapped_column(stored(ExportKind))
    debated_on: Mapped[PartialDate | None] = mapped_column(PartialDateColumn)
    debated_where: Mapped[str | None] = mapped_column(String(200))
    comment: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(12))
    tool: Mapped[str | None] = mapped_column(String(80))
    rule: Mapped[str | None] = mapped_column(String(200))
    catalog_version: Mapped[str | None] = mapped_column(String(40))

    department: Mapped[Department | None] = relationship(viewonly=True)


class Installation(Scoped, Versioned, Binned, Base):
    """A program found on a machine, in the version it was found in."""

    __tablename__ = "installation"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("application_id", "device_id"),
        ForeignKeyConstraint(["organisation_id", "application_id"], ["application.organisation_id", "application.id"]),
        ForeignKeyConstraint(["organisation_id", "device_id"], ["device.organisation_id", "device.id"]),
        Index("ix_installation_device_id", "device_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int]
    device_id: Mapped[int]
    raw_version: Mapped[str | None] = mapped_column(String(200))

    application: Mapped[Application] = relationship(viewonly=True)
    device: Mapped[Device] = relationship(viewonly=True)
