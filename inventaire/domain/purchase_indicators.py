"""The purchases of a year as the report reads them: A1 to A7, each with what it was computed on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inventaire.domain.formats import money, number, percent, uncapitalised, with_unit
from inventaire.domain.indicators import Indicator, Method, covered
from inventaire.domain.purchase import (
    GoodsShare,
    PurchaseLine,
    SpendingNature,
    SupplierArea,
    mean_index,
    paid,
    total,
    units_by_origin,
)
from inventaire.domain.regulatory import Confidence, FigureInForce
from inventaire.domain.vocabulary import DeviceCategory, Origin

NO_RATE = "sans objet"
NOTHING = "Aucun achat n’est saisi pour cette année."
NO_GOODS = "Aucun achat de la catégorie dans l’année."
NO_TARGET = "Cible non lue\u00a0: un administrateur peut la donner (Chiffres réglementaires)."
UNVALUED = "Dons reçus non comptés, leur âge n’est pas dit ou leur valeur forfaitaire n’a pas été lue\u00a0: {}."
NO_PEOPLE = "La population de la collectivité n’est pas renseignée (page Administration)."
NO_STAFF = "L’effectif de la collectivité n’est pas renseigné (page Administration)."
NONE_AVOIDED = "Aucun achat évité n’est noté pour cette année."
FORMULAS = {
    "A1": "(montant HT des biens issus du réemploi + valeur forfaitaire des dons reçus) ÷ montant HT de la catégorie "
    "«\u00a0matériel informatique et téléphonie\u00a0», locations comprises, année civile.",
    "A2": "Montant HT des biens intégrant des matières recyclées ÷ montant HT de la même catégorie.",
    "A3": "Somme des quantités des lignes de matériel, par origine.",
    "A4": "Somme de (indice × quantité) ÷ somme des quantités des matériels dont l’indice est connu.",
    "A5": "Somme des montants HT de toutes les lignes de l’année, dons exclus\u202f; les coûts des contrats notés sur "
    "les logiciels n’y sont pas ajoutés, pour ne rien compter deux fois.",
    "A6": "Montant HT par «\u00a0où va l’argent\u00a0» ÷ dépense totale (A5).",
    "A7": "Quantités notées × leur prix unitaire, ou à défaut le prix moyen HT des achats neufs de la même catégorie "
    "sur cinq ans.",
}


@dataclass(frozen=True, slots=True)
class AvoidedLine:
    """Machines not bought, and their price each without VAT where somebody gave it [€]."""

    category: DeviceCategory
    quantity: int
    unit_eur: float | None


@dataclass(frozen=True, slots=True)
class YearOfGoods:
    """A year against the law: both shares, and the target of each where there was one."""

    year: int
    reused: GoodsShare
    recycled: GoodsShare
    reused_target: FigureInForce | None
    recycled_target: FigureInForce | None


@dataclass(frozen=True, slots=True)
class People:
    """Those a spending is shared among; None where nobody told."""

    inhabitants: int | None
    agents: int | None


def share_text(share: GoodsShare) -> str:
    """Write a share: « 12,5 % », « sans objet »."""
    return NO_RATE if share.percent is None else with_unit(number(share.percent, 1), "%")


def printed(share: GoodsShare) -> tuple[str | None, str]:
    """Write a share as far as its lines tell enough, and what it was computed on."""
    if not share.lines:
        return NO_RATE, NO_GOODS
    return covered(share_text(share), share.coverage, _computed_on(share.known, share.lines, "lignes complètes"))


def target_text(target: FigureInForce | None) -> str:
    """Write a target with its text, and that it is to be checked where it was not read there."""
    if target is None:
        return NO_TARGET
    sure = target.reason or target.figure.confidence is Confidence.TEXT
    doubt = "" if sure else f"\u202f; {target.figure.confidence.label}"
    return f"Cible\u00a0: {target.text} ({target.reference}{doubt})."


def indicators_of(
    year: YearOfGoods,
    lines: Sequence[PurchaseLine],
    people: People,
    avoided: Sequence[AvoidedLine],
    prices: Mapping[DeviceCategory, float],
) -> list[Indicator]:
    """Lay out A1 to A7; without a line in the year, nothing is known of A1 to A6."""
    reused = _share("A1", "Part du réemploi dans les achats de matériel", year.reused, year.reused_target)
    recycled = _share("A2", "Part intégrant des matières recyclées", year.recycled, year.recycled_target)
    found = [reused, recycled, _origins(lines), _index(lines), *_spending(lines, people), _places(lines)]
    if not lines:
        found = [Indicator(each.code, each.label, each.unit, each.method, reason=NOTHING) for each in found]
    return [*found, _avoided(avoided, prices)]


def spending_by_nature(lines: Sequence[PurchaseLine]) -> dict[SpendingNature, float]:
    """Add what was paid without VAT, by nature [€]."""
    return {nature: total([line for line in paid(lines) if line.nature is nature]) for nature in SpendingNature}


def _share(code: str, label: str, share: GoodsShare, target: FigureInForce | None) -> Indicator:
    value, told = printed(share)
    gifts = f"Dons retenus\u00a0: {money(share.gifts_eur, 0)}." if share.gifts_eur else ""
    unvalued = UNVALUED.format(number(share.unvalued)) if share.unvalued else ""
    return Indicator(
        code, label, "% du HT", Method.COMPUTED, value, comment=_joined(told, gifts, unvalued, target_text(target))
    )


def _origins(lines: Sequence[PurchaseLine]) -> Indicator:
    units = units_by_origin(lines)
    whole, told = units.total(), [(origin.label, units[origin]) for origin in Origin]
    value = ", ".join(f"{uncapitalised(label)}\u00a0: {number(count)}" for label, count in told)
    known = whole - units[None]
    shown, comment = covered(
        value, known / whole if whole else 1.0, _computed_on(known, whole, "matériels d’origine connue")
    )
    return Indicator("A3", "Matériels reçus, par origine", "nombre", Method.COMPUTED, shown, comment=comment)


def _index(lines: Sequence[PurchaseLine]) -> Indicator:
    mean, known, whole = mean_index(lines)
    told = _computed_on(known, whole, "matériels d’indice connu")
    value, comment = covered(number(mean, 1), known / whole, told) if whole else (NO_RATE, NO_GOODS)
    label = "Indice de réparabilité ou de durabilité moyen"
    return Indicator("A4", label, "sur 10", Method.COMPUTED, value, comment=comment)


def _spending(lines: Sequence[PurchaseLine], people: People) -> list[Indicator]:
    bills = paid(lines)
    known, whole = sum(line.excl_eur is not None for line in bills), total(bills)
    share, told = known / len(bills) if bills else 1.0, _computed_on(known, len(bills), "lignes de montant connu")
    natures = [(nature.label, eur) for nature, eur in spending_by_nature(lines).items() if eur]
    parts = ", ".join(f"{uncapitalised(label)} {money(eur, 0)}" for label, eur in natures)
    value, comment = covered(money(whole, 0), share, told)
    spent = Indicator(
        "A5",
        "Dépense numérique totale",
        "€ HT",
        Method.COMPUTED,
        value,
        comment=_joined(comment, parts and f"Dont {parts}."),
    )
    each = [("habitant", people.inhabitants, NO_PEOPLE), ("agent", people.agents, NO_STAFF)]
    return [spent, *(_per_head(whole, share, told, *one) for one in each)]


def _per_head(whole: float, share: float, told: str, word: str, count: int | None, unknown: str) -> Indicator:
    label, unit = f"Dépense numérique par {word}", f"€ HT par {word}"
    if not count:
        return Indicator("A5", label, unit, Method.COMPUTED, reason=unknown)
    value, comment = covered(money(whole / count), share, told)
    return Indicator("A5", label, unit, Method.COMPUTED, value, comment=comment)


def _places(lines: Sequence[PurchaseLine]) -> Indicator:
    label, unit, bills = "Dépense restant dans la région", "% du HT", paid(lines)
    areas: Counter[SupplierArea | None] = Counter()
    for line in bills:
        areas[line.area] += line.excl_eur or 0.0  # type: ignore[assignment]
    whole = areas.total()
    if not whole:
        return Indicator("A6", label, unit, Method.COMPUTED, NO_RATE, comment="Aucune dépense de montant connu.")
    known = 1 - areas[None] / whole
    others = [
        f"{uncapitalised(area.label)} {percent(areas[area] / whole)}"
        for area in SupplierArea
        if area is not SupplierArea.REGION
    ]
    told = f"Implantation connue pour {percent(known)} de la dépense"
    value, comment = covered(percent(areas[SupplierArea.REGION] / whole), known, told)
    return Indicator(
        "A6",
        label,
        unit,
        Method.COMPUTED,
        value,
        comment=_joined(comment, f"Le reste\u00a0: {', '.join(others)}." if value else ""),
    )


def _avoided(avoided: Sequence[AvoidedLine], prices: Mapping[DeviceCategory, float]) -> Indicator:
    label, unit, count = "Achats évités", "nombre, € HT", sum(each.quantity for each in avoided)
    if not count:
        return Indicator("A7", label, unit, Method.COMPUTED, reason=NONE_AVOIDED)
    priced = [(each.quantity, price) for each in avoided if (price := avoided_price(each, prices)) is not None]
    known, machines = sum(quantity for quantity, _ in priced), f"{number(count)} matériel{'s' if count > 1 else ''}"
    worth = money(sum(quantity * price for quantity, price in priced), 0)
    value, comment = covered(
        f"{machines}, {worth}", known / count, _computed_on(known, count, "matériels de prix connu")
    )
    return Indicator("A7", label, unit, Method.COMPUTED, value or machines, comment=comment)


def avoided_price(avoided: AvoidedLine, prices: Mapping[DeviceCategory, float]) -> float | None:
    """Give the price of one machine not bought [€]: the one given, or the mean of those bought new."""
    return prices.get(avoided.category) if avoided.unit_eur is None else avoided.unit_eur


def _computed_on(known: int, whole: int, what: str) -> str:
    share = f" ({percent(known / whole)})" if whole else ""
    return f"Calculé sur {number(known)} {what} sur {number(whole)}{share}"


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
