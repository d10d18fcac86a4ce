"""The `inventaire` command: one file a subject."""

import click

from inventaire import __version__
from inventaire.cli import (
    account,
    agents,
    backup,
    catalogue,
    consolidation,
    database,
    dependency,
    estimates,
    exports,
    imports,
    integrity,
    jobs,
    organisation,
    person,
    plan,
    purge,
    report,
)
from inventaire.cli import bin as bins
from inventaire.cli.doors import Inventaire


@click.group(cls=Inventaire, context_settings={"help_option_names": ["--help", "--aide"]})
@click.option("--commune", envvar="INVENTAIRE_COMMUNE", help="Code de la collectivité, s’il y en a plusieurs.")
@click.version_option(__version__, message="inventaire %(version)s")
@click.pass_context
def inventaire(context: click.Context, commune: str | None) -> None:
    """Inventaire numérique d’une collectivité : parc, dépendances, empreinte, plan, rapport."""
    context.obj = commune


SUBJECTS = (
    database,
    imports,
    exports,
    catalogue,
    dependency,
    estimates,
    plan,
    report,
    consolidation,
    organisation,
    account,
    agents,
    bins,
    jobs,
    backup,
    integrity,
    person,
    purge,
)
for module in SUBJECTS:
    for command in module.COMMANDS:
        inventaire.add_command(command)
