"""An archive on its way out: row after row, counted and summed as it goes."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, column, select, table

from inventaire import __version__
from inventaire.models.base import now
from inventaire.models.scope import Caller, tell_database
from inventaire.models.tables import TOWNS, Standing, last_id, reach, rows_of, standing_tables
from inventaire.services.archive.manifest import FORMAT, NAME, Manifest, Member, Town
from inventaire.services.archive.whole_file import whole_file

TOWN = table(TOWNS, column("id"), column("code"), column("name"))
HEAD = table("audit_head", column("organisation_id"), column("sequence"), column("seal"))


def write_archive(connection: Connection, revision: str, keys: Mapping[str, str], path: Path) -> Manifest:
    """Write all that a transaction sees to one file, whole or not at all.

    `keys` are those of the installation, by the name of their file.
    """
    with whole_file(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        tables = standing_tables(connection)
        towns = _towns(connection, {each.name for each in tables})
        last_ids: dict[str, int] = {}
        members = [_add(archive, f"keys/{name}", [key.encode()]) for name, key in keys.items()]
        for each in tables:
            last_ids[each.name] = last_id(connection, each.name)
            members += _add_table(archive, connection, each, towns, last_ids)
        manifest = Manifest(
            format=FORMAT,
            product_version=__version__,
            revision=revision,
            made_at=now(),
            database=connection.dialect.name,
            organisations=tuple(towns),
            last_ids=last_ids,
            members=tuple(members),
        )
        archive.writestr(NAME, manifest.model_dump_json(indent=2))
    return manifest


def _towns(connection: Connection, tables: set[str]) -> list[Town]:
    tell_database(connection, Caller(operator=True))
    found = connection.execute(select(TOWN).order_by(TOWN.c.id)).all()
    return [_town(connection, row, sealed="audit_head" in tables) for row in found]


def _town(connection: Connection, row: Any, *, sealed: bool) -> Town:
    reach(connection, row.id)
    heads = select(HEAD.c.sequence, HEAD.c.seal).where(HEAD.c.organisation_id == row.id)
    found = connection.execute(heads).first() if sealed else None
    lines, seal = found or (0, "")
    return Town(id=row.id, code=row.code, name=row.name, trace_lines=lines, trace_seal=seal)


def _add_table(
    archive: zipfile.ZipFile, connection: Connection, each: Standing, towns: list[Town], last_ids: dict[str, int]
) -> Iterator[Member]:
    """Add the rows of a table, those of each organisation apart; an empty part is left out."""
    owned = [town.id for town in towns] if each.owner is not None else []
    place = each.table.c.keys().index("id")
    for owner in [None, *owned]:
        reach(connection, owner)
        rows = rows_of(connection, each, owner)
        first = next(rows, None)
        if first is None:
            continue
        folder = f"organisations/{owner}" if owner else "shared"

        def lines(rows: Iterable[list[Any]]) -> Iterator[bytes]:
            yield _line(each.table.c.keys())
            for row in rows:
                last_ids[each.name] = max(last_ids[each.name], row[place])
                yield _line(row)

        yield _add(archive, f"{folder}/{each.name}.jsonl", lines(chain([first], rows)))


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _add(archive: zipfile.ZipFile, name: str, lines: Iterable[bytes]) -> Member:
    rows, size, digest = -1, 0, hashlib.sha256()  # the first line names the columns
    with archive.open(name, "w", force_zip64=True) as member:
        for rows, line in enumerate(lines):  # noqa: B007 - counted
            member.write(line)
            digest.update(line)
            size += len(line)
    return Member(name=name, rows=rows, bytes=size, sha256=digest.hexdigest())
