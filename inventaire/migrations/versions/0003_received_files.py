"""Imports are received first, then read and written in the background."""

import sqlalchemy as sa
from alembic import op

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
        batch.add_column(sa.Column("reason", sa.Text(), nullable=True))
    with op.batch_alter_table("import", table_kwargs=KEPT) as batch:
        batch.alter_column("received", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    op.execute("DELETE FROM \"import\" WHERE state IN ('received', 'unreadable', 'applying', 'discarded')")
    change_states(BEFORE)
    with op.batch_alter_table("import", table_kwargs=KEPT) as batch:
        batch.drop_column("received")
        batch.drop_column("reason")
