"""travailler: the background work, without the pages."""

import click
from flask import current_app

from inventaire.cli.doors import COMMAND_LINE, say
from inventaire.services.database import enter_installation, leave_database
from inventaire.services.jobs import work


@click.command("travailler")
def work_command() -> None:
    """Fait le travail demandé sur les pages, ce que « servir » fait déjà de lui-même."""
    enter_installation(COMMAND_LINE)
    leave_database()
    say("En attente de travail ; Ctrl+C pour arrêter.")
    work(current_app._get_current_object())  # type: ignore[attr-defined]


COMMANDS = (work_command,)
