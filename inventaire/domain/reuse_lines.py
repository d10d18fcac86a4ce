"""The figures of a year of reuse as a table reads them: R1 to R8 of the annual report, each with what it opens to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inventaire.domain.formats import money, number, uncapitalised, with_unit
from inventaire.domain.reuse import OutItem, Rate, Standing, YearOfReuse, count_of
from inventaire.domain.vocabulary import DisposalOutlet

NO_RATE = "sans objet"
NO_OUTLET = "Destination non renseignée"
A = "Biens comptés, partis vers le réemploi dans l’année, engagement du bénéficiaire reçu (A)."
B = "Biens comptés, réformés et encore en stock au 1er janvier {} (B)."
REGULATORY = "A ÷ B × 100, à la lettre du décret\u00a0: {} ÷ {}. Il peut dépasser 100\u00a0%."
FLOW = "Lecture courante, qui n’est pas le taux réglementaire\u00a0: {} ÷ {} biens comptés sortis dans l’année."
UNPROVEN = "Partis vers le réemploi sans engagement enregistré\u00a0: ils ne comptent pas tant qu’il manque."
UNDATED = "Réformés ou sortis sans date\u00a0: ils ne comptent dans aucune année tant qu’elle manque."
NONE_OUT = "Aucun bien réformé ou sorti n’est hors du calcul cette année."
NONE_LEFT = "Aucun bien n’est sorti cette année."
LEFT = "Sortis dans l’année vers cette destination, comptés ou non dans le taux."
EXCLUDED = {
    Standing.TOO_OLD: "Le décret ne les compte pas\u00a0: ils vont au recyclage.",
    Standing.CLASSIFIED: "Exclus par le décret, d’après le lot.",
    Standing.SECURITY: "Exclus par le décret, d’après le lot.",
    Standing.OTHER_WASTE: "Le décret ne vise que les catégories 2° et 6°.",
    Standing.UNKNOWN_WASTE: "Le catalogue ne sait pas encore les ranger\u00a0: ni comptés, ni écartés pour de bon.",
    Standing.LOST: "Déclarés sur la fiche du matériel.",
    Standing.UNKNOWN_AGE: "Donnez leur date de mise en service, au mois ou au jour, pour qu’ils comptent.",
}
WORTH = "Valeur totale déclarée\u00a0: {}."
SOME_WORTH = "Valeur totale déclarée\u00a0: au moins {}, certaines valeurs ne sont pas renseignées."
WIPING = "Biens sortis qui gardent des données, effacement attesté\u00a0: {} ÷ {}."
SLIPS = "Somme des masses des lots «\u00a0Déchet\u00a0»\u00a0; {} sans masse. Une sortie sans lot n’en a pas."
NEARING = "En stock, entre l’âge d’alerte et l’âge maximal\u00a0: à orienter avant qu’ils ne sortent du calcul."


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: its code in the report, its value, how it is made, the lines of the inventory it opens to."""

    key: str
    code: str
    label: str
    value: str
    told: str
    items: Sequence[OutItem]


@dataclass(frozen=True, slots=True)
class WasteWeight:
    """The waste of a year: its known weight [kg], and how many batches of how many have none."""

    kg: float
    batches: int
    unweighed: int


def lines_of(figures: YearOfReuse, year: int, waste: WasteWeight, nearing: Sequence[OutItem] | None) -> list[Line]:
    """Lay out a year; `nearing` is None for a year whose stock nobody knows any more."""
    return [
        *_rates(figures, year),
        *_excluded(figures),
        *_destinations(figures),
        *_proofs(figures, waste),
        *([] if nearing is None else [_counted("bientot", "R8", "En stock, bientôt trop âgés", NEARING, nearing)]),
    ]


def percent(rate: Rate) -> str:
    """Write a rate: « 66,7 % », « sans objet »."""
    return NO_RATE if rate.percent is None else with_unit(number(rate.percent, 1), "%")


def _rates(figures: YearOfReuse, year: int) -> Iterator[Line]:
    legal, flow = figures.regulatory, figures.flow
    told = REGULATORY.format(*_both(legal))
    yield Line("taux", "R1", "Taux réglementaire de réemploi", percent(legal), told, legal.part)
    yield _counted("a", "", "Orientés vers le réemploi", A, legal.part)
    yield _counted("b", "", "Réformés, en stock au 1er janvier", B.format(year), legal.whole)
    yield Line("flux", "R2", "Taux de réemploi sur les sorties", percent(flow), FLOW.format(*_both(flow)), flow.whole)
    yield _counted("sans-engagement", "", "Sans engagement du bénéficiaire", UNPROVEN, figures.unproven)
    yield _counted("sans-date", "", "Sans date", UNDATED, figures.undated)


def _excluded(figures: YearOfReuse) -> Iterator[Line]:
    out = [standing for standing in Standing if standing is not Standing.ELIGIBLE and figures.excluded.get(standing)]
    for standing in out:
        label = f"Hors du calcul\u00a0: {uncapitalised(standing.label)}"
        yield _counted(f"exclus-{standing.value}", "R3", label, EXCLUDED[standing], figures.excluded[standing])
    if not out:
        yield _counted("exclus", "R3", "Biens hors du calcul", NONE_OUT, ())


def _destinations(figures: YearOfReuse) -> Iterator[Line]:
    left = [outlet for outlet in (*DisposalOutlet, None) if figures.destinations.get(outlet)]
    for outlet in left:
        label, key = (outlet.label, outlet.value) if outlet else (NO_OUTLET, "inconnu")
        yield _counted(f"vers-{key}", "R4", label, LEFT, figures.destinations[outlet])
    if not left:
        yield _counted("vers", "R4", "Sorties de l’année", NONE_LEFT, ())
    yield _counted("dons", "R5", "Dons", _worth(figures.gifts), figures.gifts)


def _proofs(figures: YearOfReuse, waste: WasteWeight) -> Iterator[Line]:
    wiping = figures.wiping
    unwiped = [item for item in wiping.whole if not item.wiped]
    yield Line("effacement", "R6", "Effacement attesté", percent(wiping), WIPING.format(*_both(wiping)), unwiped)
    items = figures.destinations.get(DisposalOutlet.WASTE, ())
    told = SLIPS.format(number(waste.unweighed))
    yield Line("dechets", "R7", "Déchets d’équipements", _weight(waste, items), told, items)


def _weight(waste: WasteWeight, items: Sequence[OutItem]) -> str:
    """Write what the waste weighs; what left without a batch has no weight, which is not zero."""
    if not waste.batches and not items:
        return with_unit("0", "kg")
    if waste.batches == waste.unweighed:
        return "non renseigné"
    known = with_unit(number(waste.kg, 1), "kg")
    return f"au moins {known}" if waste.unweighed or any(item.batch is None for item in items) else known


def _counted(key: str, code: str, label: str, told: str, items: Sequence[OutItem]) -> Line:
    return Line(key, code, label, number(count_of(items)), told, items)


def _both(rate: Rate) -> tuple[str, str]:
    return number(count_of(rate.part)), number(count_of(rate.whole))


def _worth(gifts: Sequence[OutItem]) -> str:
    known = [item.unit_value_eur * item.quantity for item in gifts if item.unit_value_eur is not None]
    if not known:
        return ""
    return (WORTH if len(known) == len(gifts) else SOME_WORTH).format(money(sum(known)))
