"""Is the database sound: its file, its references, and how much it holds."""

from collections.abc import Iterator

from sqlalchemy import Connection, column, exists, func, inspect, select, table

from inventaire.models import db
from inventaire.models.tables import TOWNS, Standing, count_of, reach, standing_tables

SHOWN = 100
TOWN = table(TOWNS, column("id"), column("code"))
DAMAGED = "Le fichier de la base est abîmé : {}. Restaurez une sauvegarde (./run restaurer FICHIER --force)."
ORPHANS = (
    "{} : {} ligne(s) renvoient à « {} » qui n’existe pas. Restaurez une sauvegarde (./run restaurer FICHIER --force)."
)


def database_faults() -> list[str]:
    """List in French what is wrong with the database of the whole installation."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            told = list(connection.exec_driver_sql(f"PRAGMA integrity_check({SHOWN})").scalars())
            if told != ["ok"]:
                return [DAMAGED.format(line) for line in told]
        return list(_orphans(connection))


def row_counts() -> dict[str, dict[str, int]]:
    """Count the rows of each table, by the code of the organisation; what belongs to none is under « »."""
    found: dict[str, dict[str, int]] = {}
    with db.engine.connect() as connection:
        for each, owner, code in _parts(connection):
            count = count_of(connection, each, owner)
            found.setdefault(code, {}).update({each.name: count} if count else {})
    return found


def _parts(connection: Connection) -> Iterator[tuple[Standing, int | None, str]]:
    """Go through the tables, organisation by organisation: PostgreSQL shows one at a time."""
    tables = standing_tables(connection)
    reach(connection, None)
    towns = connection.execute(select(TOWN).order_by(TOWN.c.id)).all()
    for owner, code in [(None, ""), *((row.id, row.code) for row in towns)]:
        reach(connection, owner)
        yield from ((each, owner, code) for each in tables if (each.owner is None) == (owner is None))


def _orphans(connection: Connection) -> Iterator[str]:
    """Find references that lead nowhere."""
    tables = {each.name: each.table for each in standing_tables(connection)}
    keys = {name: inspect(connection).get_foreign_keys(name) for name in tables}
    for each, owner, _ in _parts(connection):
        for key in keys[each.name]:
            target = tables[key["referred_table"]].alias()
            pairs = list(zip(key["constrained_columns"], key["referred_columns"], strict=True))
            met = exists().where(*(each.table.c[mine] == target.c[theirs] for mine, theirs in pairs))
            known = [each.table.c[mine].is_not(None) for mine, _ in pairs]
            orphans = select(func.count()).select_from(each.table).where(*each.part(owner), *known, ~met)
            count = connection.scalar(orphans)
            if count:
                yield ORPHANS.format(each.name, count, key["referred_table"])
