"""What the dictionary said of a name before; the blanks that answers of the interview filled in."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("local_name", sa.Column("former", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("interview_answer", sa.Column("filled", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("interview_answer", "filled")
    op.drop_column("local_name", "former")
