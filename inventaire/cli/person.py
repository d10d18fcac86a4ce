"""personne: what is held about somebody, for whoever asks to see it or to have it erased."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from inventaire.cli.doors import enter_organisation, print_json, say
from inventaire.domain.person import words_of
from inventaire.services.person import Place, find_account, find_person, person_sheet
from inventaire.services.person_erasure import erase_person
from inventaire.spreadsheets.writing import write_table

FORMS = (".ods", ".xlsx", ".csv", ".json")
WRONG_FORM = "« {} » : terminez le nom du fichier par " + ", ".join(FORMS) + "."
ONE_OF_TWO = "Donnez un TEXTE, ou --compte avec l’adresse d’un compte."
WORD = "effacer"
NOT_DONE = "Rien n’a été effacé."
BACKUPS = "Les sauvegardes déjà faites gardent ces valeurs jusqu’à leur destruction."


@click.group("personne")
def person_group() -> None:
    """Ce que la collectivité garde d’une personne."""


@person_group.command("chercher")
@click.argument("texte")
@click.option("--json", "as_json", is_flag=True, help="Imprime le résultat en JSON.")
def find_command(texte: str, as_json: bool) -> None:
    """Liste chaque endroit où tous les mots du texte se trouvent dans un même champ."""
    enter_organisation()
    places = find_person(texte)
    if as_json:
        print_json([asdict(place) for place in places])
    else:
        _tell(places)


@person_group.command("exporter")
@click.argument("texte")
@click.option(
    "-o", "--sortie", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Fichier à écrire."
)
def export_command(texte: str, sortie: Path) -> None:
    """Écrit ces endroits dans un tableur ou en JSON."""
    if sortie.suffix.lower() not in FORMS:
        raise click.UsageError(WRONG_FORM.format(sortie.name))
    enter_organisation()
    places = find_person(texte)
    if sortie.suffix.lower() == ".json":
        sortie.write_text(
            json.dumps([asdict(place) for place in places], ensure_ascii=False, indent=2), encoding="utf-8"
        )
    else:
        write_table(sortie, sortie.suffix.lower()[1:], [person_sheet(places)])
    say(f"{sortie} est écrit.")


@person_group.command("effacer")
@click.argument("texte", required=False)
@click.option("--compte", help="Adresse d’un compte, au lieu d’un texte.")
@click.option("--oui", is_flag=True, help="Efface sans demander de confirmation.")
def erase_command(texte: str | None, compte: str | None, oui: bool) -> None:
    """Efface une personne partout : fiches, imports, compte, trace."""
    if (texte is None) == (compte is None):
        raise click.UsageError(ONE_OF_TWO)
    enter_organisation()
    places = find_account(compte) if compte else find_person(texte or "")
    _tell(places)
    if not places or not (oui or _agreed(len(places))):
        return say(NOT_DONE)
    count = erase_person(places, words_of(compte or texte or ""))
    return say(f"{count} endroit(s) effacé(s). {BACKUPS}")


def _agreed(count: int) -> bool:
    asked = f"Effacer ces {count} endroit(s), sans retour possible ? Tapez « {WORD} »"
    return str(click.prompt(asked, default="", show_default=False, err=True)).strip() == WORD


def _tell(places: list[Place]) -> None:
    for place in places:
        click.echo(f"{place.label} n° {place.number}, {place.field} : {' · '.join(place.values)}")
    say(f"{len(places)} endroit(s) trouvé(s).")


COMMANDS = (person_group,)
