"""What a comparison of policies left out or supposed, and what it was counted with."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from inventaire.catalog.longer_life import load_longer_life
from inventaire.domain.forecast.policy import GROUP_OF, SystemRule
from inventaire.domain.formats import number, percent, with_unit
from inventaire.domain.indicators import ENOUGH
from inventaire.domain.prices import PriceKey
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.services.factors import electricity_in_force
from inventaire.services.forecast_comparison import Comparison
from inventaire.services.organisation import current_organisation
from inventaire.services.prices import prices_on

if TYPE_CHECKING:
    from inventaire.domain.figures import Mask
    from inventaire.domain.impact import FloatArray

NO_DATE = "{} sans date de mise en service\u00a0: répartis comme ceux de leur catégorie qui en ont une."
NO_CATEGORY = "{} sans catégorie\u00a0: hors de la projection."
NO_LIFE = (
    "Ni âge donné, ni durée de référence\u00a0: jamais remplacés sous «\u00a0{}\u00a0»\u202f: {}. "
    "Donnez l’âge de ce groupe dans la politique."
)
NO_PRICE = (
    "Prix non renseignés\u00a0: {}. Sans eux, la dépense ne l’est pas non plus\u202f; "
    "un administrateur les donne dans Administration → Prix."
)
NO_SYSTEM = "{} dont le système ou les caractéristiques sont inconnus\u00a0: l’âge décide seul."
ENOUGH_ALREADY = (
    "Terminaux par agent\u00a0: {} aujourd’hui, déjà sous le plafond de «\u00a0{}\u00a0», qui ne change rien."
)
NO_STAFF = (
    "L’effectif n’est pas renseigné\u00a0: le nombre de terminaux par agent ne joue pas. Donnez-le dans Administration."
)
NO_HOURS = (
    "Heures d’extinction\u00a0: rien n’est compté pour {} des groupes visés, dont personne n’a déclaré la puissance "
    "en veille\u202f; renseignez-la sur leur fiche."
)
KNOWN = "{}\u00a0: calculé sur {} sur {} ({}){}.{}"
LEFT = " Non estimés faute de facteur à trois valeurs\u00a0: {}."


def held_apart(found: Comparison) -> list[str]:
    """Say what was not counted, or supposed, in every policy alike."""
    return list(_apart(found))


def inputs(found: Comparison, on: date) -> list[tuple[str, str, str]]:
    """Give what was counted with: label, value, source."""
    return list(_inputs(found, on))


def _apart(found: Comparison) -> Iterator[str]:
    fleet, policies = found.in_use.fleet, [each.offered.policy for each in found.lived]
    for count, sentence in ((fleet.unplaced, NO_CATEGORY), (fleet.undated, NO_DATE)):
        if count:
            yield sentence.format(_machines(count))
    yield from _covered(found)
    yield from _unaged(found)
    if found.in_use.untold and any(each.systems is not SystemRule.AGE for each in policies):
        yield NO_SYSTEM.format(f"{number(found.in_use.untold)} ordinateurs")
    if not found.staff and any(each.per_agent is not None for each in policies):
        yield NO_STAFF
    yield from _under_ceiling(found)
    yield from _unpriced(found)
    yield from _unspared(found)


def _covered(found: Comparison) -> Iterator[str]:
    from inventaire.domain.forecast.cohorts import complete

    counts = _counts(found)
    successors = found.in_use.fleet.successors
    for label, bounds in (("Fabrication", successors.embodied), ("Électricité", successors.energy)):
        known = complete(bounds)
        share = counts[known].sum() / counts.sum() if counts.sum() else 0.0
        short = "" if share >= ENOUGH else "\u00a0: données incomplètes"
        left = _names(found, ~known)
        told = LEFT.format(left) if left else ""
        yield KNOWN.format(label, number(counts[known].sum()), _machines(counts.sum()), percent(share), short, told)


def _unaged(found: Comparison) -> Iterator[str]:
    import numpy as np

    kept: dict[str, list[str]] = {}
    for each in found.lived:
        kept.setdefault(_names(found, np.isnan(each.outcome.flows.ages)), []).append(each.offered.policy.name)
    for names, policies in kept.items():
        if names:
            yield NO_LIFE.format("\u00a0», «\u00a0".join(policies), names)


def _under_ceiling(found: Comparison) -> Iterator[str]:
    from inventaire.domain.forecast.flows import THEIRS

    now = float(_counts(found)[THEIRS].sum()) / found.staff if found.staff else None
    for each in found.lived:
        ceiling = each.offered.policy.per_agent
        if now is not None and ceiling is not None and now <= ceiling:
            yield ENOUGH_ALREADY.format(number(now, 2), each.offered.policy.name)


def _unpriced(found: Comparison) -> Iterator[str]:
    import numpy as np

    bought = np.stack([each.outcome.bought for each in found.lived]).max(axis=0) > 0
    prices = zip(bought, (found.rates.new_eur, found.rates.refurbished_eur), ("neuf", "reconditionné"), strict=True)
    lacking = [
        f"{category.label} ({kind})"
        for parts, known, kind in prices
        for category in DeviceCategory
        if category in _categories(parts & np.isnan(known))
    ]
    if np.isnan(found.rates.kwh_eur):
        lacking.append("kilowatt-heure")
    if lacking:
        yield NO_PRICE.format(", ".join(lacking))


def _unspared(found: Comparison) -> Iterator[str]:
    from inventaire.domain.fleet_columns import CATEGORIES

    groups = {group for each in found.lived for group, hours in each.offered.policy.hours.items() if hours}
    cohorts = found.in_use.fleet.cohorts
    count = sum(
        float(quantity)
        for category, idle, quantity in zip(cohorts.category, cohorts.idle, cohorts.quantity, strict=True)
        if not idle and GROUP_OF[CATEGORIES[category]] in groups
    )
    if count:
        yield NO_HOURS.format(_machines(count))


def _counts(found: Comparison) -> "FloatArray":
    cohorts = found.in_use.fleet.cohorts
    return cohorts.weighed(cohorts.quantity)


def _names(found: Comparison, mask: "Mask") -> str:
    """Name the categories there are among kinds, each with its count."""
    counts = _counts(found)
    by_category: dict[DeviceCategory, float] = {}
    for place, category in enumerate(list(DeviceCategory) * 2):
        if mask[place] and counts[place]:
            by_category[category] = by_category.get(category, 0) + float(counts[place])
    return ", ".join(f"{category.label} ({number(count)})" for category, count in by_category.items())


def _categories(mask: "Mask") -> set[DeviceCategory]:
    return {category for place, category in enumerate(list(DeviceCategory) * 2) if mask[place]}


def _machines(count: float) -> str:
    return with_unit(number(count), "matériels" if round(count) > 1 else "matériel")


def _inputs(found: Comparison, on: date) -> Iterator[tuple[str, str, str]]:
    electricity = electricity_in_force(current_organisation().territory, on)
    if electricity:
        value = with_unit(number(electricity.g_per_kwh, 1), "gCO2e/kWh")
        yield f"Électricité, {electricity.label}, tenue constante", value, electricity.source
    prices = prices_on(on)
    wanted = [(PriceKey.KWH, None)] + [
        (key, category)
        for category in sorted(_categories(_counts(found) > 0), key=list(DeviceCategory).index)
        for key in (PriceKey.NEW_DEVICE, PriceKey.REFURBISHED_DEVICE)
    ]
    for key, category in wanted:
        price = prices.get(key, category)
        if price:
            label = f"{key.label}\u00a0: {category.label}" if category else key.label
            yield label, key.written(price.value), price.source_fr
    for category_key, known in load_longer_life(on).refurbished.items():
        label = f"Évité par un achat reconditionné\u00a0: {DeviceCategory(category_key).label}"
        yield label, f"{percent(known.low)} à {percent(known.high)}", known.source.title_fr
