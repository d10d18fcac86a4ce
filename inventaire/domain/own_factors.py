"""An organisation's own factors, set over the catalogue's."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from inventaire.domain.factors import Bounds, ElectricityFactor, Factor, OwnFigure, OwnValue
from inventaire.domain.formats import day

OWN = "valeur de la collectivité"


def is_in_order(bounds: Bounds) -> bool:
    """Say whether the values that are known go up, from the low one to the high one."""
    known = [value for value in bounds.values() if value is not None]
    return all(before <= after for before, after in pairwise(known))


def preferred(factor: Factor | None, category: str, values: Iterable[OwnValue]) -> Factor | None:
    """Set an organisation's own values over a factor, or over none; the rest stays the catalogue's."""
    for value in values:
        known = factor or Factor(category, value.since, Bounds(), Bounds())
        beside = replace(value, instead_of=_bounds(known, value.figure))
        factor = replace(_set(known, value), own=(*known.own, beside))
    return factor


def preferred_electricity(
    factor: ElectricityFactor | None, territory: str | None, value: OwnValue | None
) -> ElectricityFactor | None:
    """Set an organisation's own value over what is published for its territory, or over nothing."""
    if value is None or value.bounds.central is None:
        return factor
    label = factor.label if factor else "Territoire de la collectivité"
    beside = replace(value, instead_of=Bounds(central=factor.g_per_kwh if factor else None))
    return ElectricityFactor(territory, label, value.bounds.central, None, None, told(value), beside)


def told(value: OwnValue) -> str:
    """Say whose value it is, from which day on, where it was read and why it is preferred."""
    return f"{OWN} depuis le {day(value.since)}\u00a0: {value.source} (raison\u00a0: {value.reason})"


def _set(factor: Factor, value: OwnValue) -> Factor:
    """Put one value in; what only explained the catalogue's goes with it."""
    source = told(value)
    if value.figure is OwnFigure.EMBODIED:
        energy = factor.energy_quality or factor.quality
        return replace(
            factor, embodied=value.bounds, embodied_source_fr=source, quality=value.quality, energy_quality=energy
        )
    if value.figure is OwnFigure.ENERGY:
        graded = replace(factor, quality=factor.quality or value.quality, energy_quality=value.quality)
        return replace(graded, energy=value.bounds, energy_source_fr=source, hours_fr=None)
    return replace(factor, lifetime_years=value.bounds.central, lifetime_source_fr=source)


def _bounds(factor: Factor, figure: OwnFigure) -> Bounds:
    known = {OwnFigure.EMBODIED: factor.embodied, OwnFigure.ENERGY: factor.energy}
    return known.get(figure, Bounds(central=factor.lifetime_years))
