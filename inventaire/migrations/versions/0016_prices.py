"""The prices that an organisation reckons with."""

import sqlalchemy as sa
from alembic import op

from inventaire.models.isolation import policy_statements

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KEYS = (
    "new_device",
    "refurbished_device",
    "memory",
    "ssd",
    "battery",
    "technician_hour",
    "kwh",
    "install_hours",
    "part_hours",
    "replace_hours",
)
CATEGORIES = (
    "laptop",
    "desktop_tower",
    "mini_pc",
    "all_in_one",
    "workstation",
    "thin_client",
    "computer",
    "monitor_lt_22",
    "monitor_22_24",
    "monitor_25_27",
    "monitor_ge_28",
    "monitor",
    "tablet",
    "school_tablet",
    "smartphone",
    "feature_phone",
    "ip_phone",
    "printer_inkjet",
    "printer_laser",
    "mfp_copier",
    "printer",
    "server_rack",
    "nas",
    "switch",
    "router",
    "wifi_ap",
    "firewall",
    "ups",
    "projector",
    "interactive_display",
    "tv_signage",
    "outdoor_led_screen",
    "cctv_camera",
    "nvr",
    "iot_sensor",
    "antenna",
    "scanner",
    "dock",
    "badge_reader",
    "radio",
    "other",
)


def upgrade() -> None:
    op.create_table(
        "price_parameter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Enum(*KEYS, name="pricekey", native_enum=False, length=32), nullable=False),
        sa.Column("category", sa.Enum(*CATEGORIES, name="devicecategory", native_enum=False, length=32), nullable=True),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("value >= 0", name="value"),
        sa.CheckConstraint(f"key IN ({', '.join(map(repr, KEYS))})", name="pricekey"),
        sa.CheckConstraint(f"category IN ({', '.join(map(repr, CATEGORIES))})", name="devicecategory"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in policy_statements("price_parameter"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("price_parameter")
