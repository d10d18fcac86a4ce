"""What the energy label of a display says."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("device", sa.Column("label_kwh_per_1000h", sa.Double(), nullable=True))


def downgrade() -> None:
    op.drop_column("device", "label_kwh_per_1000h")
