"""Contracts, what they cover, and imports that bring them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from inventaire.models.isolation import policy_statements

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KINDS = ("licence", "subscription", "maintenance", "hosting", "telecom", "rental", "printing", "service", "other")
RENEWALS = ("tacit", "express", "none", "unknown")
BILLINGS = ("monthly", "quarterly", "half_yearly", "yearly", "once", "other")
REVERSIBILITIES = ("yes", "no", "unknown")
TABLES = ("contract", "contract_application", "contract_device")
BEFORE = ("devices", "applications", "purchases")
TARGETS = (*BEFORE, "contracts")
READ = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'import_row'")
WRITE = sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = 'import_row'")


def upgrade() -> None:
    op.create_table(
        "contract",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("supplier", sa.String(length=200), nullable=False),
        *_term("kind", "contractkind", KINDS),
        sa.Column("starts_on", sa.String(length=10), nullable=True),
        sa.Column("ends_on", sa.String(length=10), nullable=True),
        sa.Column("notice_months", sa.Integer(), nullable=True),
        *_term("renewal", "renewal", RENEWALS),
        sa.Column("yearly_amount_excl_eur", sa.Double(), nullable=True),
        sa.Column("yearly_amount_incl_eur", sa.Double(), nullable=True),
        *_term("billing", "billing", BILLINGS),
        sa.Column("market_reference", sa.String(length=200), nullable=True),
        *_term("reversibility", "reversibility", REVERSIBILITIES),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_owned(),
        *(_positive(name) for name in ("notice_months", "yearly_amount_excl_eur", "yearly_amount_incl_eur")),
        sa.UniqueConstraint("organisation_id", "id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contract_deleted_at", "contract", ["deleted_at"])
    _unique("number", sa.text("deleted_at IS NULL AND number <> ''"))
    _unique("title", sa.text("deleted_at IS NULL AND number = ''"))
    for table, other in (("contract_application", "application"), ("contract_device", "device")):
        _link(table, other)
    _let_rows_be(TARGETS)
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            for statement in policy_statements(table):
                op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute("DELETE FROM import_row WHERE target = 'contracts'")
    _let_rows_be(BEFORE)


def _link(table: str, other: str) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column(f"{other}_id", sa.Integer(), nullable=False),
        *_owned(),
        *_of("contract", other),
        sa.UniqueConstraint("organisation_id", "contract_id", f"{other}_id", name=f"uq_{table}"),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{table}_{other}_id", table, ["organisation_id", f"{other}_id"])


def _unique(column: str, kept: sa.TextClause) -> None:
    columns = ["organisation_id", "supplier", column]
    op.create_index(f"ix_contract_{column}", "contract", columns, unique=True, sqlite_where=kept, postgresql_where=kept)


def _let_rows_be(targets: tuple[str, ...]) -> None:
    """Let the lines of imports speak of these; SQLite is told in place: a table made anew would forget its ids."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.drop_constraint("target", "import_row", type_="check")
        op.create_check_constraint("target", "import_row", f"target IN ({', '.join(map(repr, targets))})")
        return
    version = connection.scalar(sa.text("PRAGMA schema_version"))
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    sql = connection.scalar(READ)
    former = BEFORE if targets is TARGETS else TARGETS
    for written in (_one_by_one, _listed):
        sql = sql.replace(written(former), written(targets))
    connection.execute(WRITE, {"sql": sql})
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=RESET")


def _one_by_one(targets: tuple[str, ...]) -> str:
    return f"({' OR '.join(f'target = {word!r}' for word in targets)})"


def _listed(targets: tuple[str, ...]) -> str:
    return f"(target IN ({', '.join(map(repr, targets))}))"


def _owned() -> tuple[Any, ...]:
    return (
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )


def _of(*tables: str) -> tuple[Any, ...]:
    return tuple(
        sa.ForeignKeyConstraint(
            ["organisation_id", f"{table}_id"], [f"{table}.organisation_id", f"{table}.id"], ondelete="CASCADE"
        )
        for table in tables
    )


def _positive(column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} IS NULL OR {column} >= 0", name=column)


def _term(column: str, name: str, values: tuple[str, ...]) -> tuple[Any, ...]:
    return (
        sa.Column(column, sa.Enum(*values, name=name, native_enum=False, length=32), nullable=True),
        sa.CheckConstraint(f"{column} IN ({', '.join(map(repr, values))})", name=name),
    )
