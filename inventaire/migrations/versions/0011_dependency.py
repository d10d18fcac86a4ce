"""What an organisation says of its dependencies, and how it weighs them."""

import sqlalchemy as sa
from alembic import op

from inventaire.models.isolation import policy_statements

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = ("dependency_answer", "dependency_setting")


def _said() -> list[sa.schema.SchemaItem]:
    """Give what both tables share: whose, by whom, when, and in which version."""
    return [
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    ]


def upgrade() -> None:
    op.create_table(
        "dependency_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("dated_on", sa.String(length=10), nullable=True),
        *_said(),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("organisation_id", "application_id", "criterion"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "dependency_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_said(),
        sa.CheckConstraint("weight BETWEEN 0 AND 10", name="weight"),
        sa.UniqueConstraint("organisation_id", "criterion"),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in (each for table in TABLES for each in policy_statements(table)):
            op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
