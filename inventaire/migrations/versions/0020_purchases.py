"""What was bought or received, and what was not bought after all."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from inventaire.models.isolation import policy_statements

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

Columns = tuple[Any, ...]
IN_USE: dict[str, Any] = {f"{database}_where": sa.text("deleted_at IS NULL") for database in ("sqlite", "postgresql")}
SORTED = ("bought_on", "label", "nature", "origin", "supplier", "amount_excl_eur")
TABLES = ("purchase", "avoided_purchase")
CATEGORIES = (
    "laptop",
    "desktop_tower",
    "mini_pc",
    "all_in_one",
    "workstation",
    "thin_client",
    "computer",
    "monitor_lt_22",
    "monitor_22_24",
    "monitor_25_27",
    "monitor_ge_28",
    "monitor",
    "tablet",
    "school_tablet",
    "smartphone",
    "feature_phone",
    "ip_phone",
    "printer_inkjet",
    "printer_laser",
    "mfp_copier",
    "printer",
    "server_rack",
    "nas",
    "switch",
    "router",
    "wifi_ap",
    "firewall",
    "ups",
    "projector",
    "interactive_display",
    "tv_signage",
    "outdoor_led_screen",
    "cctv_camera",
    "nvr",
    "iot_sensor",
    "antenna",
    "scanner",
    "dock",
    "badge_reader",
    "radio",
    "other",
)
NATURES = ("hardware", "licences", "subscriptions", "services", "telecoms", "printing")
ORIGINS = ("new", "refurbished", "gift", "lease")
AREAS = ("region", "france", "eu", "outside_eu")


def upgrade() -> None:
    op.create_table(
        "purchase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bought_on", sa.String(length=10), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        *_term("nature", "spendingnature", NATURES),
        *_term("category", "devicecategory", CATEGORIES, nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount_excl_eur", sa.Double(), nullable=True),
        sa.Column("amount_incl_eur", sa.Double(), nullable=True),
        *_term("origin", "origin", ORIGINS, nullable=True),
        sa.Column("used_since", sa.String(length=10), nullable=True),
        *_term("recycled", "recycled", ("yes", "no"), nullable=True),
        sa.Column("repairability_index", sa.Double(), nullable=True),
        sa.Column("supplier", sa.String(length=200), nullable=True),
        sa.Column("supplier_place", sa.String(length=200), nullable=True),
        *_term("supplier_area", "supplierarea", AREAS, nullable=True),
        sa.Column("reference", sa.String(length=120), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("quantity >= 1", name="quantity"),
        sa.CheckConstraint("amount_excl_eur IS NULL OR amount_excl_eur >= 0", name="amount_excl_eur"),
        sa.CheckConstraint("amount_incl_eur IS NULL OR amount_incl_eur >= 0", name="amount_incl_eur"),
        sa.CheckConstraint("repairability_index IS NULL OR repairability_index BETWEEN 0 AND 10", name="index"),
        sa.UniqueConstraint("organisation_id", "id"),
        *_owned(),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_purchase_deleted_at", "purchase", ["deleted_at"])
    for column in SORTED:
        op.create_index(f"ix_purchase_{column}", "purchase", ["organisation_id", column, "id"], **IN_USE)
    op.create_table(
        "avoided_purchase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.String(length=10), nullable=False),
        *_term("avoided", "avoidedkind", ("refused", "shared", "stock")),
        *_term("category", "devicecategory", CATEGORIES),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price_eur", sa.Double(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("quantity >= 1", name="quantity"),
        sa.CheckConstraint("unit_price_eur IS NULL OR unit_price_eur >= 0", name="unit_price_eur"),
        *_owned(),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            for statement in policy_statements(table):
                op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _owned() -> Columns:
    return (
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )


def _term(column: str, name: str, values: tuple[str, ...], *, nullable: bool = False) -> Columns:
    return (
        sa.Column(column, sa.Enum(*values, name=name, native_enum=False, length=32), nullable=nullable),
        sa.CheckConstraint(f"{column} IN ({', '.join(map(repr, values))})", name=name),
    )
