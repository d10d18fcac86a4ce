"""People, sessions, the bin, the sealed trace, and PostgreSQL's own barrier between organisations."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from inventaire.domain import chain
from inventaire.models.isolation import policy_statements

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}  # a table made anew would forget it
HELD = (
    "application",
    "audit_head",
    "audit_line",
    "consolidated",
    "department",
    "device",
    "import",
    "import_row",
    "installation",
    "invitation",
    "membership",
    "organisation",
    "site",
)
LISTED = {
    "application": (
        "publisher",
        "outcome",
        "tool",
        "delivery",
        "contract_ends_on",
        "department_id",
        "hosting_place",
    ),
    "device": (
        "name",
        "category",
        "status",
        "manufacturer",
        "model",
        "in_service_on",
        "site_id",
        "department_id",
        "serial",
        "uuid",
        "inventory_number",
        "ledger_number",
        "operating_system",
    ),
}
PERSONAL = {
    "account": {"email", "name"},
    "application": {"comment"},
    "device": {"comment", "name", "user_label"},
    "import": {"author", "files"},
    "invitation": {"email"},
}
SIDES = ("before", "after")
NOT_DELETED: dict[str, Any] = {
    f"{database}_where": sa.text("deleted_at IS NULL") for database in ("sqlite", "postgresql")
}
REFUSE_SQLITE = (
    "CREATE TRIGGER audit_line_rewritten BEFORE UPDATE OF id, {sealed}, seal ON audit_line"
    " BEGIN SELECT RAISE(ABORT, 'the trace cannot be changed'); END",
    "CREATE TRIGGER audit_line_removed BEFORE DELETE ON audit_line"
    " BEGIN SELECT RAISE(ABORT, 'the trace cannot be changed'); END",
)
REFUSE_POSTGRESQL = (
    "CREATE FUNCTION refuse_change_of_trace() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'the trace cannot be changed'; END $$",
    "CREATE TRIGGER audit_line_rewritten BEFORE UPDATE OF id, {sealed}, seal ON audit_line"
    " FOR EACH ROW EXECUTE FUNCTION refuse_change_of_trace()",
    "CREATE TRIGGER audit_line_removed BEFORE DELETE ON audit_line"
    " FOR EACH ROW EXECUTE FUNCTION refuse_change_of_trace()",
)


def moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def of_account() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE")


def of_organisation() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE")


def number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def word(name: str, length: int, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=nullable)


def table(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(name, number("id"), *columns, sa.PrimaryKeyConstraint("id"), sqlite_autoincrement=True)


def upgrade() -> None:
    _make_tables()
    _change_accounts()
    _open_the_bin()
    _seal_the_trace()
    dialect = op.get_bind().dialect.name
    for statement in REFUSE_POSTGRESQL if dialect == "postgresql" else REFUSE_SQLITE:
        op.execute(statement.format(sealed=", ".join(f'"{column}"' for column in chain.SEALED)))
    if dialect == "postgresql":
        for name in HELD:
            for statement in policy_statements(name):
                op.execute(statement)


def _make_tables() -> None:
    op.create_table(
        "sign_in_failure",
        word("key", 64),
        number("count"),
        moment("last_at"),
        moment("open_at"),
        sa.PrimaryKeyConstraint("key"),
        sqlite_autoincrement=True,
    )
    table(
        "audit_head",
        number("sequence"),
        word("seal", 64),
        word("mark", 64),
        number("organisation_id"),
        of_organisation(),
        sa.UniqueConstraint("organisation_id"),
    )
    table(
        "consolidated",
        word("key", 60),
        number("communes"),
        *(sa.Column(name, sa.Double()) for name in ("low", "central", "high")),
        word("quality", 1, nullable=True),
        moment("computed_at"),
        number("organisation_id"),
        sa.CheckConstraint("communes >= 3", name="communes"),
        of_organisation(),
        sa.UniqueConstraint("organisation_id", "key"),
    )
    table(
        "identity",
        number("account_id"),
        word("issuer", 255),
        word("subject", 255),
        moment("created_at"),
        of_account(),
        sa.UniqueConstraint("issuer", "subject"),
    )
    table("recovery_code", number("account_id"), word("code_hash", 64), moment("used_at", nullable=True), of_account())
    table(
        "sign_in",
        word("token_hash", 64),
        number("account_id"),
        number("membership_id"),
        *(moment(name) for name in ("created_at", "seen_at", "confirmed_at")),
        sa.Column("second_factor", sa.Boolean(), nullable=False),
        word("address", 45),
        word("browser", 200),
        of_account(),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("token_hash"),
    )
    for name, column in (
        ("identity", "account_id"),
        ("recovery_code", "account_id"),
        ("sign_in", "account_id"),
        ("sign_in", "membership_id"),
    ):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _change_accounts() -> None:
    with op.batch_alter_table("account", table_kwargs=KEPT) as batch:
        batch.add_column(word("totp_nonce", 64, nullable=True))
        batch.add_column(moment("totp_since", nullable=True))
        batch.add_column(number("totp_step", nullable=True))
        batch.alter_column("password_hash", existing_type=sa.String(255), nullable=True)
        batch.drop_column("session_mark")
    op.execute("DELETE FROM invitation")  # links of one hour: a new one is asked for
    for name in ("invitation", "membership"):
        with op.batch_alter_table(name, table_kwargs=KEPT) as batch:
            batch.add_column(number("department_id", nullable=True))
            batch.create_foreign_key(
                f"fk_{name}_organisation_id_department_id",
                "department",
                ["organisation_id", "department_id"],
                ["organisation_id", "id"],
            )
            if name == "invitation":
                batch.add_column(word("email", 254, nullable=True))
                batch.add_column(moment("created_at"))
    with op.batch_alter_table("organisation", table_kwargs=KEPT) as batch:
        batch.add_column(number("group_id", nullable=True))
        batch.add_column(sa.Column("keeps_user_names", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("second_factor_roles", sa.JSON(), nullable=False, server_default="[]"))
        batch.create_index("ix_organisation_group_id", ["group_id"])
        batch.create_foreign_key("fk_organisation_group_id", "organisation", ["group_id"], ["id"], ondelete="SET NULL")
    op.execute(  # names that are already there stay: who recorded them meant to
        "UPDATE organisation SET keeps_user_names = true"
        " WHERE id IN (SELECT organisation_id FROM device WHERE user_label IS NOT NULL)"
    )
    with op.batch_alter_table("organisation", table_kwargs=KEPT) as batch:
        batch.alter_column("keeps_user_names", existing_type=sa.Boolean(), server_default=None)
        batch.alter_column("second_factor_roles", existing_type=sa.JSON(), server_default=None)


def _open_the_bin() -> None:
    for name in ("application", "device", "installation"):
        op.add_column(name, moment("deleted_at", nullable=True))
        op.create_index(op.f(f"ix_{name}_deleted_at"), name, ["deleted_at"])
    with op.batch_alter_table("application", table_kwargs=KEPT) as batch:
        batch.drop_constraint("uq_application_organisation_id_raw_name_publisher", type_="unique")
        batch.create_index(
            "ix_application_name", ["organisation_id", "raw_name", "publisher"], unique=True, **NOT_DELETED
        )

    _index_again(**NOT_DELETED)


def _index_again(**which: Any) -> None:
    """Index for the lists the rows that they show, and no other."""
    for name, columns in LISTED.items():
        for column in columns:
            op.drop_index(f"ix_{name}_{column}", name)
            op.create_index(f"ix_{name}_{column}", name, ["organisation_id", column, "id"], **which)


def _seal_the_trace() -> None:
    with op.batch_alter_table("audit_line", table_kwargs=KEPT) as batch:
        batch.add_column(number("sequence", nullable=True))
        batch.add_column(sa.Column("personal", sa.JSON(), nullable=True))
        batch.add_column(word("salt", 32, nullable=True))
        batch.add_column(word("personal_digest", 64, nullable=True))
        batch.add_column(word("seal", 64, nullable=True))
    op.execute(
        "UPDATE audit_line SET organisation_id = (SELECT min(id) FROM organisation) WHERE organisation_id IS NULL"
    )
    op.execute("UPDATE audit_line SET actor = '' WHERE account_id IS NOT NULL")  # the account says who it is
    _seal_lines(op.get_bind())
    with op.batch_alter_table("audit_line", table_kwargs=KEPT) as batch:
        for name, kind in (("sequence", sa.Integer()), ("organisation_id", sa.Integer()), ("seal", sa.String(64))):
            batch.alter_column(name, existing_type=kind, nullable=False)
        batch.create_index("ix_audit_line_account_id", ["organisation_id", "account_id", "id"])
        batch.create_unique_constraint("uq_audit_line_organisation_id_sequence", ["organisation_id", "sequence"])


def _seal_lines(connection: sa.Connection) -> None:
    """Seal the lines written before there was a chain, their personal values beside it."""
    key = context.config.attributes.get("trace_key", b"")
    heads = sa.table("audit_head", *(sa.column(name) for name in ("organisation_id", "sequence", "seal", "mark")))
    lines = _lines()
    found = connection.execute(sa.select(lines).order_by(lines.c.organisation_id, lines.c.id)).mappings().all()
    ends: dict[int, tuple[int, str]] = {}
    for row in found:
        sequence, previous = ends.get(row["organisation_id"], (0, chain.FIRST))
        values = {"sequence": sequence + 1} | _apart(key, row)
        seal = chain.seal(key, previous, {**row, **values, "at": _in_utc(row["at"])})
        ends[row["organisation_id"]] = sequence + 1, seal
        connection.execute(sa.update(lines).where(lines.c.id == row["id"]).values(values | {"seal": seal}))
    for owner, (sequence, seal) in ends.items():
        values = {"organisation_id": owner, "sequence": sequence, "seal": seal}
        connection.execute(sa.insert(heads).values(mark=chain.mark(key, owner, sequence, seal), **values))


def _lines() -> sa.TableClause:
    kept: dict[str, Any] = {"at": sa.String() if op.get_bind().dialect.name == "sqlite" else sa.DateTime(timezone=True)}
    kept |= {"before": sa.JSON(), "after": sa.JSON(), "personal": sa.JSON(none_as_null=True)}
    names = ("id", *chain.SEALED, "personal", "salt", "seal")
    return sa.table("audit_line", *(sa.column(name, kept.get(name)) for name in names))


def _apart(key: bytes, row: Mapping[Any, Any]) -> dict[str, Any]:
    """Set the personal values of a line beside what is sealed, so that they can be erased one day."""
    names = PERSONAL.get(row["subject"], set())
    own = {side: {name: row[side][name] for name in row[side] if name not in names} for side in SIDES}
    beside = {side: told for side in SIDES if (told := {name: row[side][name] for name in row[side] if name in names})}
    if not beside:
        return own
    salt = secrets.token_hex(8)
    return own | {"personal": beside, "salt": salt, "personal_digest": chain.digest(key, salt, beside)}


def _in_utc(at: str | datetime) -> str:
    moment_of = datetime.fromisoformat(at) if isinstance(at, str) else at
    return (moment_of if moment_of.tzinfo else moment_of.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def downgrade() -> None:
    _loosen_the_trace()
    _empty_the_bin()
    with op.batch_alter_table("organisation", table_kwargs=KEPT) as batch:
        batch.drop_constraint("fk_organisation_group_id", type_="foreignkey")
        batch.drop_index("ix_organisation_group_id")
        for name in ("group_id", "keeps_user_names", "second_factor_roles"):
            batch.drop_column(name)
    for name, added in (("invitation", ("department_id", "email", "created_at")), ("membership", ("department_id",))):
        with op.batch_alter_table(name, table_kwargs=KEPT) as batch:
            batch.drop_constraint(f"fk_{name}_organisation_id_department_id", type_="foreignkey")
            for column in added:
                batch.drop_column(column)
    for name in ("sign_in", "recovery_code", "identity", "consolidated", "audit_head", "sign_in_failure"):
        op.drop_table(name)
    op.execute("UPDATE account SET password_hash = '!' WHERE password_hash IS NULL")  # a hash that nothing matches
    with op.batch_alter_table("account", table_kwargs=KEPT) as batch:
        batch.add_column(sa.Column("session_mark", sa.String(64), nullable=False, server_default=""))
        batch.alter_column("password_hash", existing_type=sa.String(255), nullable=False)
        for name in ("totp_nonce", "totp_since", "totp_step"):
            batch.drop_column(name)


def _loosen_the_trace() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _drop_policies()
    else:
        for trigger in ("audit_line_rewritten", "audit_line_removed"):
            op.execute(f"DROP TRIGGER {trigger}")
    _join_again(op.get_bind())
    with op.batch_alter_table("audit_line", table_kwargs=KEPT) as batch:
        batch.drop_constraint("uq_audit_line_organisation_id_sequence", type_="unique")
        batch.drop_index("ix_audit_line_account_id")
        batch.alter_column("organisation_id", existing_type=sa.Integer(), nullable=True)
        for name in ("sequence", "personal", "salt", "personal_digest", "seal"):
            batch.drop_column(name)


def _join_again(connection: sa.Connection) -> None:
    """Put personal values back where they stood before there was a chain."""
    lines = _lines()
    for row in connection.execute(sa.select(lines).where(lines.c.personal.is_not(None))).mappings().all():
        values = {side: row[side] | row["personal"].get(side, {}) for side in SIDES}
        connection.execute(sa.update(lines).where(lines.c.id == row["id"]).values(values))


def _drop_policies() -> None:
    op.execute("DROP FUNCTION refuse_change_of_trace CASCADE")
    for name in HELD:
        for policy in ("reads", "adds", "changes", "removes"):
            op.execute(f'DROP POLICY {policy} ON "{name}"')
        op.execute(f'ALTER TABLE "{name}" NO FORCE ROW LEVEL SECURITY')
        op.execute(f'ALTER TABLE "{name}" DISABLE ROW LEVEL SECURITY')


def _empty_the_bin() -> None:
    """What was thrown away has no place any more."""
    for name in ("device", "application"):
        op.execute(
            f"DELETE FROM installation WHERE {name}_id IN (SELECT id FROM {name} WHERE deleted_at IS NOT NULL)"  # noqa: S608
        )
    for name in ("installation", "application", "device"):
        op.execute(f"DELETE FROM {name} WHERE deleted_at IS NOT NULL")  # noqa: S608 - our own words
    with op.batch_alter_table("application", table_kwargs=KEPT) as batch:
        batch.drop_index("ix_application_name")
        batch.create_unique_constraint(
            "uq_application_organisation_id_raw_name_publisher", ["organisation_id", "raw_name", "publisher"]
        )
    _index_again()
    for name in ("application", "device", "installation"):
        with op.batch_alter_table(name, table_kwargs=KEPT) as batch:
            batch.drop_index(f"ix_{name}_deleted_at")
            batch.drop_column("deleted_at")
