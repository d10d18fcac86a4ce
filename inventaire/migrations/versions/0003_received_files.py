"""Imports are received first, read and written in the background, and read again as people correct them."""

import sqlalchemy as sa
from alembic import op

from inventaire.models.isolation import policy_statements

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}  # a table made anew would forget it
BEFORE = ("previewed", "applied", "undone")
AFTER = ("received", "unreadable", "previewed", "applying", "applied", "undone", "discarded")


def one_of(states: tuple[str, ...]) -> str:
    return f"state IN ({', '.join(repr(state) for state in states)})"


def change_states(states: tuple[str, ...]) -> None:
    with op.batch_alter_table("import", table_kwargs=KEPT) as batch:
        batch.drop_constraint("importstate", type_="check")
        batch.create_check_constraint("importstate", one_of(states))


def upgrade() -> None:
    change_states(AFTER)
    with op.batch_alter_table("import", table_kwargs=KEPT) as batch:
        batch.add_column(sa.Column("received", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("corrections", sa.JSON(), nullable=False, server_default="{}"))
        batch.add_column(sa.Column("reason", sa.Text(), nullable=True))
    with op.batch_alter_table("import", table_kwargs=KEPT) as batch:
        for name in ("received", "corrections"):
            batch.alter_column(name, existing_type=sa.JSON(), server_default=None)
    op.create_table(
        "remembered_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("headings", sa.Text(), nullable=False),
        sa.Column("correction", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", "mark"),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in policy_statements("remembered_reading"):
            op.execute(statement)


def downgrade() -> None:
    op.execute("DELETE FROM \"import\" WHERE state IN ('received', 'unreadable', 'applying', 'discarded')")
    change_states(BEFORE)
    with op.batch_alter_table("import", table_kwargs=KEPT) as batch:
        for name in ("received", "corrections", "reason"):
            batch.drop_column(name)
    op.drop_table("remembered_reading")
