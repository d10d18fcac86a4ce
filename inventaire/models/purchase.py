"""What was bought or received, line by line, and what was not bought after all."""

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.purchase import AvoidedKind, PurchaseLine, Recycled, SpendingNature, SupplierArea
from inventaire.domain.vocabulary import DeviceCategory, Origin
from inventaire.models.base import IN_USE, Base, Binned, PartialDateColumn, Scoped, Versioned, stored

FACTS = {
    "bought_on": "bought_on",
    "nature": "nature",
    "category": "category",
    "quantity": "quantity",
    "excl_eur": "amount_excl_eur",
    "origin": "origin",
    "recycled": "recycled",
    "index": "repairability_index",
    "area": "supplier_area",
    "used_since": "used_since",
}
SORTED = ("bought_on", "label", "nature", "origin", "supplier", "amount_excl_eur")


class Purchase(Scoped, Versioned, Binned, Base):
    """A line of an order, an invoice or a gift; amounts are those of the whole line."""

    __tablename__ = "purchase"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        CheckConstraint("quantity >= 1", name="quantity"),
        CheckConstraint("amount_excl_eur IS NULL OR amount_excl_eur >= 0", name="amount_excl_eur"),
        CheckConstraint("amount_incl_eur IS NULL OR amount_incl_eur >= 0", name="amount_incl_eur"),
        CheckConstraint("repairability_index IS NULL OR repairability_index BETWEEN 0 AND 10", name="index"),
        *(Index(f"ix_purchase_{column}", "organisation_id", column, "id", **IN_USE) for column in SORTED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bought_on: Mapped[PartialDate] = mapped_column(PartialDateColumn)
    label: Mapped[str] = mapped_column(String(200))
    nature: Mapped[SpendingNature] = mapped_column(stored(SpendingNature), default=SpendingNature.HARDWARE)
    category: Mapped[DeviceCategory | None] = mapped_column(stored(DeviceCategory))
    quantity: Mapped[int] = mapped_column(default=1)
    amount_excl_eur: Mapped[float | None]
    amount_incl_eur: Mapped[float | None]
    origin: Mapped[Origin | None] = mapped_column(stored(Origin))
    used_since: Mapped[PartialDate | None] = mapped_column(PartialDateColumn)
    recycled: Mapped[Recycled | None] = mapped_column(stored(Recycled))
    repairability_index: Mapped[float | None]
    supplier: Mapped[str | None] = mapped_column(String(200))
    supplier_place: Mapped[str | None] = mapped_column(String(200))
    supplier_area: Mapped[SupplierArea | None] = mapped_column(stored(SupplierArea))
    reference: Mapped[str | None] = mapped_column(String(120))
    comment: Mapped[str | None] = mapped_column(Text)

    def facts(self) -> PurchaseLine:
        """Hand the calculations what they need, free of SQL."""
        return PurchaseLine(**{fact: getattr(self, field) for fact, field in FACTS.items()})


class AvoidedPurchase(Scoped, Versioned, Base):
    """Machines that were asked for and not bought; without a price, that of the town's purchases stands for it."""

    __tablename__ = "avoided_purchase"
    __table_args__ = (
        CheckConstraint("quantity >= 1", name="quantity"),
        CheckConstraint("unit_price_eur IS NULL OR unit_price_eur >= 0", name="unit_price_eur"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decided_on: Mapped[PartialDate] = mapped_column(PartialDateColumn)
    avoided: Mapped[AvoidedKind] = mapped_column(stored(AvoidedKind))
    category: Mapped[DeviceCategory] = mapped_column(stored(DeviceCategory))
    quantity: Mapped[int] = mapped_column(default=1)
    unit_price_eur: Mapped[float | None]
    note: Mapped[str | None] = mapped_column(Text)
