"""What an organisation thinks of the catalogue's proposals."""

import sqlalchemy as sa
from alembic import op

from inventaire.models.isolation import policy_statements

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

FITS = ("full", "partial", "conditional", "none")


def upgrade() -> None:
    op.create_table(
        "catalog_opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tool", sa.String(80), nullable=False),
        sa.Column("alternative", sa.String(80), nullable=False),
        sa.Column("fit", sa.Enum(*FITS, name="fit", native_enum=False, length=32), nullable=True),
        sa.Column("difficulty", sa.Integer(), nullable=True),
        sa.Column("preferred", sa.Boolean(), nullable=False),
        sa.Column("lost_fr", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("difficulty BETWEEN 1 AND 5", name="difficulty"),
        sa.CheckConstraint(f"fit IN ({', '.join(map(repr, FITS))})", name="fit"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", "tool", "alternative"),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in policy_statements("catalog_opinion"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("catalog_opinion")
