"""What is read on meters: E1, what E3 and E5 make of it, and the pages of E7."""

from datetime import date

from inventaire.domain.factors import ElectricityFactor
from inventaire.domain.formats import number, percent, significant
from inventaire.domain.indicators import TOO_LITTLE, Indicator, Method, Opened, covered
from inventaire.domain.working import Input
from inventaire.models import Organisation
from inventaire.services.energy.estimated import electricity_told, staff_told
from inventaire.services.measured import KWH, PAGES, Measured, measured
from inventaire.services.report.tables import NO_STAFF

NO_READING = "Aucun relevé de compteur ne couvre cette année (Matériels, Énergie, Relevés)."
NO_PAGES = "Aucun relevé de copieur ne couvre cette année (Matériels, Énergie, Relevés)."
TOO_LITTLE_READ = "Les relevés couvrent moins de la moitié de l’année."
NO_ELECTRICITY = "Aucun facteur d’électricité pour ce territoire (page Administration)."
APART = "Les matériels mesurés restent dans E2\u00a0: E1 et E2 ne s’additionnent pas."
TWICE = "Deux compteurs mesurent un même matériel\u00a0: leur somme peut le compter deux fois."
BY_DAY = "Somme des relevés de l’année\u202f; ce qui est à cheval sur le Nouvel An est partagé au prorata des jours."
READ_ON = "Relevés de la collectivité"


def metered_figures(organisation: Organisation, on: date, electricity: ElectricityFactor | None) -> dict[str, Opened]:
    """Give the indicators that meters tell, by what they tell."""
    kwh, pages = measured(KWH, on), measured(PAGES, on)
    return {
        "energy": _energy(kwh),
        "per_agent": _per_agent("E3", "Électricité mesurée par agent", kwh, organisation, NO_READING),
        "use": _use(kwh, electricity),
        "pages": _per_agent("E7", "Pages imprimées", pages, organisation, NO_PAGES),
    }


def _energy(found: Measured) -> Opened:
    label = "Électricité du parc, mesurée"
    if found.amount is None:
        return Opened(Indicator("E1", label, "kWh", Method.READ, reason=NO_READING), BY_DAY)
    value, comment = covered(number(found.amount), found.coverage, _told(found))
    notes = f"{comment} {APART}{f' {TWICE}' if found.shared else ''}"
    return Opened(Indicator("E1", label, "kWh", Method.READ, value, comment=notes), BY_DAY, _inputs(found))


def _per_agent(code: str, label: str, found: Measured, organisation: Organisation, unread: str) -> Opened:
    unit, formula = f"{found.unit} par agent", f"{BY_DAY} Le tout ÷ effectif."
    reason = _lacking(found, unread) or (None if organisation.staff_count else NO_STAFF)
    if reason:
        return Opened(Indicator(code, label, unit, Method.READ, reason=reason), formula, _inputs(found))
    value = number((found.amount or 0) / (organisation.staff_count or 1))
    comment = covered(value, found.coverage, _told(found))[1]
    inputs = (*_inputs(found), staff_told(organisation))
    return Opened(Indicator(code, label, unit, Method.READ, value, comment=comment), formula, inputs)


def _use(found: Measured, electricity: ElectricityFactor | None) -> Opened:
    label, formula = "Usage (électricité mesurée)", "Électricité mesurée (E1) × facteur d’électricité du territoire."
    reason = _lacking(found, NO_READING) or (None if electricity else NO_ELECTRICITY)
    if reason or electricity is None:
        return Opened(Indicator("E5", label, "kgCO2e", Method.READ, reason=reason or ""), formula)
    factor, source = electricity_told(electricity)
    value = significant((found.amount or 0) * electricity.kg_per_kwh)
    comment = covered(value, found.coverage, _told(found))[1]
    indicator = Indicator("E5", label, "kgCO2e", Method.READ, value, comment=comment)
    return Opened(indicator, formula, (*_inputs(found), factor), source=source)


def _lacking(found: Measured, unread: str) -> str | None:
    if found.amount is None:
        return unread
    return TOO_LITTLE_READ if found.coverage < TOO_LITTLE else None


def _told(found: Measured) -> str:
    """Say how much of the year the readings cover: « 342 jours relevés sur 365 »."""
    read, whole = found.days
    meters = len(found.counted)
    named = "1 compteur" if meters == 1 else f"{number(meters)} compteurs"
    return f"{named}, {number(read)} jours relevés sur {number(whole)} ({percent(found.coverage)})"


def _inputs(found: Measured) -> tuple[Input, ...]:
    return tuple(Input(each.meter.name, each.told, READ_ON) for each in found.meters)
