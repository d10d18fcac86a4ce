"""initialiser, servir: the installation itself."""

import subprocess
import sys

import click
from flask import current_app

from inventaire.cli.doors import COMMAND_LINE, enter_organisation, say
from inventaire.confinement import is_offline
from inventaire.domain.errors import NotReady
from inventaire.services.account import first_link_token, without_administrator
from inventaire.services.database import NO_DATABASE, enter_installation, is_ready, leave_database, upgrade
from inventaire.services.demonstration import initialise_demonstration
from inventaire.services.organisation import DEFAULT_NAME, initialise, list_organisations

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
EXPOSED = (
    "Le service n’écoute que sur cette machine (127.0.0.1) : placez devant lui un serveur mandataire avec TLS "
    "pour l’ouvrir au réseau."
)
NOBODY = "{} n’a pas d’administrateur : ./run --commune {} utilisateur ajouter --role administrateur"
ONLINE_CHILDREN = (
    "Avertissement : ce noyau ne permet pas de couper le réseau aux processus qui lisent les fichiers reçus."
)


@click.command("initialiser")
@click.option("--nom", default=DEFAULT_NAME, show_default=True, help="Nom de la collectivité.")
@click.option("--demonstration", is_flag=True, help="Installe la commune de démonstration.")
def initialise_command(nom: str, demonstration: bool) -> None:
    """Crée la base et une collectivité."""
    organisation = initialise_demonstration(say) if demonstration else initialise(nom)
    say(f"Base prête : {organisation.name} (code {organisation.code}).")


@click.command("servir")
@click.option("--hote", default="127.0.0.1", show_default=True, help="Adresse d’écoute.")
@click.option("--port", default=8000, envvar="INVENTAIRE_PORT", show_default=True, help="Port d’écoute.")
@click.option("--demonstration", is_flag=True, help="Prépare la commune de démonstration si la base est vide.")
def serve_command(hote: str, port: int, demonstration: bool) -> None:
    """Sert les pages avec un serveur de production."""
    if hote not in LOOPBACK:
        raise click.UsageError(EXPOSED)
    if demonstration and not is_ready():
        # a process of its own: what it loads does not weigh on the server
        subprocess.run([sys.executable, "-m", "inventaire", "initialiser", "--demonstration"], check=True)
    if not is_ready():
        raise NotReady(NO_DATABASE)
    upgrade()
    if not is_offline():
        say(ONLINE_CHILDREN)
    _announce(f"http://{hote}:{port}")
    _serve(f"{hote}:{port}")


def _announce(address: str) -> None:
    click.echo(f"Inventaire est servi sur {address}/")
    enter_installation(COMMAND_LINE)
    if len(list_organisations()) == 1:
        _give_first_link(address)
    else:  # their links are for others: the journal of the service is no place for them
        for organisation in without_administrator():
            say(NOBODY.format(organisation.name, organisation.code))
    sys.stdout.flush()


def _give_first_link(address: str) -> None:
    token = first_link_token(enter_organisation())
    if token:
        click.echo("Créez le premier compte administrateur avec ce lien, valable une heure et une seule fois :")
        click.echo(f"{address}/premier-acces/{token}")


def _serve(address: str) -> None:
    from inventaire.cli.serving import Server

    leave_database()
    Server(current_app._get_current_object(), address).run()  # type: ignore[attr-defined]


COMMANDS = (initialise_command, serve_command)
