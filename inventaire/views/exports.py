"""What goes out: each list as it is filtered, the plan, the empty template."""

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO

from flask import Blueprint, Response, g, render_template, request
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services import exports, footprint_files
from inventaire.services.ages import age_sheet
from inventaire.services.audit import audit_sheet
from inventaire.services.consolidation import consolidation_sheet
from inventaire.services.deadlines import deadlines_sheet
from inventaire.services.dependency_list import dependencies_sheet
from inventaire.services.dictionary_export import dictionary_sheet, write_dictionary
from inventaire.services.energy.figures import energy_figures, energy_sheet
from inventaire.services.factor_list import factors_sheet
from inventaire.services.fleet_years import years_sheet
from inventaire.services.forecast_tables import forecast_sheets
from inventaire.services.maker_sheets import maker_sheets_sheet
from inventaire.services.meter_imports import readings_sheet
from inventaire.services.open_data import write_open_data
from inventaire.services.opinion import opinions_sheet
from inventaire.services.person import find_person, person_sheet
from inventaire.services.prolonging_papers import advised_sheet
from inventaire.services.purchase_sheets import avoided_sheet, declaration_sheet, purchases_sheet
from inventaire.services.reconciliation import reconciliation_sheet
from inventaire.services.refusals import refused_sheets
from inventaire.services.reliance_figures import reliance_sheet
from inventaire.services.schools import schools_sheet
from inventaire.services.support_calendar import support_calendar, support_sheet
from inventaire.spreadsheets.sheets import Sheet
from inventaire.spreadsheets.template import write_template
from inventaire.spreadsheets.writing import write_table
from inventaire.views import (
    application,
    audit,
    contract,
    dependency,
    device,
    energy,
    forecast,
    prospects,
    purchase,
    reconciliation,
)
from inventaire.views.queries import past_day, today
from inventaire.views.session import asks

bp = Blueprint("exports", __name__)
TYPES = {
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "zip": "application/zip",
    "yaml": "application/yaml",
}
IN_MEMORY = 4 << 20  # bytes; a larger export waits on the disk
PIECE = 1 << 16  # bytes


