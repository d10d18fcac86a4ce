"""What is estimated of every machine in use: E2, E3, E4, E5."""

from datetime import date

from inventaire.domain.estimate import Estimate
from inventaire.domain.factors import ElectricityFactor
from inventaire.domain.figures import Figure as What
from inventaire.domain.formats import estimate_text, number
from inventaire.domain.indicators import Indicator, Method, Opened
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.working import Input, digits
from inventaire.models import Device, Organisation
from inventaire.services.figures import Figures, alike, figures_of, fleet_of, fleet_report
from inventaire.services.report.tables import NO_STAFF

OF_EACH = (
    "Somme des matériels en service, chacun par la première source connue (mesure, fabricant, puissance, catégorie)"
)
WHOLE_MAKING = "Somme des fabrications des matériels mis en service dans l’année"
YEARLY_MAKING = "Somme, pour chaque matériel : fabrication ÷ le plus grand de la durée de référence et de l’âge"
USE = "Électricité estimée (E2) × facteur d’électricité du territoire"
INVENTORY, ADMINISTRATION, BY_CATEGORY = "Inventaire", "Page Administration", "Page Méthode et sources, par catégorie"
NO_ENERGY = "L’électricité du parc n’est pas estimée."


def estimated_figures(organisation: Organisation, on: date, electricity: ElectricityFactor | None) -> dict[str, Opened]:
    """Give the estimated indicators of the machines in use, by what they tell."""
    fleet = fleet_report(on).total
    bought = _put_in_service(organisation, on)
    energy = fleet.totals[What.ENERGY_PER_YEAR.value]
    new, yearly = (
        f"Fabrication des matériels mis en service en {on.year}",
        "Fabrication, part annuelle du parc en service",
    )
    use = _opened("E5", "Usage (électricité estimée)", fleet, What.USE_PER_YEAR, USE)
    return {
        "energy": _opened("E2", "Électricité du parc, estimée", fleet, What.ENERGY_PER_YEAR, OF_EACH),
        "per_agent": _per_agent(organisation, energy),
        "bought": _opened("E4", new, bought, What.EMBODIED, WHOLE_MAKING),
        "making": _opened("E4", yearly, fleet, What.EMBODIED_PER_YEAR, YEARLY_MAKING),
        "use": _of_electricity(use, energy, electricity),
    }


def estimated(code: str, label: str, unit: str, estimate: Estimate | None, comment: str) -> Indicator:
    """Give an indicator that is estimated, with its range and its quality."""
    if estimate is None:
        return Indicator(code, label, unit, Method.ESTIMATED, "non estimé", comment)
    grade = f"Qualité {estimate.quality.value}."
    return Indicator(code, label, unit, Method.ESTIMATED, estimate_text(estimate), comment=f"{grade} {comment}".strip())


def electricity_told(electricity: ElectricityFactor) -> tuple[Input, str]:
    """Give the factor of electricity as an input, and its source."""
    value = f"{digits(electricity.g_per_kwh)}\u00a0gCO2e/kWh"
    return Input("Facteur d’électricité", value, electricity.label), electricity.source


def staff_told(organisation: Organisation) -> Input:
    """Give the staff as an input."""
    return Input("Effectif", f"{number(organisation.staff_count)} agents", ADMINISTRATION)


def _opened(code: str, label: str, figures: Figures, what: What, formula: str) -> Opened:
    comment = f"Nombre de matériels : {number(figures.count)}. {_left_out(figures, what)}".strip()
    counted = Input("Matériels comptés", number(figures.count - _lacking(figures, what)), INVENTORY)
    left_out = Input("Matériels non estimés", number(_lacking(figures, what)), INVENTORY)
    shown = comment if what is What.EMBODIED else _left_out(figures, what)
    indicator = estimated(code, label, what.unit.value, figures.totals[what.value], shown)
    return Opened(indicator, f"{formula}.", (counted, left_out), source=BY_CATEGORY)


def _per_agent(organisation: Organisation, energy: Estimate | None) -> Opened:
    label, unit, formula = "Électricité estimée par agent", "kWh par agent", "Électricité estimée (E2) ÷ effectif."
    if not organisation.staff_count or energy is None:
        reason = NO_ENERGY if organisation.staff_count else NO_STAFF
        return Opened(Indicator("E3", label, unit, Method.ESTIMATED, reason=reason), formula)
    each = energy.scaled(1 / organisation.staff_count, energy.unit)
    whole = Input("Électricité estimée (E2)", estimate_text(energy), INVENTORY)
    return Opened(estimated("E3", label, unit, each, ""), formula, (whole, staff_told(organisation)))


def _of_electricity(opened: Opened, energy: Estimate | None, electricity: ElectricityFactor | None) -> Opened:
    if electricity is None:
        return opened
    factor, source = electricity_told(electricity)
    whole = Input("Électricité estimée (E2)", estimate_text(energy), INVENTORY)
    return Opened(opened.indicator, opened.formula, (*opened.inputs, whole, factor), source=source)


def _lacking(figures: Figures, what: What) -> int:
    return sum(int(each["count"]) for each in figures.not_estimable if each["figure"] == what.value)


def _left_out(figures: Figures, what: What) -> str:
    count = _lacking(figures, what)
    return f"Matériels non estimés : {number(count)}." if count else ""


def _put_in_service(organisation: Organisation, on: date) -> Figures:
    began = Device.in_service_on
    facts = alike(began >= PartialDate(on.year), began < PartialDate(on.year + 1))
    return figures_of(fleet_of(facts, organisation.territory, on))
