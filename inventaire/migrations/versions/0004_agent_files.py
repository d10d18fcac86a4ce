"""Lines that say which file of an archive they come from, and software that is no longer there."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}  # a table made anew would forget it
BEFORE = ("created", "updated", "unchanged", "refused", "asked", "ignored")


def _name_outcomes(*words: str) -> None:
    told = ", ".join(f"'{word}'" for word in words)
    with op.batch_alter_table("import_row", table_kwargs=KEPT) as batch:
        batch.drop_constraint(op.f("ck_import_row_outcome"), type_="check")
        batch.create_check_constraint(op.f("ck_import_row_outcome"), f"outcome IN ({told})")


def upgrade() -> None:
    with op.batch_alter_table("import_row", table_kwargs=KEPT) as batch:
        batch.add_column(sa.Column("source", sa.String(length=400), nullable=True))
    _name_outcomes(*BEFORE, "removed")


def downgrade() -> None:
    op.execute("DELETE FROM import_row WHERE outcome = 'removed'")  # the earlier list has no word for it
    _name_outcomes(*BEFORE)
    with op.batch_alter_table("import_row", table_kwargs=KEPT) as batch:
        batch.drop_column("source")
