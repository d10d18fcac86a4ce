"""The `inventaire` command: one file a subject."""

import click

from inventaire import __version__
from inventaire.cli.doors import Inventaire

FILES = {  # of each command; only the one that is typed is read
    "initialiser": "database",
    "servir": "database",
    "importer": "imports",
    "annuler-import": "imports",
    "exporter": "exports",
    "reconnaitre": "catalogue",
    "catalogue": "catalogue",
    "dependance": "dependency",
    "estimer": "estimates",
    "planifier": "plan",
    "rapport": "report",
    "consolider": "consolidation",
    "collectivite": "organisation",
    "utilisateur": "account",
    "agents": "agents",
    "purger-corbeille": "bin",
    "travailler": "jobs",
    "sauvegarder": "backup",
    "restaurer": "backup",
    "verifier": "integrity",
    "personne": "person",
    "purger": "purge",
}


@click.group(cls=Inventaire, files=FILES, context_settings={"help_option_names": ["--help", "--aide"]})
@click.option("--commune", envvar="INVENTAIRE_COMMUNE", help="Code de la collectivité, s’il y en a plusieurs.")
@click.version_option(__version__, message="inventaire %(version)s")
@click.pass_context
def inventaire(context: click.Context, commune: str | None) -> None:
    """Inventaire numérique d’une collectivité : parc, dépendances, empreinte, plan, rapport."""
    context.obj = commune
