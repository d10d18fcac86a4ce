"""How every command answers: faults in French on standard error, JSON on standard output."""

import json
import sys
from typing import Any

import click

from inventaire.domain.errors import Refusal
from inventaire.services.database import Caller, enter

COMMAND_LINE = "ligne de commande"
FAULT = 1


class Inventaire(click.Group):
    """A group whose refusals are sentences, not traces."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a refusal ends it with status 1 and its sentence."""
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            fail(str(refusal))


def fail(message: str) -> None:
    """Say what is wrong on standard error, and end with the status of a fault in the data."""
    click.echo(message, err=True)
    sys.exit(FAULT)


def say(message: str) -> None:
    """Tell the person something that is not the result."""
    click.echo(message, err=True)


def print_json(value: Any) -> None:
    """Print a result with stable English keys."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def enter_organisation() -> Caller:
    """Hold the command to the organisation named by --commune, or to the only one."""
    return enter(click.get_current_context().find_root().obj, COMMAND_LINE)
