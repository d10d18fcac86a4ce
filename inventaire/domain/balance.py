"""What each way avoids over some years, against a new purchase: keeping, less the parts fitted; a second hand."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from inventaire.domain import impact
from inventaire.domain.estimate import Estimate, Quality, Unit
from inventaire.domain.factors import Bounds, ElectricityFactor
from inventaire.domain.figures import GRADES, NONE, Figure, FigureColumns
from inventaire.domain.fleet_columns import CATEGORIES
from inventaire.domain.keeping import Kept
from inventaire.domain.longer_life import LongerLife, PartFactor, Refurbished
from inventaire.domain.proposals import Option, Proposal


def balance(kept: Kept, way: Proposal, known: LongerLife) -> FigureColumns | None:
    """Give what a way avoids on each line [kgCO2e], None where the method says nothing of it."""
    if way.option.stays:
        return _less_parts(kept, [known.parts[part] for part in way.parts])
    if way.option is Option.REFURBISHED:
        return _second_hand(kept, known.refurbished)
    return None


def break_even(kept: Kept, electricity: ElectricityFactor | None, line: int) -> Estimate | None:
    """Give the years of use after which a thriftier replacement repays its making (formula 6); None for never.

    The higher bound lacks where the replacement may draw as much as what it replaces.
    """
    made, extra = kept.new.columns[Figure.EMBODIED].bounds[line], kept.extra[line][::-1]
    if electricity is None or not extra[1] > 0 or np.isnan(made[1]):
        return None
    pairs = zip(made, extra, strict=True)
    low, central, high = (impact.break_even_years(float(e), float(saved), electricity.kg_per_kwh) for e, saved in pairs)
    return Estimate(low, central, high, Unit.YEAR, GRADES[kept.avoided.quality[line]])


def weight_of(parts: Iterable[PartFactor]) -> Bounds:
    """Add up what parts weigh [kgCO2e]; a low that nobody knows is nothing at least, a high is not known."""
    triples = [part.embodied.values() for part in parts]
    low = sum(low or 0.0 for low, _, _ in triples)
    central, high = (_sum([triple[place] for triple in triples]) for place in (1, 2))
    return Bounds(low, central, high)


def _sum(values: list[float | None]) -> float | None:
    return None if None in values else sum(value for value in values if value is not None)


def _less_parts(kept: Kept, parts: list[PartFactor]) -> FigureColumns:
    """Take what parts weigh from what keeping avoids: low less high, high less low."""
    if not parts:
        return kept.avoided
    weight = np.array(weight_of(parts).values()[::-1], dtype=float)
    worst = max(GRADES.index(part.quality or Quality.D) for part in parts)
    quality = np.maximum(kept.avoided.quality, worst).astype(np.int8)
    return replace(kept.avoided, bounds=kept.avoided.bounds - kept.old.quantity[:, None] * weight, quality=quality)


def _second_hand(kept: Kept, known: Mapping[str, Refurbished]) -> FigureColumns:
    """Give what refurbished machines avoid: the same new machine on both sides, so low with low (formula 7)."""
    found = [known.get(category.value) for category in CATEGORIES] + [None]
    shares = np.array([[each.low, np.nan, each.high] if each else [np.nan] * 3 for each in found])[kept.successor]
    made = kept.new.columns[Figure.EMBODIED]
    avoided = impact.avoided_by_second_hand(kept.years, made.bounds, kept.lifetime[:, None], shares)
    return FigureColumns(avoided, made.quality, np.full(len(avoided), NONE, dtype=np.int8), made.origin)
