"""utilisateur: the accounts, from the command line."""

import click

from inventaire.cli.doors import enter_organisation
from inventaire.domain.vocabulary import Role
from inventaire.services.account import invite, list_accounts

ROLES = {
    "administrateur": Role.ADMINISTRATOR,
    "gestionnaire": Role.MANAGER,
    "contributeur": Role.CONTRIBUTOR,
    "lecteur": Role.READER,
}


@click.group("utilisateur")
def account_group() -> None:
    """Les comptes de la collectivité."""


@account_group.command("ajouter")
@click.option("--role", type=click.Choice(list(ROLES)), default="gestionnaire", show_default=True)
@click.option("--adresse", default="http://127.0.0.1:8000", show_default=True, help="Adresse du service.")
def add_command(role: str, adresse: str) -> None:
    """Imprime un lien à usage unique, valable une heure, qui crée un compte."""
    token = invite(enter_organisation(), ROLES[role])
    click.echo(f"{adresse.rstrip('/')}/premier-acces/{token}")


@account_group.command("lister")
def list_command() -> None:
    """Liste les comptes et leur rôle."""
    for email, role, active in list_accounts(enter_organisation()):
        click.echo(f"{email}  {role.label}{'' if active else '  (désactivé)'}")


COMMANDS = (account_group,)
