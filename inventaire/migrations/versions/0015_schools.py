"""How many pupils a school has, and whether its Wi-Fi can be switched off."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# A check said with its column: SQLite would make the table anew for one of its own.
ADD_PUPILS = (
    "ALTER TABLE site ADD COLUMN pupils INTEGER CONSTRAINT ck_site_pupils CHECK (pupils IS NULL OR pupils >= 0)"
)


def upgrade() -> None:
    op.execute(ADD_PUPILS)
    op.add_column("site", sa.Column("wifi_switch", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("site", "wifi_switch")
    op.drop_column("site", "pupils")
