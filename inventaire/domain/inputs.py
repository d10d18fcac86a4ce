"""What entered a figure of one line, and what would have if it had been known."""

from collections.abc import Iterator

from inventaire.domain import formats
from inventaire.domain.factor_table import SERVER_ROOM
from inventaire.domain.factors import Bounds, OwnFigure, OwnValue
from inventaire.domain.figures import Figure, Origin
from inventaire.domain.impact import HOURS_PER_YEAR
from inventaire.domain.working import Case, Input, digits

INVENTORY = "Inventaire"
CATEGORY = "Facteur de la catégorie"
OWN = "Valeur de la collectivité"
BESIDE = "Valeur du catalogue, non utilisée"
NOT_PUBLISHED = "Aucune valeur publiée\u202f; à renseigner sur la fiche"
NO_COOLING = "Le refroidissement n’est pas compté\u202f; renseignez le PUE de la salle"
NO_AGE = "Mise en service non renseignée\u00a0: la durée de référence sert seule"
NO_STANDBY = "Sans elle, la puissance déclarée ne suffit pas\u202f; écrivez 0 si l’appareil est éteint"


def inputs(case: Case, figure: Figure) -> tuple[Input, ...]:
    """List what entered a figure, and what would have if it had been known."""
    return tuple(
        {
            Figure.EMBODIED: _embodied_inputs,
            Figure.EMBODIED_PER_YEAR: _yearly_inputs,
            Figure.ENERGY_PER_YEAR: _energy_inputs,
            Figure.USE_PER_YEAR: _use_inputs,
        }[figure](case)
    )


def _embodied_inputs(case: Case) -> Iterator[Input]:
    yield Input("Quantité", str(case.facts.quantity), INVENTORY)
    own = case.own_value(Figure.EMBODIED)
    value = in_full(case.each(Figure.EMBODIED), "kgCO2e")
    yield Input("Fabrication d’un matériel", value, _origin(case, Figure.EMBODIED, own))
    yield from _beside(own, "kgCO2e")


def _yearly_inputs(case: Case) -> Iterator[Input]:
    yield from _embodied_inputs(case)
    own = case.factor.own_value(OwnFigure.LIFETIME) if case.factor and not case.facts.lifetime_years else None
    known = (OWN if own else CATEGORY) if case.lifetime else NOT_PUBLISHED
    origin = INVENTORY if case.facts.lifetime_years else known
    yield Input("Durée d’usage de référence", _years(case.lifetime), origin)
    yield from _beside(own, "ans")
    start = f"Mise en service\u00a0: {formats.day(case.facts.in_service_on)}"
    yield Input("Âge", _years(case.age), start if case.facts.in_service_on else NO_AGE)
    if case.true_life is not None:
        end = f"Sortie\u00a0: {formats.day(case.facts.retired_on)}"
        yield Input("Durée d’usage constatée", _years(case.true_life), end)


def _energy_inputs(case: Case) -> Iterator[Input]:
    yield Input("Quantité", str(case.facts.quantity), INVENTORY)
    origin = case.figures.origin(Figure.ENERGY_PER_YEAR, 0)
    if origin is Origin.DECLARED_POWER:
        yield from _power_inputs(case)
    elif origin is Origin.LABEL:
        yield Input("Étiquette énergie", f"{digits(case.facts.label_kwh_per_1000h)}\u00a0kWh/1000\u00a0h", INVENTORY)
        yield _hours(case)
    else:
        value = in_full(case.each(Figure.ENERGY_PER_YEAR), "kWh/an")
        own = case.own_value(Figure.ENERGY_PER_YEAR)
        yield Input("Consommation d’un matériel", value, _origin(case, Figure.ENERGY_PER_YEAR, own))
        yield from _beside(own, "kWh/an")
        if origin is Origin.CATEGORY and case.factor and case.factor.hours_fr:
            yield Input("Usage supposé", case.factor.hours_fr, CATEGORY)
        if case.facts.power_on_w is not None and case.facts.power_standby_w is None:
            yield Input("Puissance en veille", formats.UNKNOWN, NO_STANDBY)
    if case.facts.category in SERVER_ROOM:
        yield Input("PUE", digits(case.cooling), INVENTORY if case.cooling else NO_COOLING)


def _power_inputs(case: Case) -> Iterator[Input]:
    yield Input("Puissance en marche", f"{digits(case.facts.power_on_w)}\u00a0W", INVENTORY)
    standby = case.facts.power_standby_w
    if standby is not None:
        yield Input("Puissance en veille", f"{digits(standby)}\u00a0W", INVENTORY)
    elif case.hours_on != HOURS_PER_YEAR:
        yield Input("Puissance en veille", formats.UNKNOWN, "Non comptée\u00a0: le chiffre est «\u00a0au moins\u00a0»")
    yield _hours(case)


def _hours(case: Case) -> Input:
    declared = case.facts.hours_per_day is not None
    origin = INVENTORY if declared else "Allumé toute l’année, par la catégorie"
    return Input("Heures en marche", f"{digits(case.hours_on)}\u00a0h/an", origin)


def _use_inputs(case: Case) -> Iterator[Input]:
    energy = case.figures.estimate(Figure.ENERGY_PER_YEAR, 0)
    yield Input("Électricité", formats.estimate_text(energy), "Chiffre précédent")
    if case.electricity:
        value = f"{digits(case.electricity.g_per_kwh)}\u00a0gCO2e/kWh"
        own = case.electricity.own
        yield Input(
            "Facteur d’électricité", value, f"{OWN}, {case.electricity.label}" if own else case.electricity.label
        )
        yield from _beside(own, "gCO2e/kWh")
    else:
        yield Input("Facteur d’électricité", formats.UNKNOWN, "Territoire")


def _origin(case: Case, figure: Figure, own: OwnValue | None) -> str:
    origin = case.figures.origin(figure, 0)
    return OWN if own else origin.label if origin else NOT_PUBLISHED


def _beside(own: OwnValue | None, unit: str) -> Iterator[Input]:
    """Show what the catalogue says beside an organisation's own value."""
    if own and own.instead_of != Bounds():
        yield Input(BESIDE, in_full(own.instead_of, unit), "Catalogue")


def _years(value: float | None) -> str:
    return formats.UNKNOWN if value is None else f"{digits(value)}\u00a0ans"


def in_full(bounds: Bounds, unit: str) -> str:
    """Write the three values in full, whatever the quality: this is the working, not the result."""
    labels = ("bas", "repère", "haut")
    known = [
        f"{label} {digits(value)}" for label, value in zip(labels, bounds.values(), strict=True) if value is not None
    ]
    return formats.with_unit(", ".join(known), unit) if known else formats.UNKNOWN
