"""The rows of an archive put into empty tables of the same revision."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from inventaire.domain.errors import UnreadableFile
from inventaire.models.tables import Standing, count_of, fill, move_ids, reach, refer, standing_tables
from inventaire.services.archive.manifest import Member
from inventaire.services.archive.reading import ALTERED, Archive


def load(connection: Connection, archive: Archive) -> None:
    """Put every row back under its own number. Raises UnreadableFile when the tables refuse one."""
    tables = standing_tables(connection)
    unknown = {member.table for member in archive.manifest.members} - {each.name for each in tables} - {""}
    if unknown:
        raise UnreadableFile(ALTERED.format(", ".join(sorted(unknown))))
    for each in tables:
        try:
            _load_table(connection, archive, each)
        except OperationalError:
            raise
        except (SQLAlchemyError, KeyError, TypeError, ValueError):
            raise UnreadableFile(ALTERED.format(each.name)) from None


def _load_table(connection: Connection, archive: Archive, each: Standing) -> None:
    inward: list[tuple[int | None, list[dict[str, Any]]]] = []
    for member in archive.manifest.of_table(each.name):
        reach(connection, member.owner)
        inward.append((member.owner, fill(connection, each, _checked(archive, member, each))))
        if count_of(connection, each, member.owner) != member.rows:
            raise UnreadableFile(ALTERED.format(member.name))
    for owner, references in inward:
        if references:
            reach(connection, owner)
            refer(connection, each, references)
    last = archive.manifest.last_ids.get(each.name)
    if last:
        move_ids(connection, each.name, last)


def _checked(archive: Archive, member: Member, each: Standing) -> Iterator[dict[str, Any]]:
    """Require the rows of a member to have the columns of the table, and the owner of the member."""
    columns = set(each.table.c.keys())
    owner = each.owner.name if each.owner is not None else ""
    for row in archive.rows(member):
        if row.keys() != columns or (owner and row[owner] != member.owner):
            raise UnreadableFile(ALTERED.format(member.name))
        yield row
