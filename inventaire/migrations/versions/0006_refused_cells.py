"""The cells of the lines that an import gives back."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}  # a table made anew would forget it


def upgrade() -> None:
    op.add_column("import_row", sa.Column("cells", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("import_row", table_kwargs=KEPT) as batch:
        batch.drop_column("cells")
