"""What happens to devices, the batches they leave in, and an organisation's own figures of the law."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from inventaire.models.isolation import policy_statements

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

Columns = tuple[Any, ...]
ACTS = ("start", "store", "repair", "lend", "decommission", "recall", "lose", "dispose")
MENDED = ("repaired", "memory", "disk", "battery")
STATUSES = ("in_service", "in_stock", "in_repair", "lent", "decommissioned", "retired")
OUTLETS = ("public_body", "sale", "gift_staff", "gift_association", "eco_organisation", "supplier", "waste")
ASSOCIATIONS = ("parents", "school_support", "public_utility", "solidarity", "students", "other_association")
RECIPIENTS = ("public_body", "staff", *ASSOCIATIONS, "company", "person", "eco_organisation", "other")
EXCLUSIONS = ("classified", "security", "other_waste")
TABLES = ("regulatory_value", "disposal", "disposed_device", "device_event")


def upgrade() -> None:
    op.create_table(
        "regulatory_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_owned(),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="SET NULL"),
        sa.UniqueConstraint("organisation_id", "key", "since"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "disposal",
        sa.Column("id", sa.Integer(), nullable=False),
        *_term("outlet", "disposaloutlet", OUTLETS),
        sa.Column("left_on", sa.String(length=10), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        *_term("recipient_kind", "recipientkind", RECIPIENTS),
        sa.Column("commitment_on", sa.String(length=10), nullable=True),
        sa.Column("commitment_reference", sa.String(length=200), nullable=True),
        sa.Column("wiping_reference", sa.String(length=200), nullable=True),
        sa.Column("unit_value_eur", sa.Double(), nullable=True),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("receipt_number", sa.String(length=120), nullable=True),
        sa.Column("weight_kg", sa.Double(), nullable=True),
        *_term("exclusion", "exclusion", EXCLUSIONS, nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_owned(),
        sa.CheckConstraint("unit_value_eur IS NULL OR unit_value_eur >= 0", name="unit_value_eur"),
        sa.CheckConstraint("weight_kg IS NULL OR weight_kg >= 0", name="weight_kg"),
        sa.UniqueConstraint("organisation_id", "id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "disposed_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("disposal_id", sa.Integer(), nullable=False),
        *_term("status", "devicestatus", STATUSES),
        sa.Column("retired_on", sa.String(length=10), nullable=True),
        *_term("disposal_outlet", "disposaloutlet", OUTLETS, nullable=True),
        *_owned(),
        *_of("device", "disposal"),
        sa.UniqueConstraint("organisation_id", "device_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "device_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        *_term("act", "act", ACTS + MENDED),
        sa.Column("happened_on", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("proof", sa.String(length=200), nullable=True),
        sa.Column("cost_eur", sa.Double(), nullable=True),
        *_term("exclusion", "exclusion", EXCLUSIONS, nullable=True),
        *_owned(),
        *_of("device"),
        sa.CheckConstraint("cost_eur IS NULL OR cost_eur >= 0", name="cost_eur"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_device_event_device_id", "device_event", ["organisation_id", "device_id"])
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            for statement in policy_statements(table):
                op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _owned() -> Columns:
    return (
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )


def _of(*tables: str) -> Columns:
    return tuple(
        sa.ForeignKeyConstraint(
            ["organisation_id", f"{table}_id"], [f"{table}.organisation_id", f"{table}.id"], ondelete="CASCADE"
        )
        for table in tables
    )


def _term(column: str, name: str, values: tuple[str, ...], *, nullable: bool = False) -> Columns:
    return (
        sa.Column(column, sa.Enum(*values, name=name, native_enum=False, length=32), nullable=nullable),
        sa.CheckConstraint(f"{column} IN ({', '.join(map(repr, values))})", name=name),
    )
