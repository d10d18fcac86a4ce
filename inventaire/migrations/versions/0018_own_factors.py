"""An organisation's own factors, what makers say of their models, the reports that were frozen."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from inventaire.models.isolation import policy_statements

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

Columns = tuple[Any, ...]
FIGURES = ("embodied", "energy", "lifetime", "electricity")
GRADES = ("A", "B", "C", "D")
TABLES = ("own_factor", "maker_sheet", "frozen_report")
IN_FORCE = sa.text("lifted_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "own_factor",
        sa.Column("id", sa.Integer(), nullable=False),
        *_term("figure", "ownfigure", FIGURES),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("central", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        *_term("quality", "quality", GRADES, nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_given(),
        sa.UniqueConstraint("organisation_id", "figure", "key", "since"),
        sa.CheckConstraint(_not_negative("low", "central", "high"), name="bounds"),
        sqlite_autoincrement=True,
    )
    sheet = ("embodied_low", "embodied_kgco2e", "embodied_high", "energy_kwh_per_year")
    op.create_table(
        "maker_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("manufacturer", sa.String(length=120), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("known_as", sa.String(length=330), nullable=False),
        *(sa.Column(name, sa.Double(), nullable=True) for name in sheet),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated", sa.String(length=10), nullable=False),
        *_given(),
        sa.UniqueConstraint("organisation_id", "known_as"),
        sa.CheckConstraint(_not_negative(*sheet), name="values"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "frozen_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_reason", sa.Text(), nullable=True),
        *_given(),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_frozen_report_organisation_id_year",
        "frozen_report",
        ["organisation_id", "year"],
        unique=True,
        sqlite_where=IN_FORCE,
        postgresql_where=IN_FORCE,
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            for statement in policy_statements(table):
                op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _given() -> Columns:
    return (
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )


def _not_negative(*columns: str) -> str:
    return " AND ".join(f"({column} IS NULL OR {column} >= 0)" for column in columns)


def _term(column: str, name: str, values: tuple[str, ...], *, nullable: bool = False) -> Columns:
    return (
        sa.Column(column, sa.Enum(*values, name=name, native_enum=False, length=32), nullable=nullable),
        sa.CheckConstraint(f"{column} IN ({', '.join(map(repr, values))})", name=name),
    )
