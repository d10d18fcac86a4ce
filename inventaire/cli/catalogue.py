"""reconnaitre, catalogue verifier: what the catalogue makes of names, and whether it holds together."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import click

from inventaire.catalog.check import check_catalog
from inventaire.catalog.location import catalog_folder
from inventaire.cli.doors import enter_organisation, fail, print_json, say
from inventaire.domain.recognition import Recognition
from inventaire.domain.vocabulary import Recognised
from inventaire.services import catalogue_changes as changes
from inventaire.services.recognition import recognise_name

EMPTY_CALL = "Donnez un NOM, ou --fichier avec un CSV dont les colonnes sont name, publisher, version."
ONE_WAY = "--appliquer et --reprendre vont en sens contraires : donnez l’un ou l’autre."
TO_APPLY = "Rien n’est changé : « catalogue changements --appliquer » l’applique."
COLUMNS = ("name", "publisher", "version")
NO_NAMES = "« {} » n’a pas de colonne « name » : écrivez en première ligne name,publisher,version."
NOT_CSV = "« {} » n’est pas un CSV en UTF-8 : enregistrez-le avec ce jeu de caractères et recommencez."


@click.command("reconnaitre")
@click.argument("nom", required=False)
@click.option("--editeur", default="", help="Éditeur, tel que l’inventaire l’écrit.")
@click.option(
    "--fichier",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV aux colonnes name, publisher, version.",
)
@click.option("--json", "as_json", is_flag=True, help="Imprime le résultat en JSON.")
def recognise_command(nom: str | None, editeur: str, fichier: Path | None, as_json: bool) -> None:
    """Dit ce que le catalogue fait d’un nom de logiciel brut."""
    if (nom is None) == (fichier is None):
        raise click.UsageError(EMPTY_CALL)
    rows = [(nom or "", editeur, "")] if fichier is None else _rows(fichier)
    found = [_recognised(*row) for row in rows]
    if as_json:
        print_json(found if fichier else found[0])
    else:
        for result in found:
            click.echo(_told(result))


@click.group("catalogue")
def catalogue_group() -> None:
    """Le catalogue des outils et de leurs alternatives."""


@catalogue_group.command("verifier")
@click.option("--json", "as_json", is_flag=True, help="Imprime les fautes en JSON.")
def check_command(as_json: bool) -> None:
    """Vérifie tout le catalogue, chaque faute avec son fichier et sa ligne."""
    faults = check_catalog(catalog_folder(), date.today())  # noqa: DTZ011 - the day people see on the wall
    if as_json:
        print_json([{"file": each.file, "line": each.line, "message": each.message_fr} for each in faults])
    for fault in [] if as_json else faults:
        click.echo(f"{fault.file}:{fault.line}: {fault.message_fr}")
    if faults:
        fail(f"{len(faults)} faute(s) dans le catalogue.")
    click.echo("Catalogue sans faute.", err=True)


@catalogue_group.command("changements")
@click.option("--appliquer", is_flag=True, help="Applique le catalogue lu à l’inventaire.")
@click.option("--reprendre", is_flag=True, help="Reprend le dernier catalogue appliqué.")
@click.option("--json", "as_json", is_flag=True, help="Imprime les changements en JSON.")
def changes_command(appliquer: bool, reprendre: bool, as_json: bool) -> None:
    """Dit ce que le catalogue lu changerait à l’inventaire ; n’écrit qu’avec --appliquer ou --reprendre."""
    if appliquer and reprendre:
        raise click.UsageError(ONE_WAY)
    enter_organisation()
    found = () if reprendre else changes.pending()
    if as_json:
        print_json([_change(each) for each in found])
    for each in () if as_json else found:
        click.echo(f"{each.kind.label} : {each.name} ({each.machines}) : {_state(each.before)} -> {_state(each.after)}")
    if reprendre:
        return say(f"Le catalogue d’avant est rendu à {changes.take_back_catalogue()} logiciel(s).")
    if appliquer:
        return say(f"Le catalogue est appliqué à {changes.apply_catalogue()} logiciel(s).")
    return say(TO_APPLY if changes.is_new() else changes.NOTHING_NEW)


def _change(each: changes.NameChange) -> dict[str, Any]:
    sides = {
        side: {"outcome": found.outcome, "tool": found.tool, "candidates": list(found.candidates), "rule": found.rule}
        for side, found in (("before", each.before), ("after", each.after))
    }
    about = {"application_id": each.application_id, "name": each.name, "publisher": each.publisher}
    return about | {"machines": each.machines, "kind": each.kind.value} | sides


def _state(found: Recognition) -> str:
    label = Recognised(found.outcome).label.lower()
    return f"{label} ({found.tool})" if found.tool else label


def _rows(path: Path) -> list[tuple[str, str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if "name" not in (rows.fieldnames or ()):
                fail(NO_NAMES.format(path.name))
            return [tuple(row.get(column) or "" for column in COLUMNS) for row in rows]  # type: ignore[misc]
    except (UnicodeDecodeError, csv.Error):
        fail(NOT_CSV.format(path.name))


def _recognised(name: str, publisher: str, version: str) -> dict[str, Any]:
    found = recognise_name(name, publisher, version)
    return {
        "name": name,
        "publisher": publisher,
        "version": found.version or version or None,
        "outcome": found.outcome,
        "tool": found.tool,
        "candidates": list(found.candidates),
        "rule": found.rule,
    }


def _told(result: dict[str, Any]) -> str:
    label = Recognised(result["outcome"]).label.lower()
    detail = result["tool"] or ", ".join(result["candidates"])
    return f"{result['name']} : {label}{f' ({detail})' if detail else ''}"


COMMANDS = (recognise_command, catalogue_group)
