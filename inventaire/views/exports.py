"""What goes out: each other list as it is filtered, the plan, the whole, the empty template."""

from functools import partial

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services import exports, footprint_files
from inventaire.services.audit import audit_sheet
from inventaire.services.consolidation import consolidation_sheet
from inventaire.services.deadlines import deadlines_sheet
from inventaire.services.dependency_list import dependencies_sheet
from inventaire.services.dictionary_export import dictionary_sheet, write_dictionary
from inventaire.services.factor_list import factors_sheet
from inventaire.services.maker_sheets import maker_sheets_sheet
from inventaire.services.open_data import write_open_data
from inventaire.services.opinion import opinions_sheet
from inventaire.services.person import find_person, person_sheet
from inventaire.services.refusals import refused_sheets
from inventaire.services.reliance_figures import reliance_sheet
from inventaire.spreadsheets.template import write_template
from inventaire.views import (
    application,
    audit,
    contract,
    dependency,
)
from inventaire.views.queries import today
from inventaire.views.sending import send_file, send_noted, send_sheet, send_sheets
from inventaire.views.session import asks

bp = Blueprint("exports", __name__)


@bp.get("/logiciels/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def applications(form: str) -> ResponseReturnValue:
    """Give every application that the filters keep, with the machines where it is installed."""
    return send_sheet("logiciels", form, exports.applications_sheet(application.query_of_request()))


@bp.get("/logiciels/contrats/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def contracts(form: str) -> ResponseReturnValue:
    """Give every contract that the filters keep, with what each covers."""
    return send_sheet("contrats", form, exports.contracts_sheet(contract.query_of_request()))


@bp.get("/logiciels/contrats/echeances/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def deadlines(form: str) -> ResponseReturnValue:
    """Give the contracts by the last day to give notice."""
    return send_sheet("echeances", form, deadlines_sheet(today()))


@bp.get("/logiciels/dictionnaire/export.<any(yaml, ods, xlsx, csv):form>")
@asks(Right.READ)
def dictionary(form: str) -> ResponseReturnValue:
    """Give what the town says of names, for the common catalogue."""
    if form == "yaml":
        return send_noted("dictionnaire", form, write_dictionary)
    return send_sheet("dictionnaire", form, dictionary_sheet())


@bp.get("/logiciels/dependances/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def reliance(form: str) -> ResponseReturnValue:
    """Give on whom the organisation depends, a line of each view a row."""
    return send_sheet("dependances", form, reliance_sheet())


@bp.get("/logiciels/risques/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def dependencies(form: str) -> ResponseReturnValue:
    """Give the applications by their three risks, as they are filtered."""
    return send_sheet("dependance", form, dependencies_sheet(dependency.query_of_request(), today()))


@bp.get("/plan/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def plan(form: str) -> ResponseReturnValue:
    """Give the plan, a step a row."""
    return send_sheet("plan", form, exports.plan_sheet(today()))


@bp.get("/catalogue/nos-avis/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def opinions(form: str) -> ResponseReturnValue:
    """Give the opinions of the organisation beside the catalogue's."""
    return send_sheet("nos-avis", form, opinions_sheet())


@bp.get("/groupement/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def consolidation(form: str) -> ResponseReturnValue:
    """Give the sums of the group."""
    return send_sheet("groupement", form, consolidation_sheet())


@bp.get("/administration/facteurs/export.<any(ods, xlsx, csv):form>")
@asks(Right.ADMINISTER)
def factors(form: str) -> ResponseReturnValue:
    """Give the factors as they hold today, with their sources."""
    return send_sheet("facteurs", form, factors_sheet(today()))


@bp.get("/administration/facteurs/fiches/export.<any(ods, xlsx, csv):form>")
@asks(Right.ADMINISTER)
def maker_sheets(form: str) -> ResponseReturnValue:
    """Give the sheets of makers."""
    return send_sheet("fiches-fabricants", form, maker_sheets_sheet())


@bp.get("/administration/trace/export.<any(ods, xlsx, csv):form>")
@asks(Right.ADMINISTER, confirmed=True)
def trace(form: str) -> ResponseReturnValue:
    """Give every line of the trace that the filters keep."""
    return send_sheet("trace", form, audit_sheet(audit.query_of_request()))


@bp.post("/administration/personnes/export.<any(ods, xlsx, csv):form>")
@asks(Right.ADMINISTER, confirmed=True)
def person(form: str) -> ResponseReturnValue:
    """Give what is held about a person."""
    return send_sheet("personne", form, person_sheet(find_person(request.form.get("text", ""))))


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
    return send_noted("tout", form, partial(exports.write_all, form=form, today=today()))


@bp.get("/exports/donnees-ouvertes.zip")
@asks(Right.READ)
def open_data() -> ResponseReturnValue:
    """Give the open-data set."""
    return send_noted("donnees-ouvertes", "zip", partial(write_open_data, today=today()))


@bp.get("/exports/g4it.zip")
@asks(Right.READ)
def footprint() -> ResponseReturnValue:
    """Give the files for G4IT and NumEcoEval."""
    return send_noted("g4it", "zip", partial(footprint_files.write_footprint, today=today()))


@bp.get("/imports/<row:number>/refus.<any(ods, xlsx, csv):form>")
@asks(Right.EDIT)
def refusals(number: int, form: str) -> ResponseReturnValue:
    """Give the lines of an import that are to be mended."""
    return send_sheets(f"refus-import-{number}", form, refused_sheets(number, form))


@bp.get("/imports/modele.<any(ods, xlsx):form>")
@asks(Right.READ)
def template(form: str) -> ResponseReturnValue:
    """Give the empty template."""
    return send_file(f"modele-inventaire.{form}", form, partial(write_template, form=form))
