"""The policies that an organisation compares over its hardware."""

import sqlalchemy as sa
from alembic import op

from inventaire.models.isolation import policy_statements

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SYSTEMS = ("age", "publisher", "free")


def upgrade() -> None:
    op.create_table(
        "fleet_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("ages", sa.JSON(), nullable=False),
        sa.Column("systems", sa.Enum(*SYSTEMS, name="systemrule", native_enum=False, length=32), nullable=False),
        sa.Column("refurbished", sa.Double(), nullable=False),
        sa.Column("per_agent", sa.Double(), nullable=True),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"systems IN ({', '.join(map(repr, SYSTEMS))})", name="systemrule"),
        sa.CheckConstraint("refurbished BETWEEN 0 AND 100", name="refurbished"),
        sa.CheckConstraint("per_agent IS NULL OR per_agent >= 0", name="per_agent"),
        sa.CheckConstraint("years BETWEEN 1 AND 10", name="years"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", "name"),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in policy_statements("fleet_policy"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("fleet_policy")
