"""exporter: the inventory as spreadsheets."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from inventaire.cli.doors import enter_organisation, say
from inventaire.services import exports
from inventaire.services.audit import audit_sheet
from inventaire.services.dictionary_export import dictionary_sheet, write_dictionary
from inventaire.services.footprint_files import write_footprint
from inventaire.services.open_data import write_open_data
from inventaire.services.purchase_sheets import purchases_sheet
from inventaire.services.refusals import refused_sheets
from inventaire.spreadsheets.sheets import Sheet
from inventaire.spreadsheets.template import write_template
from inventaire.spreadsheets.writing import write_table

ONE_SHEET = ("ods", "xlsx", "csv")
FORMS = {
    "materiels": ONE_SHEET,
    "logiciels": ONE_SHEET,
    "contrats": ONE_SHEET,
    "achats": ONE_SHEET,
    "plan": ONE_SHEET,
    "trace": ONE_SHEET,
    "refus": ONE_SHEET,
    "dictionnaire": ("yaml", *ONE_SHEET),
    "tout": ("ods", "xlsx", "zip"),
    "donnees-ouvertes": ("zip",),
    "g4it": ("zip",),
    "modele": ("ods", "xlsx"),
}
ZIPPED = {"donnees-ouvertes": write_open_data, "g4it": write_footprint}
WRONG_FORM = "« {what} » ne s’écrit pas dans « {name} » : terminez le nom du fichier par {endings}."
NO_CSV = " Un CSV ne tient qu’une feuille, et il y en a plusieurs ici."
WHICH_IMPORT = "« refus » demande --import N, le numéro de l’import ; rien d’autre ne le demande."
NO_FOLDER = "Le dossier « {} » n’existe pas : créez-le ou choisissez-en un autre."


@click.command("exporter")
@click.argument("ce_qui", metavar="CE_QUOI", type=click.Choice(list(FORMS)))
@click.option(
    "-o",
    "--sortie",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Fichier à écrire : .ods, .xlsx, .csv, un .zip de CSV pour « tout », .yaml pour « dictionnaire ».",
)
@click.option("--import", "number", type=int, metavar="N", help="L’import dont « refus » donne les lignes à corriger.")
def export_command(ce_qui: str, sortie: Path, number: int | None) -> None:
    """Écrit materiels, logiciels, contrats, achats, plan, trace, refus, dictionnaire, tout ou modele.

    L’inventaire s’importe ainsi.
    """
    form = _form(ce_qui, sortie)
    if (ce_qui == "refus") is (number is None):
        raise click.UsageError(WHICH_IMPORT)
    if ce_qui == "modele":
        write_template(sortie, form)
    else:
        enter_organisation()
        sheets = refused_sheets(number, form) if number else None
        exports.note_export(ce_qui, form)
        _write(ce_qui, sortie, form, sheets)
    say(f"{sortie} est écrit.")


def _write(what: str, path: Path, form: str, known: list[Sheet] | None) -> None:
    today = date.today()  # noqa: DTZ011 - the day people see on the wall
    if known:
        return write_table(path, form, known)
    if what == "tout":
        return exports.write_all(path, form, today)
    if what in ZIPPED:
        return ZIPPED[what](path, today)
    if form == "yaml":
        return _write_yaml(path)
    sheets: dict[str, Callable[[], Sheet]] = {
        "materiels": exports.devices_sheet,
        "logiciels": exports.applications_sheet,
        "contrats": exports.contracts_sheet,
        "achats": purchases_sheet,
        "plan": lambda: exports.plan_sheet(today),
        "trace": audit_sheet,
        "dictionnaire": dictionary_sheet,
    }
    return write_table(path, form, [sheets[what]()])


def _write_yaml(path: Path) -> None:
    with path.open("wb") as file:
        write_dictionary(file)


def _form(what: str, path: Path) -> str:
    """Give the format that the ending of a file says. Raises UsageError where it does not suit."""
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMS[what]:
        endings = " ou ".join(f".{each}" for each in FORMS[what])
        raise click.UsageError(
            WRONG_FORM.format(what=what, name=path.name, endings=endings) + (NO_CSV if form == "csv" else "")
        )
    if not path.absolute().parent.is_dir():
        raise click.UsageError(NO_FOLDER.format(path.parent))
    return form


COMMANDS = (export_command,)
