"""The dictionary of a town: what it says of raw names."""

import sqlalchemy as sa
from alembic import op

from inventaire.models.isolation import policy_statements

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KINDS = ("tool", "component", "local")


def upgrade() -> None:
    op.create_table(
        "local_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(400), nullable=False),
        sa.Column("signed", sa.String(200), nullable=False),
        sa.Column("raw_name", sa.String(400), nullable=False),
        sa.Column("publisher", sa.String(200), nullable=False),
        sa.Column("kind", sa.Enum(*KINDS, name="namekind", native_enum=False, length=32), nullable=False),
        sa.Column("tool", sa.String(80), nullable=True),
        sa.Column("function", sa.String(80), nullable=True),
        sa.Column("overrules", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"kind IN ({', '.join(map(repr, KINDS))})", name="namekind"),
        sa.CheckConstraint("(kind = 'tool') = (tool IS NOT NULL)", name="tool"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", "name", "signed"),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in policy_statements("local_name"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("local_name")
