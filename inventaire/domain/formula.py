"""The formula of a figure, with its numbers put in."""

from inventaire.domain import formats
from inventaire.domain.figures import Figure, Origin
from inventaire.domain.impact import HOURS_PER_YEAR
from inventaire.domain.working import Case, digits

WHICH = ("Borne basse", "Repère", "Borne haute")


def formula(case: Case, figure: Figure) -> str | None:
    """Write the formula with the numbers of the central value, or of the bound that is known."""
    place = next((place for place in (1, 0, 2) if case.values(figure)[place] is not None), None)
    if place is None:
        return None
    steps = {
        Figure.EMBODIED: _embodied,
        Figure.EMBODIED_PER_YEAR: _embodied_per_year,
        Figure.ENERGY_PER_YEAR: _energy,
        Figure.USE_PER_YEAR: _use,
    }[figure](case, place)
    result = formats.with_unit(digits(case.values(figure)[place]), figure.unit.value)
    return f"{WHICH[place]}\u00a0: {steps} = {result}"


def _embodied(case: Case, place: int) -> str:
    return f"{case.facts.quantity} × {digits(case.each(Figure.EMBODIED).values()[place])}\u00a0kgCO2e"


def _embodied_per_year(case: Case, place: int) -> str:
    return f"{_embodied(case, place)} ÷ {_life(case)}"


def _life(case: Case) -> str:
    if case.true_life is not None:
        return f"max(1\u00a0an\u202f; {digits(case.true_life)}\u00a0ans)"
    if case.age is None:
        return f"{digits(case.lifetime)}\u00a0ans"
    return f"max({digits(case.lifetime)}\u00a0ans\u202f; {digits(max(case.age, 0.0))}\u00a0ans)"


def _energy(case: Case, place: int) -> str:
    each = f"{digits(case.each(Figure.ENERGY_PER_YEAR).values()[place])}\u00a0kWh/an"
    if case.figures.origin(Figure.ENERGY_PER_YEAR, 0) is Origin.DECLARED_POWER:
        each = _power(case)
    elif case.figures.origin(Figure.ENERGY_PER_YEAR, 0) is Origin.LABEL:
        label, hours = digits(case.facts.label_kwh_per_1000h), digits(case.hours_on)
        each = f"({label}\u00a0kWh × {hours}\u00a0h ÷ {formats.number(1000)}\u00a0h)"
    cooling = f" × {digits(case.cooling)}" if case.cooling else ""
    return f"{case.facts.quantity} × {each}{cooling}"


def _power(case: Case) -> str:
    hours = case.hours_on or 0.0
    on = f"{digits(case.facts.power_on_w)}\u00a0W × {digits(hours)}\u00a0h"
    rest = HOURS_PER_YEAR - hours
    if rest and case.facts.power_standby_w is not None:
        on += f" + {digits(case.facts.power_standby_w)}\u00a0W × {digits(rest)}\u00a0h"
    return f"({on}) ÷ {formats.number(1000)}"


def _use(case: Case, place: int) -> str:
    energy = digits(case.values(Figure.ENERGY_PER_YEAR)[place])
    grams = digits(case.electricity.g_per_kwh) if case.electricity else formats.UNKNOWN
    return f"{energy}\u00a0kWh/an × {grams}\u00a0gCO2e/kWh ÷ {formats.number(1000)}"