@bp.get("/materiels/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def devices(form: str) -> ResponseReturnValue:
    """Give every device that the filters keep."""
    return _sheet("materiels", form, exports.devices_sheet(device.query_of_request()))


@bp.get("/materiels/rapprochement/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def sources(form: str) -> ResponseReturnValue:
    """Give the devices by their sources, as they are filtered."""
    return _sheet("rapprochement", form, reconciliation_sheet(reconciliation.group_of_request()))


@bp.get("/materiels/a-prolonger/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def computers_to_prolong(form: str) -> ResponseReturnValue:
    """Give the computers whose system is no longer followed, as they are filtered."""
    years, _ = device.comparison_of_request()
    return _sheet("a-prolonger", form, advised_sheet(prospects.advised_by_request(), years))


@bp.get("/materiels/indicateurs/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def indicators(form: str) -> ResponseReturnValue:
    """Give the indicators of the fleet on a day and the two years before."""
    return _sheet("indicateurs", form, years_sheet(past_day()))


@bp.get("/materiels/ecoles/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def schools(form: str) -> ResponseReturnValue:
    """Give what stands in each school and nursery."""
    return _sheet("ecoles", form, schools_sheet(past_day()))


@bp.get("/materiels/ages/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def ages(form: str) -> ResponseReturnValue:
    """Give the ages of the machines in use, by what the address says."""
    return _sheet("ages", form, age_sheet(prospects.split_of_request(), past_day()))


@bp.get("/materiels/achats/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def purchases(form: str) -> ResponseReturnValue:
    """Give every purchase that the filters keep."""
    return _sheet("achats", form, purchases_sheet(purchase.query_of_request()))


@bp.get("/materiels/achats/declaration-<int:year>.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def declaration(year: int, form: str) -> ResponseReturnValue:
    """Give the lines of a year that the declaration asks for."""
    return _sheet(f"declaration-achats-{year}", form, declaration_sheet(year, today()))


@bp.get("/materiels/achats/evites/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def avoided(form: str) -> ResponseReturnValue:
    """Give what was avoided."""
    return _sheet("achats-evites", form, avoided_sheet())


@bp.get("/materiels/fins-de-suivi/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def ends_of_support(form: str) -> ResponseReturnValue:
    """Give the releases in use, by their end of support."""
    return _sheet("fins-de-suivi", form, support_sheet(support_calendar(past_day()).endings))


@bp.get("/materiels/prospective/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def forecasts(form: str) -> ResponseReturnValue:
    """Give the policies that the address compares, year by year; then, where a file holds two sheets, their causes."""
    sheets = forecast_sheets(forecast.compared_by_request())
    return _sheets("prospective", form, sheets[:1] if form == "csv" else sheets)


@bp.get("/materiels/energie/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def energy_indicators(form: str) -> ResponseReturnValue:
    """Give the indicators of energy and footprint of the year that the address says."""
    return _sheet("energie", form, energy_sheet(energy_figures(g.organisation, energy.day_of_request())))


@bp.get("/materiels/releves/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def readings(form: str) -> ResponseReturnValue:
    """Give every reading of every meter, as a file would bring them in."""
    return _sheet("releves", form, readings_sheet())


@bp.get("/logiciels/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def applications(form: str) -> ResponseReturnValue:
    """Give every application that the filters keep, with the machines where it is installed."""
    return _sheet("logiciels", form, exports.applications_sheet(application.query_of_request()))


@bp.get("/logiciels/contrats/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def contracts(form: str) -> ResponseReturnValue:
    """Give every contract that the filters keep, with what each covers."""
    return _sheet("contrats", form, exports.contracts_sheet(contract.query_of_request()))


@bp.get("/logiciels/contrats/echeances/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def deadlines(form: str) -> ResponseReturnValue:
    """Give the contracts by the last day to give notice."""
    return _sheet("echeances", form, deadlines_sheet(today()))


@bp.get("/logiciels/dictionnaire/export.<any(yaml, ods, xlsx, csv):form>")
@asks(Right.READ)
def dictionary(form: str) -> ResponseReturnValue:
    """Give what the town says of names, for the common catalogue."""
    if form == "yaml":
        return _noted("dictionnaire", form, write_dictionary)
    return _sheet("dictionnaire", form, dictionary_sheet())


@bp.get("/logiciels/dependances/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def reliance(form: str) -> ResponseReturnValue:
    """Give on whom the organisation depends, a line of each view a row."""
    return _sheet("dependances", form, reliance_sheet())


@bp.get("/logiciels/risques/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def dependencies(form: str) -> ResponseReturnValue:
    """Give the applications by their three risks, as they are filtered."""
    return _sheet("dependance", form, dependencies_sheet(dependency.query_of_request(), today()))


@bp.get("/plan/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def plan(form: str) -> ResponseReturnValue:
    """Give the plan, a step a row."""
    return _sheet("plan", form, exports.plan_sheet(today()))


@bp.get("/catalogue/nos-avis/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def opinions(form: str) -> ResponseReturnValue:
    """Give the opinions of the organisation beside the catalogue's."""
    return _sheet("nos-avis", form, opinions_sheet())


@bp.get("/groupement/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def consolidation(form: str) -> ResponseReturnValue:
    """Give the sums of the group."""
    return _sheet("groupement", form, consolidation_sheet())


@bp.get("/administration/facteurs/export.<any(ods, xlsx, csv):form>")
@asks(Right.ADMINISTER)
def factors(form: str) -> ResponseReturnValue:
    """Give the factors as they hold today, with their sources."""
    return _sheet("facteurs", form, factors_sheet(today()))


@bp.get("/administration/facteurs/fiches/export.<any(ods, xlsx, csv):form>")
@asks(Right.ADMINISTER)
def maker_sheets(form: str) -> ResponseReturnValue:
    """Give the sheets of makers."""
    return _sheet("fiches-fabricants", form, maker_sheets_sheet())


@bp.get("/administration/trace/export.<any(ods, xlsx, csv):form>")
@asks(Right.ADMINISTER, confirmed=True)
def trace(form: str) -> ResponseReturnValue:
    """Give every line of the trace that the filters keep."""
    return _sheet("trace", form, audit_sheet(audit.query_of_request()))


@bp.post("/administration/personnes/export.<any(ods, xlsx, csv):form>")
@asks(Right.ADMINISTER, confirmed=True)
def person(form: str) -> ResponseReturnValue:
    """Give what is held about a person."""
    return _sheet("personne", form, person_sheet(find_person(request.form.get("text", ""))))


@bp.get("/exports")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """Show what can go out whole, and what G4IT has no word for."""
    told, left_out = footprint_files.told_and_left_out()
    return render_template("exports/index.html", told=told, left_out=left_out)


@bp.get("/exports/tout.<any(ods, xlsx, zip):form>")
@asks(Right.READ, confirmed=True)
def everything(form: str) -> ResponseReturnValue:
    """Give the whole inventory."""
    return _noted("tout", form, partial(exports.write_all, form=form, today=today()))


@bp.get("/exports/donnees-ouvertes.zip")
@asks(Right.READ)
def open_data() -> ResponseReturnValue:
    """Give the open-data set."""
    return _noted("donnees-ouvertes", "zip", partial(write_open_data, today=today()))


@bp.get("/exports/g4it.zip")
@asks(Right.READ)
def footprint() -> ResponseReturnValue:
    """Give the files for G4IT and NumEcoEval."""
    return _noted("g4it", "zip", partial(footprint_files.write_footprint, today=today()))


@bp.get("/imports/<row:number>/refus.<any(ods, xlsx, csv):form>")
@asks(Right.EDIT)
def refusals(number: int, form: str) -> ResponseReturnValue:
    """Give the lines of an import that are to be mended."""
    return _sheets(f"refus-import-{number}", form, refused_sheets(number, form))


@bp.get("/imports/modele.<any(ods, xlsx):form>")
@asks(Right.READ)
def template(form: str) -> ResponseReturnValue:
    """Give the empty template."""
    return _answer(f"modele-inventaire.{form}", form, partial(write_template, form=form))


def _sheet(what: str, form: str, sheet: Sheet) -> ResponseReturnValue:
    return _sheets(what, form, [sheet])


def _sheets(what: str, form: str, sheets: list[Sheet]) -> ResponseReturnValue:
    return _noted(what, form, partial(write_table, form=form, sheets=sheets))


def _noted(what: str, form: str, write: Callable[[BinaryIO], Any]) -> ResponseReturnValue:
    exports.note_export(what, form)
    return _answer(f"{what}-{g.organisation.code}-{today().isoformat()}.{form}", form, write)


def _answer(name: str, form: str, write: Callable[[BinaryIO], Any]) -> ResponseReturnValue:
    file: Any = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed once sent
    write(file)
    file.seek(0)
    answer = Response(_pieces(file), mimetype=TYPES[form])
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.call_on_close(file.close)
    return answer


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece
