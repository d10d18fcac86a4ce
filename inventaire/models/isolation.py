"""The second barrier between organisations: PostgreSQL itself holds each transaction to its caller.

The conditions are those of models/scope.py. The role of the service owns nothing and cannot
change the trace; what it is told of the caller ends with the transaction.
"""

from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import make_url

MINE = "NULLIF(current_setting('inventaire.organisation', true), '')::integer"
ACCOUNT = "NULLIF(current_setting('inventaire.account', true), '')::integer"
TOKEN = "NULLIF(current_setting('inventaire.token', true), '')"  # noqa: S105 - the name of a setting
OPERATOR = "current_setting('inventaire.operator', true) = 'on'"
THEIRS = f"SELECT organisation_id FROM membership WHERE account_id = {ACCOUNT}"  # noqa: S608 - our own words
READ = {
    "agent_token": f"organisation_id = {MINE} OR token_hash = {TOKEN}",
    "membership": f"organisation_id = {MINE} OR account_id = {ACCOUNT}",
    "invitation": f"organisation_id = {MINE} OR token_hash = {TOKEN}",
    "organisation": f"id = {MINE} OR group_id = {MINE} OR id IN ({THEIRS}) OR {OPERATOR}",
}
WRITTEN = {"organisation": f"id = {MINE} OR {OPERATOR}"}
REWRITABLE = "salt, personal"  # the columns of the trace that erasing a person touches
UNFIT_ROLE = text(
    "SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_class WHERE relowner = pg_roles.oid)"
    " FROM pg_roles WHERE rolname = current_user"
)
UNHELD = text(
    "SELECT table_name FROM information_schema.columns JOIN pg_class ON oid = format('%I', table_name)::regclass"
    " WHERE table_schema = current_schema() AND (column_name = 'organisation_id' OR table_name = 'organisation')"
    " AND NOT (relrowsecurity AND relforcerowsecurity) AND relkind = 'r' GROUP BY table_name"
)


def policy_statements(table: str) -> list[str]:
    """Give the statements that hold one table to its caller; a migration runs them once."""
    read = READ.get(table, f"organisation_id = {MINE}")
    written = WRITTEN.get(table, f"organisation_id = {MINE}")
    name = f'"{table}"'
    return [
        f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY reads ON {name} FOR SELECT USING ({read})",
        f"CREATE POLICY adds ON {name} FOR INSERT WITH CHECK ({written})",
        f"CREATE POLICY changes ON {name} FOR UPDATE USING ({written}) WITH CHECK ({written})",
        f"CREATE POLICY removes ON {name} FOR DELETE USING ({written})",
    ]


def grant_to_service(connection: Connection, service: Engine) -> None:
    """Let the role of the service read and write rows, and nothing more."""
    role = connection.dialect.identifier_preparer.quote(make_url(service.url).username or "")
    for statement in (
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {role}",
        f"REVOKE UPDATE, DELETE ON audit_line FROM {role}",
        f"GRANT UPDATE ({REWRITABLE}) ON audit_line TO {role}",
    ):
        connection.exec_driver_sql(statement)


def weaknesses(connection: Connection) -> list[str]:
    """Say what would let one organisation reach another's rows past the first barrier."""
    found = ["role"] if connection.scalar(UNFIT_ROLE) else []
    return found + list(connection.scalars(UNHELD))
