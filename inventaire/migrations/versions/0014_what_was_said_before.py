"""What the dictionary said of a name before."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("local_name", sa.Column("former", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.drop_column("local_name", "former")
