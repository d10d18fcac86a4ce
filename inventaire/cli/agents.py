"""agents: the addresses that agents call at, from the command line."""

from typing import Any

import click

from inventaire.cli.doors import address_of_service, enter_organisation, print_json, say
from inventaire.domain.networks import read_networks
from inventaire.services.agents import tokens
from inventaire.services.agents.journal import week_of


@click.group("agents")
def agents_group() -> None:
    """Les adresses où les agents envoient leurs inventaires."""


@agents_group.command("ajouter")
@click.argument("nom")
@click.option("--site", required=True, metavar="NOM", help="Le site des postes ; il est créé s’il manque.")
@click.option("--reseaux", default="", metavar="R", help="D’où appeler, par exemple 10.1.0.0/16 ; partout sinon.")
@click.option("--adresse", default=address_of_service, help="Adresse du service, si elle n’est pas réglée.")
def add_command(nom: str, site: str, reseaux: str, adresse: str) -> None:
    """Imprime l’adresse à donner aux agents d’un site ; elle n’est donnée qu’une fois."""
    try:
        networks = read_networks(reseaux)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    enter_organisation()
    click.echo(f"{adresse.rstrip('/')}/agents/{tokens.add_token(nom.strip()[:120], site.strip()[:200], networks)}")


@agents_group.command("lister")
@click.option("--json", "as_json", is_flag=True, help="Imprime le résultat en JSON.")
def list_command(as_json: bool) -> None:
    """Liste les adresses, leur site et leurs derniers appels."""
    enter_organisation()
    found = [_plain(row) for row in tokens.list_tokens()]
    if as_json:
        print_json({"agents": found})
        return
    for each in found:
        state = "révoquée" if each["revoked_at"] else f"{each['machines']} poste(s) en 7 jours"
        click.echo(f"{each['id']}  {each['name']}  ({each['site']})  {state}")


@agents_group.command("revoquer")
@click.argument("numero", type=int)
def revoke_command(numero: int) -> None:
    """Ferme une adresse pour de bon ; ce qui est reçu reste."""
    enter_organisation()
    tokens.revoke_token(numero)
    say(f"Adresse n° {numero} révoquée.")


def _plain(row: Any) -> dict[str, Any]:
    token, week = row.AgentToken, week_of(row.AgentToken)
    moments = {key: getattr(token, key) for key in ("seen_at", "revoked_at")}
    return {
        "id": token.id,
        "name": token.name,
        "site": row.site,
        "networks": token.networks,
        "machines": week.machines,
        "inventories": week.inventories,
        "refusals": week.refusals,
        **{key: value.isoformat() if value else None for key, value in moments.items()},
    }


COMMANDS = (agents_group,)
