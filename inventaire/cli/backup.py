"""sauvegarder, restaurer: the whole installation in one file, and back."""

from pathlib import Path

import click

from inventaire.cli.doors import fail, say
from inventaire.domain.formats import number
from inventaire.services.backup import back_up, restore
from inventaire.services.integrity import database_faults
from inventaire.services.trace_check import installation_faults

FILE = click.Path(dir_okay=False, path_type=Path)
ENDING = "Donnez au fichier un nom qui finit par .zip."
NO_FOLDER = "Le dossier « {} » n’existe pas : créez-le ou choisissez-en un autre."
SECRET = "Gardez ce fichier comme la base elle-même : il contient les comptes et les clés du service."  # noqa: S105 - a sentence
RESTART = "Si le service tourne, arrêtez-le et relancez-le : chacun devra se connecter de nouveau."


@click.command("sauvegarder")
@click.option("-o", "--sortie", required=True, type=FILE, help="Fichier à écrire (.zip).")
@click.option("--force", is_flag=True, help="Remplace le fichier s’il existe.")
def back_up_command(sortie: Path, force: bool) -> None:
    """Sauvegarde toute l’installation dans un fichier, pendant que le service tourne.

    Toutes les collectivités, les comptes, l’historique et les deux clés du service s’y trouvent : ce fichier est aussi
    secret que la base. Il se restaure sur SQLite comme sur PostgreSQL.
    """
    if sortie.suffix.lower() != ".zip":
        raise click.UsageError(ENDING)
    if not sortie.absolute().parent.is_dir():
        raise click.UsageError(NO_FOLDER.format(sortie.parent))
    manifest = back_up(sortie, force=force)
    say(f"{sortie} est écrit : {len(manifest.organisations)} collectivité(s), {number(manifest.rows())} lignes.")
    say(SECRET)


@click.command("restaurer")
@click.argument("fichier", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Remplace les données présentes, sauvegardées d’abord à côté.")
def restore_command(fichier: Path, force: bool) -> None:
    """Restaure une sauvegarde entière, après l’avoir vérifiée ; au moindre défaut, rien n’est changé."""
    restored = restore(fichier, force=force)
    if restored.kept:
        say(f"Ce qui était là avant est gardé dans {restored.kept}.")
    names = ", ".join(f"{town.name} (code {town.code})" for town in restored.manifest.organisations)
    say(f"Restauré : {names} ; {number(restored.manifest.rows())} lignes du {restored.manifest.made_at:%d/%m/%Y}.")
    faults = [*database_faults(), *installation_faults()]
    if faults:
        fail("\n".join(faults))
    say(RESTART)


COMMANDS = (back_up_command, restore_command)
