"""What goes out of the pages of hardware, as it is filtered."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services import exports
from inventaire.services.ages import age_sheet
from inventaire.services.energy.figures import energy_figures, energy_sheet
from inventaire.services.fleet_years import years_sheet
from inventaire.services.forecast_tables import forecast_sheets
from inventaire.services.meter_imports import readings_sheet
from inventaire.services.prolonging_papers import advised_sheet
from inventaire.services.purchase_sheets import avoided_sheet, declaration_sheet, purchases_sheet
from inventaire.services.reconciliation import reconciliation_sheet
from inventaire.services.schools import schools_sheet
from inventaire.services.support_calendar import support_calendar, support_sheet
from inventaire.views import (
    device,
    energy,
    forecast,
    prospects,
    purchase,
    reconciliation,
)
from inventaire.views.queries import past_day, today
from inventaire.views.sending import send_sheet, send_sheets
from inventaire.views.session import asks

bp = Blueprint("hardware_exports", __name__, url_prefix="/materiels")


@bp.get("/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def devices(form: str) -> ResponseReturnValue:
    """Give every device that the filters keep."""
    return send_sheet("materiels", form, exports.devices_sheet(device.query_of_request()))


@bp.get("/rapprochement/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def sources(form: str) -> ResponseReturnValue:
    """Give the devices by their sources, as they are filtered."""
    return send_sheet("rapprochement", form, reconciliation_sheet(reconciliation.group_of_request()))


@bp.get("/a-prolonger/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def computers_to_prolong(form: str) -> ResponseReturnValue:
    """Give the computers whose system is no longer followed, as they are filtered."""
    years, _ = device.comparison_of_request()
    return send_sheet("a-prolonger", form, advised_sheet(prospects.advised_by_request(), years))


@bp.get("/indicateurs/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def indicators(form: str) -> ResponseReturnValue:
    """Give the indicators of the fleet on a day and the two years before."""
    return send_sheet("indicateurs", form, years_sheet(past_day()))


@bp.get("/ecoles/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def schools(form: str) -> ResponseReturnValue:
    """Give what stands in each school and nursery."""
    return send_sheet("ecoles", form, schools_sheet(past_day()))


@bp.get("/ages/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def ages(form: str) -> ResponseReturnValue:
    """Give the ages of the machines in use, by what the address says."""
    return send_sheet("ages", form, age_sheet(prospects.split_of_request(), past_day()))


@bp.get("/achats/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def purchases(form: str) -> ResponseReturnValue:
    """Give every purchase that the filters keep."""
    return send_sheet("achats", form, purchases_sheet(purchase.query_of_request()))


@bp.get("/achats/declaration-<int:year>.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def declaration(year: int, form: str) -> ResponseReturnValue:
    """Give the lines of a year that the declaration asks for."""
    return send_sheet(f"declaration-achats-{year}", form, declaration_sheet(year, today()))


@bp.get("/achats/evites/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def avoided(form: str) -> ResponseReturnValue:
    """Give what was avoided."""
    return send_sheet("achats-evites", form, avoided_sheet())


@bp.get("/fins-de-suivi/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def ends_of_support(form: str) -> ResponseReturnValue:
    """Give the releases in use, by their end of support."""
    return send_sheet("fins-de-suivi", form, support_sheet(support_calendar(past_day()).endings))


@bp.get("/prospective/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def forecasts(form: str) -> ResponseReturnValue:
    """Give the policies that the address compares, year by year; then, where a file holds two sheets, their causes."""
    sheets = forecast_sheets(forecast.compared_by_request())
    return send_sheets("prospective", form, sheets[:1] if form == "csv" else sheets)


@bp.get("/energie/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def energy_indicators(form: str) -> ResponseReturnValue:
    """Give the indicators of energy and footprint of the year that the address says."""
    return send_sheet("energie", form, energy_sheet(energy_figures(g.organisation, energy.day_of_request())))


@bp.get("/releves/export.<any(ods, xlsx, csv):form>")
@asks(Right.READ)
def readings(form: str) -> ResponseReturnValue:
    """Give every reading of every meter, as a file would bring them in."""
    return send_sheet("releves", form, readings_sheet())
