"""rapport: the yearly report as a file."""

from datetime import date
from pathlib import Path

import click

from inventaire.cli.doors import enter_organisation, say
from inventaire.services.exports import note_export
from inventaire.services.report.yearly import write_report


@click.command("rapport")
@click.argument("annee", type=int)
@click.option("-o", "--sortie", required=True, type=click.Path(dir_okay=False, path_type=Path), help=".odt ou .html")
def report_command(annee: int, sortie: Path) -> None:
    """Écrit le rapport annuel de sobriété numérique."""
    enter_organisation()
    write_report(annee, date.today(), sortie)  # noqa: DTZ011 - the day people see on the wall
    note_export("rapport", sortie.suffix.lower().removeprefix("."))
    say(f"Rapport {annee} écrit dans {sortie}.")


COMMANDS = (report_command,)
