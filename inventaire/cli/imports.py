"""importer, annuler-import: files from the command line."""

import sys
from pathlib import Path

import click

from inventaire.cli.doors import FAULT, enter_organisation, print_json, say
from inventaire.cli.import_json import REFUSED, told
from inventaire.domain.imports import Outcome
from inventaire.services.imports.batch import run_import
from inventaire.services.imports.parts import Part
from inventaire.services.imports.preview import preview
from inventaire.services.imports.records import Record
from inventaire.services.imports.undo import undo_import

SHOWN = 20


@click.command("importer")
@click.argument("fichiers", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--appliquer", is_flag=True, help="Écrit ; sans cette option, montre seulement l’aperçu.")
@click.option("--json", "as_json", is_flag=True, help="Imprime le détail en JSON.")
def import_command(fichiers: tuple[Path, ...], appliquer: bool, as_json: bool) -> None:
    """Reconnaît des fichiers ou un dossier d’agents, montre ce qu’ils changeraient, et l’écrit avec --appliquer.

    Finit avec le statut 1 quand des lignes sont refusées ; les autres sont écrites tout de même.
    """
    enter_organisation()
    files = [(path, path.resolve().name) for path in fichiers]
    number = None
    if appliquer:
        batch, parts = run_import(files)
        number = batch.number
    else:
        parts = preview(files)
    if as_json:
        sys.stdout.writelines(told(parts, number))
    else:
        _tell(parts, number)
    if any(part.counts()[Outcome.REFUSED.value] for part in parts):
        sys.exit(FAULT)


@click.command("annuler-import")
@click.argument("numero", type=int)
@click.option("--json", "as_json", is_flag=True, help="Imprime le résultat en JSON.")
def undo_command(numero: int, as_json: bool) -> None:
    """Reprend tout ce qu’un import a écrit."""
    enter_organisation()
    batch = undo_import(numero)
    if as_json:
        print_json({"import": batch.number, "state": batch.state.value})
    else:
        click.echo(f"L’import n° {batch.number} est annulé.")


def _tell(parts: list[Part], number: int | None) -> None:
    for part in parts:
        sheet = f", feuille « {part.sheet} »" if part.sheet else ""
        click.echo(f"{part.file}{sheet} : {part.target.label.lower()}, {len(part.records)} ligne(s)")
        counts = part.counts()
        click.echo("  " + ", ".join(f"{outcome.label.lower()} {counts[outcome.value]}" for outcome in Outcome))
        for note in part.notes:
            say(f"  {note}")
        refused = [record for record in part.records if record.outcome in REFUSED]
        for record in refused[:SHOWN]:
            for column, reason in _reasons(record):
                say(f"  {record.source or f'ligne {record.line}'}{column} : {reason}")
        if len(refused) > SHOWN:
            say(f"  … et {len(refused) - SHOWN} autre(s) ; --json les donne toutes.")
    if number is None:
        say("Aperçu seulement : rien n’est écrit. Ajoutez --appliquer pour écrire.")
    else:
        click.echo(f"Import n° {number} appliqué. Pour le reprendre : inventaire annuler-import {number}")


def _reasons(record: Record) -> list[tuple[str, str]]:
    """Give why a line is refused, each reason with its column where there is one."""
    told = [(f", « {fault['column']} »" if fault["column"] else "", fault["reason"]) for fault in record.faults]
    return told or [("", record.reason or "")]


COMMANDS = (import_command, undo_command)
