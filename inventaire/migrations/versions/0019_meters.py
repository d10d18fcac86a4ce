"""Meters, what is read on them, and the devices that they measure."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from inventaire.models.isolation import policy_statements

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

Columns = tuple[Any, ...]
KINDS = ("server_room", "rack", "ups", "socket", "building", "copier")
READS = ("index", "period")
TABLES = ("meter", "meter_reading", "metered_device")


def upgrade() -> None:
    op.create_table(
        "meter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        *_term("measures", "meterkind", KINDS),
        *_term("reads", "readingkind", READS),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_owned(),
        sa.ForeignKeyConstraint(["organisation_id", "site_id"], ["site.organisation_id", "site.id"]),
        sa.UniqueConstraint("organisation_id", "id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "meter_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meter_id", sa.Integer(), nullable=False),
        sa.Column("read_on", sa.String(length=10), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("begins_on", sa.String(length=10), nullable=True),
        sa.Column("replaced", sa.Boolean(), nullable=False),
        sa.Column("taken_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_owned(),
        *_of("meter"),
        sa.CheckConstraint("value >= 0", name="value"),
        sa.UniqueConstraint("organisation_id", "meter_id", "read_on"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "metered_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meter_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        *_owned(),
        *_of("meter", "device"),
        sa.UniqueConstraint("organisation_id", "meter_id", "device_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meter_reading_taken_in_at", "meter_reading", ["organisation_id", "taken_in_at"])
    op.create_index("ix_metered_device_device_id", "metered_device", ["organisation_id", "device_id"])
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


def _term(column: str, name: str, values: tuple[str, ...]) -> Columns:
    return (
        sa.Column(column, sa.Enum(*values, name=name, native_enum=False, length=32), nullable=False),
        sa.CheckConstraint(f"{column} IN ({', '.join(map(repr, values))})", name=name),
    )
