"""verifier: whether what the installation holds is as it was written."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from inventaire.cli.doors import COMMAND_LINE, FAULT, print_json, say
from inventaire.domain.formats import number
from inventaire.services.backup import check_archive
from inventaire.services.database import enter_installation
from inventaire.services.integrity import database_faults, row_counts
from inventaire.services.trace_check import check_installation

SHOWN = 20


@click.command("verifier")
@click.option(
    "--archive",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Vérifie ce fichier de sauvegarde, sans le restaurer.",
)
@click.option("--json", "as_json", is_flag=True, help="Imprime le résultat en JSON.")
def verify_command(archive: Path | None, as_json: bool) -> None:
    """Vérifie la base et la trace de chaque collectivité, ou un fichier de sauvegarde, sans rien changer."""
    found = _archive(archive) if archive else _installation()
    if as_json:
        print_json(found)
    faults = [*found["faults"], *(fault for town in found.get("organisations", []) for fault in _told(town))]
    for fault in faults:
        say(fault)
    if faults:
        sys.exit(FAULT)
    rows = sum(count for tables in found["counts"].values() for count in tables.values())
    say(f"{'Sauvegarde saine' if archive else 'Base saine'} : {number(rows)} lignes.")
    for town in found.get("organisations", []):
        say(f"Trace de {town['name']} ({town['code']}) : {number(town['lines'])} lignes, sans faute.")
        say(f"  Dernière ligne : n° {town['sequence']}, empreinte {town['head']}")


def _installation() -> dict[str, Any]:
    enter_installation(COMMAND_LINE)
    faults = database_faults()
    if faults:
        return {"faults": faults, "counts": {}, "organisations": []}
    traces = [asdict(trace) for trace in check_installation()]
    return {"faults": [], "counts": row_counts(), "organisations": traces}


def _told(town: dict[str, Any]) -> list[str]:
    """Tell the first faults of one trace; --json gives them all."""
    faults = town["faults"]
    more = [f"… et {len(faults) - SHOWN} autre(s) ; --json les donne toutes."] if len(faults) > SHOWN else []
    return [f"Trace de {town['name']} ({town['code']}) : {fault}" for fault in [*faults[:SHOWN], *more]]


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
