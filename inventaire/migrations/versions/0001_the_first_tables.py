"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("session_mark", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "commune",
                "epci",
                "ccas",
                "syndicate",
                "other",
                name="organisationkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("insee_code", sa.String(length=5), nullable=True),
        sa.Column("siren", sa.String(length=9), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("staff_count", sa.Integer(), nullable=True),
        sa.Column("territory", sa.String(length=12), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("population IS NULL OR population >= 0", name=op.f("ck_organisation_population")),
        sa.CheckConstraint("staff_count IS NULL OR staff_count >= 0", name=op.f("ck_organisation_staff_count")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("code", name=op.f("uq_organisation_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "audit_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=12), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_audit_line_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_line")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.create_index("ix_audit_line_organisation_id", ["organisation_id", "id"], unique=False)
        batch_op.create_index("ix_audit_line_subject", ["organisation_id", "subject", "subject_id", "id"], unique=False)

    op.create_table(
        "department",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_department_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_department_organisation_id_id")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_department_organisation_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "previewed",
                "applied",
                "undone",
                name="importstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_audit_id", sa.Integer(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_import_account_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_import_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_import_organisation_id_id")),
        sa.UniqueConstraint("organisation_id", "number", name=op.f("uq_import_organisation_id_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("import", schema=None) as batch_op:
        batch_op.create_index("ix_import_created_at", ["organisation_id", "created_at"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "administrator",
                "manager",
                "contributor",
                "reader",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_invitation_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "administrator",
                "manager",
                "contributor",
                "reader",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_membership_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_membership_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("account_id", "organisation_id", name=op.f("uq_membership_account_id_organisation_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "town_hall",
                "primary_school",
                "nursery",
                "library",
                "depot",
                "sports",
                "public_space",
                "other",
                name="sitekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_site_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_site_organisation_id_id")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_site_organisation_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("raw_name", sa.String(length=400), nullable=False),
        sa.Column("publisher", sa.String(length=200), nullable=False),
        sa.Column("raw_version", sa.String(length=200), nullable=True),
        sa.Column(
            "delivery",
            sa.Enum(
                "installed",
                "saas",
                "mobile",
                "appliance",
                "account",
                name="delivery",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("mission", sa.String(length=200), nullable=True),
        sa.Column("yearly_cost_excl_eur", sa.Double(), nullable=True),
        sa.Column("yearly_cost_incl_eur", sa.Double(), nullable=True),
        sa.Column("contract_starts_on", sa.String(length=10), nullable=True),
        sa.Column("contract_ends_on", sa.String(length=10), nullable=True),
        sa.Column("notice_months", sa.Integer(), nullable=True),
        sa.Column(
            "hosting_place",
            sa.Enum(
                "town",
                "shared",
                "france",
                "eu",
                "outside_eu",
                "unknown",
                name="hostingplace",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "personal_data",
            sa.Enum(
                "none",
                "common",
                "sensitive",
                "children",
                "health",
                name="personaldata",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "export_kind",
            sa.Enum(
                "full",
                "partial",
                "none",
                "unknown",
                name="exportkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("debated_on", sa.String(length=10), nullable=True),
        sa.Column("debated_where", sa.String(length=200), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("tool", sa.String(length=80), nullable=True),
        sa.Column("rule", sa.String(length=200), nullable=True),
        sa.Column("catalog_version", sa.String(length=40), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("notice_months IS NULL OR notice_months >= 0", name=op.f("ck_application_notice_months")),
        sa.CheckConstraint("seats IS NULL OR seats >= 0", name=op.f("ck_application_seats")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "department_id"],
            ["department.organisation_id", "department.id"],
            name=op.f("fk_application_organisation_id_department_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_application_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_application_organisation_id_id")),
        sa.UniqueConstraint(
            "organisation_id", "raw_name", "publisher", name=op.f("uq_application_organisation_id_raw_name_publisher")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(
            "ix_application_contract_ends_on", ["organisation_id", "contract_ends_on", "id"], unique=False
        )
        batch_op.create_index("ix_application_delivery", ["organisation_id", "delivery", "id"], unique=False)
        batch_op.create_index("ix_application_department_id", ["organisation_id", "department_id", "id"], unique=False)
        batch_op.create_index("ix_application_hosting_place", ["organisation_id", "hosting_place", "id"], unique=False)
        batch_op.create_index("ix_application_outcome", ["organisation_id", "outcome", "id"], unique=False)
        batch_op.create_index("ix_application_publisher", ["organisation_id", "publisher", "id"], unique=False)
        batch_op.create_index("ix_application_tool", ["organisation_id", "tool", "id"], unique=False)

    op.create_table(
        "device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column(
            "category",
            sa.Enum(
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
                name="devicecategory",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("manufacturer", sa.String(length=200), nullable=True),
        sa.Column("model", sa.String(length=200), nullable=True),
        sa.Column("serial", sa.String(length=120), nullable=True),
        sa.Column("uuid", sa.String(length=64), nullable=True),
        sa.Column("inventory_number", sa.String(length=120), nullable=True),
        sa.Column("ledger_number", sa.String(length=25), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("user_label", sa.String(length=200), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "in_service",
                "in_stock",
                "in_repair",
                "lent",
                "decommissioned",
                "retired",
                name="devicestatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "origin",
            sa.Enum(
                "new",
                "refurbished",
                "gift",
                "lease",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("purchased_on", sa.String(length=10), nullable=True),
        sa.Column("in_service_on", sa.String(length=10), nullable=True),
        sa.Column("decommissioned_on", sa.String(length=10), nullable=True),
        sa.Column("retired_on", sa.String(length=10), nullable=True),
        sa.Column(
            "disposal_outlet",
            sa.Enum(
                "public_body",
                "sale",
                "gift_staff",
                "gift_association",
                "eco_organisation",
                "supplier",
                "waste",
                name="disposaloutlet",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("purchase_price_excl_eur", sa.Double(), nullable=True),
        sa.Column("purchase_price_incl_eur", sa.Double(), nullable=True),
        sa.Column("supplier", sa.String(length=200), nullable=True),
        sa.Column("warranty_until", sa.String(length=10), nullable=True),
        sa.Column("repairability_index", sa.Double(), nullable=True),
        sa.Column("operating_system", sa.String(length=200), nullable=True),
        sa.Column("operating_system_version", sa.String(length=200), nullable=True),
        sa.Column("processor", sa.String(length=200), nullable=True),
        sa.Column("memory_gb", sa.Double(), nullable=True),
        sa.Column("storage_gb", sa.Double(), nullable=True),
        sa.Column(
            "storage_kind",
            sa.Enum("ssd", "hdd", "other", name="storagekind", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("tpm_version", sa.String(length=40), nullable=True),
        sa.Column(
            "connection",
            sa.Enum(
                "wired",
                "wifi",
                "mobile",
                "none",
                name="connection",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("lifetime_years", sa.Double(), nullable=True),
        sa.Column("embodied_kgco2e", sa.Double(), nullable=True),
        sa.Column("energy_kwh_per_year", sa.Double(), nullable=True),
        sa.Column(
            "energy_source",
            sa.Enum("measured", "maker", name="energysource", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("power_on_w", sa.Double(), nullable=True),
        sa.Column("power_standby_w", sa.Double(), nullable=True),
        sa.Column("hours_per_day", sa.Double(), nullable=True),
        sa.Column("days_per_year", sa.Double(), nullable=True),
        sa.Column("pue", sa.Double(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("pue IS NULL OR pue >= 1", name=op.f("ck_device_pue")),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_device_quantity")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "department_id"],
            ["department.organisation_id", "department.id"],
            name=op.f("fk_device_organisation_id_department_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "site_id"],
            ["site.organisation_id", "site.id"],
            name=op.f("fk_device_organisation_id_site_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_device_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_device_organisation_id_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.create_index("ix_device_category", ["organisation_id", "category", "id"], unique=False)
        batch_op.create_index("ix_device_department_id", ["organisation_id", "department_id", "id"], unique=False)
        batch_op.create_index("ix_device_in_service_on", ["organisation_id", "in_service_on", "id"], unique=False)
        batch_op.create_index("ix_device_inventory_number", ["organisation_id", "inventory_number", "id"], unique=False)
        batch_op.create_index("ix_device_ledger_number", ["organisation_id", "ledger_number", "id"], unique=False)
        batch_op.create_index("ix_device_manufacturer", ["organisation_id", "manufacturer", "id"], unique=False)
        batch_op.create_index("ix_device_model", ["organisation_id", "model", "id"], unique=False)
        batch_op.create_index("ix_device_name", ["organisation_id", "name", "id"], unique=False)
        batch_op.create_index("ix_device_operating_system", ["organisation_id", "operating_system", "id"], unique=False)
        batch_op.create_index("ix_device_serial", ["organisation_id", "serial", "id"], unique=False)
        batch_op.create_index("ix_device_site_id", ["organisation_id", "site_id", "id"], unique=False)
        batch_op.create_index("ix_device_status", ["organisation_id", "status", "id"], unique=False)
        batch_op.create_index("ix_device_uuid", ["organisation_id", "uuid", "id"], unique=False)

    op.create_table(
        "import_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column(
            "target",
            sa.Enum("devices", "applications", name="target", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "created",
                "updated",
                "unchanged",
                "refused",
                "asked",
                "ignored",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=True),
        sa.Column("effects", sa.JSON(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "import_id"],
            ["import.organisation_id", "import.id"],
            name=op.f("fk_import_row_organisation_id_import_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_import_row_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.create_index("ix_import_row_fingerprint", ["organisation_id", "fingerprint"], unique=False)
        batch_op.create_index("ix_import_row_import_id", ["import_id", "part", "outcome", "id"], unique=False)

    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("raw_version", sa.String(length=200), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_installation_organisation_id_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "device_id"],
            ["device.organisation_id", "device.id"],
            name=op.f("fk_installation_organisation_id_device_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_installation_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
        sa.UniqueConstraint("application_id", "device_id", name=op.f("uq_installation_application_id_device_id")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_installation_organisation_id_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("installation", schema=None) as batch_op:
        batch_op.create_index("ix_installation_device_id", ["device_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("installation", schema=None) as batch_op:
        batch_op.drop_index("ix_installation_device_id")

    op.drop_table("installation")
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.drop_index("ix_import_row_import_id")
        batch_op.drop_index("ix_import_row_fingerprint")

    op.drop_table("import_row")
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_index("ix_device_uuid")
        batch_op.drop_index("ix_device_status")
        batch_op.drop_index("ix_device_site_id")
        batch_op.drop_index("ix_device_serial")
        batch_op.drop_index("ix_device_operating_system")
        batch_op.drop_index("ix_device_name")
        batch_op.drop_index("ix_device_model")
        batch_op.drop_index("ix_device_manufacturer")
        batch_op.drop_index("ix_device_ledger_number")
        batch_op.drop_index("ix_device_inventory_number")
        batch_op.drop_index("ix_device_in_service_on")
        batch_op.drop_index("ix_device_department_id")
        batch_op.drop_index("ix_device_category")

    op.drop_table("device")
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index("ix_application_tool")
        batch_op.drop_index("ix_application_publisher")
        batch_op.drop_index("ix_application_outcome")
        batch_op.drop_index("ix_application_hosting_place")
        batch_op.drop_index("ix_application_department_id")
        batch_op.drop_index("ix_application_delivery")
        batch_op.drop_index("ix_application_contract_ends_on")

    op.drop_table("application")
    op.drop_table("site")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_organisation_id"))

    op.drop_table("membership")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_organisation_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("import", schema=None) as batch_op:
        batch_op.drop_index("ix_import_created_at")

    op.drop_table("import")
    op.drop_table("department")
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_line_subject")
        batch_op.drop_index("ix_audit_line_organisation_id")

    op.drop_table("audit_line")
    op.drop_table("organisation")
    op.drop_table("account")
