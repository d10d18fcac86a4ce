"""Lines of imports may describe purchases."""

from alembic import op
from sqlalchemy import text

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

CHECK = "ck_import_row_target"
FEWER = ("devices", "applications")
MORE = (*FEWER, "purchases")
READ = text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'import_row'")
WRITE = text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = 'import_row'")


def upgrade() -> None:
    _admit(FEWER, MORE)


def downgrade() -> None:
    op.execute("DELETE FROM import_row WHERE target = 'purchases'")
    _admit(MORE, FEWER)


def _admit(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Admit other words in the column: in place on SQLite, for a table made anew would give old ids again."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.drop_constraint(CHECK, "import_row")
        op.create_check_constraint(op.f(CHECK), "import_row", _listed(after))
        return
    version = connection.scalar(text("PRAGMA schema_version"))
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    sql = connection.scalar(READ)
    told = sql.replace(_listed(before), _listed(after)).replace(_one_by_one(before), _one_by_one(after))
    connection.execute(WRITE, {"sql": told})
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=RESET")


def _listed(words: tuple[str, ...]) -> str:
    return f"target IN ({', '.join(map(repr, words))})"


def _one_by_one(words: tuple[str, ...]) -> str:
    return " OR ".join(f"target = {word!r}" for word in words)
