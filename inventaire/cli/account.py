"""utilisateur: the members of an organisation, from the command line."""

from typing import Any

import click

from inventaire.cli.doors import address_of_service, enter_organisation, print_json, say
from inventaire.domain.vocabulary import Role
from inventaire.services import member as members
from inventaire.services.account import invite
from inventaire.services.password import reset_token

ROLES = {
    "administrateur": Role.ADMINISTRATOR,
    "gestionnaire": Role.MANAGER,
    "contributeur": Role.CONTRIBUTOR,
    "lecteur": Role.READER,
}
SERVICE = click.option("--service", metavar="NOM", help="Le service d’un contributeur.")
KEYS = ("email", "name", "department", "active")


@click.group("utilisateur")
def account_group() -> None:
    """Les comptes de la collectivité."""


@account_group.command("ajouter")
@click.option("--role", type=click.Choice(list(ROLES)), default="gestionnaire", show_default=True)
@SERVICE
@click.option("--courriel", metavar="A", help="L’adresse de la personne : le lien ne sert qu’à elle.")
@click.option("--adresse", default=address_of_service, help="Adresse du service, si elle n’est pas réglée.")
def add_command(role: str, service: str | None, courriel: str | None, adresse: str) -> None:
    """Imprime un lien à usage unique, valable une heure, qui fait un membre."""
    token = invite(enter_organisation(), ROLES[role], members.department_named(service), courriel)
    click.echo(f"{adresse.rstrip('/')}/premier-acces/{token}")


@account_group.command("lien")
@click.argument("courriel", metavar="ADRESSE")
@click.option("--adresse", default=address_of_service, help="Adresse du service, si elle n’est pas réglée.")
def link_command(courriel: str, adresse: str) -> None:
    """Imprime un lien à usage unique, valable une heure, pour choisir un nouveau mot de passe."""
    enter_organisation()
    click.echo(f"{adresse.rstrip('/')}/nouveau-mot-de-passe/{reset_token(courriel, anywhere=True)}")


@account_group.command("role")
@click.argument("adresse")
@click.argument("role", type=click.Choice(list(ROLES)))
@SERVICE
def role_command(adresse: str, role: str, service: str | None) -> None:
    """Donne un rôle à un membre ; ses sessions sont fermées."""
    found = _member(adresse)
    members.change_role(found.id, found.version, ROLES[role], members.department_named(service))
    say(f"{found.email} : {ROLES[role].label}.")


@account_group.command("desactiver")
@click.argument("adresse")
def disable_command(adresse: str) -> None:
    """Ferme le compte d’un membre, ou le retire s’il sert aussi une autre collectivité."""
    found = _member(adresse)
    say(f"{found.email} : {members.disable_member(found.id, found.version).label}")


@account_group.command("reactiver")
@click.argument("adresse")
def enable_command(adresse: str) -> None:
    """Rouvre le compte d’un membre."""
    found = _member(adresse)
    say(f"{found.email} : {members.enable_member(found.id, found.version).label}")


@account_group.command("second-facteur")
@click.argument("adresse")
@click.option("--retirer", is_flag=True, help="Le retire, s’il est perdu ; ses sessions sont fermées.")
def second_factor_command(adresse: str, retirer: bool) -> None:
    """Dit si un membre a un second facteur, ou le retire."""
    found = _member(adresse)
    state = "second facteur en place." if found.totp_since else "pas de second facteur."
    if retirer:
        state = members.reset_second_factor(found.id, found.version, anywhere=True).label
    say(f"{found.email} : {state}")


@account_group.command("lister")
@click.option("--json", "as_json", is_flag=True, help="Imprime le résultat en JSON.")
def list_command(as_json: bool) -> None:
    """Liste les membres, leur rôle et leur service."""
    enter_organisation()
    found = members.list_members()
    if as_json:
        print_json({"members": [_plain(row) for row in found]})
        return
    for row in found:
        held = f" ({row.department})" if row.department else ""
        click.echo(f"{row.email}  {row.role.label}{held}{'' if row.active else '  (désactivé)'}")


def _member(email: str) -> Any:
    enter_organisation()
    return members.member_named(email)


def _plain(row: Any) -> dict[str, Any]:
    seen = row.seen_at.isoformat() if row.seen_at else None
    return {key: getattr(row, key) for key in KEYS} | {"role": row.role.value, "last_seen_at": seen}


COMMANDS = (account_group,)
