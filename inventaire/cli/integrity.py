"""verifier: whether what the installation holds is sound."""

import sys
from pathlib import Path
from typing import Any

import click

from inventaire.cli.doors import FAULT, print_json, say
from inventaire.domain.errors import NotReady
from inventaire.domain.formats import number
from inventaire.services.backup import check_archive
from inventaire.services.database import NO_DATABASE, is_ready
from inventaire.services.integrity import database_faults, row_counts


@click.command("verifier")
@click.option(
    "--archive",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Vérifie ce fichier de sauvegarde, sans le restaurer.",
)
@click.option("--json", "as_json", is_flag=True, help="Imprime le résultat en JSON.")
def verify_command(archive: Path | None, as_json: bool) -> None:
    """Vérifie la base de l’installation, ou un fichier de sauvegarde."""
    found = _archive(archive) if archive else _database()
    if as_json:
        print_json(found)
    for fault in found["faults"]:
        say(fault)
    if found["faults"]:
        sys.exit(FAULT)
    rows = sum(count for tables in found["counts"].values() for count in tables.values())
    say(f"{'Sauvegarde saine' if archive else 'Base saine'} : {number(rows)} lignes.")


def _database() -> dict[str, Any]:
    if not is_ready():
        raise NotReady(NO_DATABASE)
    faults = database_faults()
    return {"faults": faults, "counts": {} if faults else row_counts()}


def _archive(path: Path) -> dict[str, Any]:
    manifest = check_archive(path)
    codes = {None: ""} | {town.id: town.code for town in manifest.organisations}
    counts: dict[str, dict[str, int]] = {code: {} for code in codes.values()}
    for member in manifest.members:
        if member.table:
            counts[codes.get(member.owner, "")][member.table] = member.rows
    return {
        "faults": [],
        "counts": counts,
        "made_at": manifest.made_at.isoformat(),
        "revision": manifest.revision,
        "database": manifest.database,
    }


COMMANDS = (verify_command,)
