"""What people choose in a preview, and which imports speak of which device."""

import sqlalchemy as sa
from alembic import op

from inventaire.models.isolation import policy_statements

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OF_ROWS = ("choice", "question", "held", "covers")
SOURCES = ("agent", "spreadsheet", "ledger", "glpi", "directory", "tool")


def upgrade() -> None:
    for name in OF_ROWS:
        op.add_column("import_row", sa.Column(name, sa.JSON(), nullable=True))
    op.add_column("import", sa.Column("settled", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("import", sa.Column("takes_file", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "device_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Enum(*SOURCES, name="source", native_enum=False, length=32), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"source IN ({', '.join(map(repr, SOURCES))})", name="source"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE"),
        *(
            sa.ForeignKeyConstraint(
                ["organisation_id", f"{table}_id"], [f"{table}.organisation_id", f"{table}.id"], ondelete="CASCADE"
            )
            for table in ("device", "import")
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", "device_id", "source", "import_id"),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in policy_statements("device_source"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("device_source")
    for name in ("takes_file", "settled"):
        op.drop_column("import", name)
    for name in reversed(OF_ROWS):
        op.drop_column("import_row", name)
