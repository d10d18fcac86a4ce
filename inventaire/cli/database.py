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
    "Hors de cette machine, le service veut TLS et l’adresse que les gens tapent : INVENTAIRE_ADRESSE=https://…, puis "
    "soit INVENTAIRE_PROXY=1 (un serveur mandataire porte le certificat), soit --certificat et --cle."
)
NOBODY = "{} n’a pas d’administrateur : ./run --commune {} utilisateur ajouter --role administrateur"
TOGETHER = "--certificat et --cle vont ensemble : donnez les deux."
FILE = click.Path(exists=True, dir_okay=False)
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
@click.option("--certificat", type=FILE, help="Certificat TLS (PEM), si aucun serveur mandataire ne le porte.")
@click.option("--cle", type=FILE, help="Clé du certificat (PEM).")
def serve_command(hote: str, port: int, demonstration: bool, certificat: str | None, cle: str | None) -> None:
    """Sert les pages avec un serveur de production."""
    _refuse_exposure(hote, certificat, cle)
    if demonstration and not is_ready():
        # a process of its own: what it loads does not weigh on the server
        subprocess.run([sys.executable, "-m", "inventaire", "initialiser", "--demonstration"], check=True)
    if not is_ready():
        raise NotReady(NO_DATABASE)
    upgrade()
    if not is_offline():
        say(ONLINE_CHILDREN)
    _announce(current_app.config["PUBLIC_ADDRESS"] or f"http://{hote}:{port}")
    _serve(f"{hote}:{port}", certificat, cle)


def _refuse_exposure(host: str, certificate: str | None, key: str | None) -> None:
    """Refuse to be reached from elsewhere without TLS. Raises UsageError saying how to have it."""
    if bool(certificate) is not bool(key):
        raise click.UsageError(TOGETHER)
    safe = current_app.config["PUBLIC_ADDRESS"] and (certificate or current_app.config["PROXIES"])
    if (host not in LOOPBACK or certificate) and not safe:
        raise click.UsageError(EXPOSED)


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


def _serve(address: str, certificate: str | None, key: str | None) -> None:
    from inventaire.cli.serving import Server

    leave_database()
    Server(current_app._get_current_object(), address, certificate, key).run()  # type: ignore[attr-defined]


COMMANDS = (initialise_command, serve_command)
