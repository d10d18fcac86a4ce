"""What keeping and reusing avoided (E6), beside what would cancel it."""

from datetime import date
from typing import Any

from inventaire.catalog.longer_life import load_longer_life
from inventaire.domain.estimate import Estimate
from inventaire.domain.factors import ElectricityFactor
from inventaire.domain.formats import estimate_text, number
from inventaire.domain.indicators import Indicator, Method, Opened
from inventaire.domain.working import Input
from inventaire.models import Organisation
from inventaire.services.energy.estimated import BY_CATEGORY, electricity_told, estimated
from inventaire.services.fleet_indicators import terminals_per_agent
from inventaire.services.gain import GainLine, Gains, gains

UNIT = "kgCO2e"
WHOLE = "Somme des deux lignes suivantes\u202f; elles ne portent pas sur les mêmes matériels."
KEPT = (
    "Pour chaque matériel en service plus vieux que sa durée de référence, un an de remplacement reporté\u00a0: "
    "E neuf ÷ L neuf − (e ancien − e neuf) × F, le neuf étant de la même catégorie (méthode, formule 5, x = 1 an). "
    "L’allongement du parc entier (formule 4) dirait le même gain autrement\u00a0: il n’y est jamais ajouté."
)
REUSED = (
    "Pour chaque matériel acheté reconditionné et mis en service dans l’année, sur un an\u00a0: "
    "part évitée × E neuf ÷ L neuf (méthode, formule 7)."
)
ONLY_IF = "Un gain ne tient que si l’achat a vraiment été abandonné ou reporté."
ALL_INDICATORS = "Étendue publiée sur tous les indicateurs de l’étude, sauf les radiations ionisantes."
EMITS_MORE = "Garder émet davantage que remplacer."
UNSETTLED = "Le signe n’est pas établi\u00a0: garder peut aussi émettre davantage."
NONE_KEPT = "Aucun matériel en service n’a dépassé sa durée de référence."
NONE_REUSED = "Aucun matériel reconditionné n’a été mis en service dans l’année."
NONE = "Ni matériel gardé au-delà de sa durée de référence, ni achat reconditionné cette année."
NOT_ESTIMATED = "Matériels non estimés\u00a0: {}."


def avoided_figures(organisation: Organisation, on: date, electricity: ElectricityFactor | None) -> list[Opened]:
    """Give the net gain of the year: the whole, what is kept, what is reused."""
    found, terminals = gains(on), terminals_per_agent(organisation, on)
    stock = f"{ONLY_IF} Terminaux par agent (P2)\u00a0: {terminals.value or terminals.reason}"
    return [
        Opened(_whole(found, stock), WHOLE, _parts(found)),
        _kept(found, electricity),
        _reused(found, on),
    ]


def _whole(found: Gains, stock: str) -> Indicator:
    label = "Gain net de la prolongation et du réemploi"
    comment = " ".join(part for part in (_sign(found.whole.estimate), stock.removesuffix(".") + ".") if part)
    return _indicator(label, found.whole, NONE, comment)


def _kept(found: Gains, electricity: ElectricityFactor | None) -> Opened:
    indicator = _indicator("dont prolongation", found.kept, NONE_KEPT, _sign(found.kept.estimate))
    inputs = tuple(map(_line, found.kept_by_category))
    factor = (electricity_told(electricity)[0],) if electricity else ()
    return Opened(indicator, KEPT, inputs + factor, source=BY_CATEGORY)


def _reused(found: Gains, on: date) -> Opened:
    sources = {known.source.title_fr for known in load_longer_life(on).refurbished.values()}
    indicator = _indicator("dont achats reconditionnés", found.reused, NONE_REUSED, "")
    return Opened(
        indicator, REUSED, tuple(map(_line, found.reused_by_category)), ALL_INDICATORS, "\u202f; ".join(sorted(sources))
    )


def _indicator(label: str, gain: Any, none: str, comment: str) -> Indicator:
    if not gain.count and not gain.left_out:
        return Indicator("E6", label, UNIT, Method.ESTIMATED, reason=none)
    told = [f"Matériels\u00a0: {number(gain.count)}." if gain.count else "", comment]
    told.append(NOT_ESTIMATED.format(number(gain.left_out)) if gain.left_out else "")
    return estimated("E6", label, UNIT, gain.estimate, " ".join(part for part in told if part))


def _sign(estimate: Estimate | None) -> str:
    """Say that keeping emits more, or may; nothing where it avoids."""
    if estimate is None or (estimate.low is not None and estimate.low >= 0):
        return ""
    return EMITS_MORE if estimate.high is not None and estimate.high <= 0 else UNSETTLED


def _parts(found: Gains) -> tuple[Input, ...]:
    parts = (("Prolongation", found.kept), ("Achats reconditionnés", found.reused))
    return tuple(Input(label, estimate_text(gain.estimate), f"{number(gain.count)} matériels") for label, gain in parts)


def _line(line: GainLine) -> Input:
    count = f"{number(line.gain.count)} matériels"
    left_out = f", {number(line.gain.left_out)} non estimés" if line.gain.left_out else ""
    return Input(line.category.label, estimate_text(line.gain.estimate), f"{count}{left_out}")
