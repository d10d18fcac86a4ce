"""collectivite: the organisations of the installation, from the command line."""

import click

from inventaire.cli.doors import COMMAND_LINE, print_json, say
from inventaire.domain.vocabulary import OrganisationKind, Role
from inventaire.services.account import invite
from inventaire.services.database import enter_installation
from inventaire.services.group import attach, detach
from inventaire.services.organisation import add_organisation, list_organisations

KINDS = {
    "commune": OrganisationKind.COMMUNE,
    "epci": OrganisationKind.EPCI,
    "ccas": OrganisationKind.CCAS,
    "syndicat": OrganisationKind.SYNDICATE,
    "autre": OrganisationKind.OTHER,
}


@click.group("collectivite")
def organisation_group() -> None:
    """Les collectivités de l’installation."""


@organisation_group.command("ajouter")
@click.argument("nom")
@click.option("--code", help="Code court, tiré du nom s’il manque.")
@click.option("--nature", type=click.Choice(list(KINDS)), default="commune", show_default=True)
@click.option("--adresse", default="http://127.0.0.1:8000", show_default=True, help="Adresse du service.")
def add_command(nom: str, code: str | None, nature: str, adresse: str) -> None:
    """Ajoute une collectivité ; imprime le lien de son premier administrateur."""
    enter_installation(COMMAND_LINE)
    organisation = add_organisation(nom, code, KINDS[nature])
    say(f"{organisation.name} est ajoutée (code {organisation.code}). Lien de son premier administrateur, une heure :")
    click.echo(f"{adresse.rstrip('/')}/premier-acces/{invite(organisation, Role.ADMINISTRATOR)}")


@organisation_group.command("lister")
@click.option("--json", "as_json", is_flag=True, help="Imprime la liste en JSON.")
def list_command(as_json: bool) -> None:
    """Liste les collectivités, leur nature et leur intercommunalité."""
    enter_installation(COMMAND_LINE)
    known = list_organisations()
    codes = {each.id: each.code for each in known}
    if as_json:
        keys = ("code", "name", "kind", "group")
        print_json(
            [dict(zip(keys, (o.code, o.name, o.kind.value, codes.get(o.group_id or 0)), strict=True)) for o in known]
        )
        return
    for each in known:
        group = f"  dans {codes[each.group_id]}" if each.group_id else ""
        click.echo(f"{each.code}  {each.name}  {each.kind.label}{group}")


@organisation_group.command("rattacher")
@click.argument("code")
@click.option("--groupement", required=True, help="Code de l’intercommunalité.")
def attach_command(code: str, groupement: str) -> None:
    """Rattache une commune à une intercommunalité, qui en lira des sommes."""
    enter_installation(COMMAND_LINE)
    commune, group = attach(code, groupement)
    say(f"{commune.name} est rattachée à {group.name}.")


@organisation_group.command("detacher")
@click.argument("code")
def detach_command(code: str) -> None:
    """Détache une commune de son intercommunalité."""
    enter_installation(COMMAND_LINE)
    say(f"{detach(code).name} est détachée : les sommes de l’intercommunalité sont effacées jusqu’au prochain calcul.")


COMMANDS = (organisation_group,)
