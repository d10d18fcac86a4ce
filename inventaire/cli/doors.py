"""How every command answers: faults in French on standard error, JSON on standard output."""

import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import click
from flask import current_app

from inventaire.cli.wording import FrenchHelp, wrong_call
from inventaire.domain.errors import NotReady, Refusal
from inventaire.services.database import Caller, enter
from inventaire.services.outages import outage

COMMAND_LINE = "ligne de commande"
FAULT = 1
INTERRUPTED = 130


class Inventaire(click.Group):
    """A group that reads a command's file when it is typed; its refusals and wrong calls are French sentences."""

    def __init__(self, *args: Any, files: Mapping[str, str], **more: Any) -> None:
        """Keep in which file of this folder each command stands."""
        super().__init__(*args, **more)
        self.files = files

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands by name."""
        return sorted({*super().list_commands(ctx), *self.files})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Read the command that is asked; None when there is no such one."""
        if cmd_name in self.files and cmd_name not in self.commands:
            for command in import_module(f"inventaire.cli.{self.files[cmd_name]}").COMMANDS:
                self.add_command(command)
        return super().get_command(ctx, cmd_name)

    def main(self, *args: Any, **more: Any) -> Any:
        """Run the command line; a call that is not understood ends with status 2 and its sentence."""
        click.Context.formatter_class = FrenchHelp
        try:
            sys.exit(super().main(*args, **more | {"standalone_mode": False}) or 0)
        except click.UsageError as fault:
            say(wrong_call(fault))
            say(f"Aide : {fault.ctx.command_path if fault.ctx else 'inventaire'} --help")
            sys.exit(fault.exit_code)
        except click.Abort:
            sys.exit(INTERRUPTED)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a refusal ends it with status 1 and its sentence."""
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            fail(str(refusal))
        except Exception as fault:
            told = outage(fault)
            if told:
                fail(str(told))
            if not isinstance(fault, OSError) or fault.filename is None:
                raise
            fail(f"« {fault.filename} » ne peut pas être lu ou écrit : vérifiez le chemin et ses droits.")


def fail(message: str) -> NoReturn:
    """Say what is wrong on standard error, and end with the status of a fault in the data."""
    click.echo(message, err=True)
    sys.exit(FAULT)


def say(message: str) -> None:
    """Tell the person something that is not the result."""
    click.echo(message, err=True)


def print_json(value: Any) -> None:
    """Print a result with stable English keys."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def address_of_service() -> str:
    """Give the address that links begin with: the public one where it is set."""
    return current_app.config["PUBLIC_ADDRESS"] or "http://127.0.0.1:8000"


def enter_organisation() -> Caller:
    """Hold the command to the organisation named by --commune, or to the only one."""
    return enter(click.get_current_context().find_root().obj, COMMAND_LINE)


def enter_organisation_if_any() -> None:
    """Hold the command to an organisation where one is named or is alone; a file can be read without any."""
    if click.get_current_context().find_root().obj:
        enter_organisation()
        return
    with suppress(NotReady):
        enter_organisation()
