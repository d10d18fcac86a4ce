"""« D’où vient ce chiffre »: each figure of one machine, opened down to its source."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import isnan

from inventaire.domain import formats
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.estimate import Estimate, Quality
from inventaire.domain.factor_table import FactorTable
from inventaire.domain.factors import ElectricityFactor, Factor, Source
from inventaire.domain.figures import Figure, Origin
from inventaire.domain.fleet import estimate_fleet, hours_on
from inventaire.domain.fleet_columns import NO_SHEETS, columns_of, sheet_of
from inventaire.domain.formula import formula
from inventaire.domain.inputs import inputs
from inventaire.domain.model_sheet import ModelSheet
from inventaire.domain.own_factors import OWN
from inventaire.domain.working import OWN_OF, Case, Input

QUALITY = {
    Quality.A: "Qualité A\u00a0: une analyse de cycle de vie de référence et de nombreux modèles.",
    Quality.B: "Qualité B\u00a0: une analyse de référence ou de nombreux modèles, pas les deux.",
    Quality.C: "Qualité C\u00a0: peu de données ou une approximation\u202f; ne pas en tirer de classement.",
    Quality.D: "Qualité D\u00a0: une borne ou un ordre de grandeur\u202f; ne pas en tirer de classement.",
}
QUALITY_OF_ORIGIN = {
    Origin.MEASURED: "Qualité A\u00a0: consommation relevée par la collectivité.",
    Origin.MAKER: "Qualité B\u00a0: valeur du fabricant\u202f; les bornes de la catégorie sont gardées.",
    Origin.SHEET: "Qualité B\u00a0: fiche du fabricant\u202f; sans marge, les bornes de la catégorie sont gardées.",
    Origin.DECLARED_POWER: "Qualité B\u00a0: puissance déclarée, sans marge publiée.",
    Origin.LABEL: "Qualité B\u00a0: étiquette énergie et heures déclarées, sans marge publiée.",
}
ROOTS = {Figure.EMBODIED_PER_YEAR: Figure.EMBODIED, Figure.USE_PER_YEAR: Figure.ENERGY_PER_YEAR}
FROM_MAKER = "Fiche du fabricant, saisie sur ce matériel"
OWN_SOURCE = {
    Origin.MEASURED: "Relevé de la collectivité, saisi sur ce matériel",
    Origin.DECLARED_POWER: "Puissance et heures saisies sur ce matériel",
    Origin.LABEL: "Étiquette énergie et heures saisies sur ce matériel",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure of one line; `reason_fr` stands where `estimate` is None, and the reverse."""

    figure: Figure
    title_fr: str
    estimate: Estimate | None
    reason_fr: str | None
    formula_fr: str | None
    inputs: tuple[Input, ...]
    factor_fr: str | None
    source_fr: str | None
    sources: tuple[Source, ...]
    date: date | None
    quality_fr: str | None


@dataclass(frozen=True, slots=True)
class _Reference:
    """What a figure leans on outside the inventory."""

    factor_fr: str | None = None
    source_fr: str | None = None
    sources: tuple[Source, ...] = ()
    since: date | None = None


def explain(
    facts: DeviceFacts,
    factors: Mapping[str, Factor],
    electricity: ElectricityFactor | None,
    today: date,
    sheets: Mapping[str, ModelSheet] = NO_SHEETS,
) -> list[Explanation]:
    """Explain the four figures of one line of the inventory, computed as a fleet of one."""
    columns = columns_of([facts], today, sheets)
    figures = estimate_fleet(columns, factors, electricity)
    factor = factors.get(facts.category.value) if facts.category else None
    hours = float(hours_on(columns, FactorTable.of(factors))[0])
    sheet = sheet_of(facts, sheets)
    case = Case(facts, factor, electricity, figures, columns, None if isnan(hours) else hours, sheet)
    return [_explanation(case, figure) for figure in Figure]


def _explanation(case: Case, figure: Figure) -> Explanation:
    estimate, reason = case.figures.estimate(figure, 0), case.figures.reason(figure, 0)
    reference = _reference(case, figure)
    return Explanation(
        figure=figure,
        title_fr=figure.label,
        estimate=estimate,
        reason_fr=reason.label if reason else None,
        formula_fr=formula(case, figure),
        inputs=inputs(case, figure),
        factor_fr=reference.factor_fr,
        source_fr=reference.source_fr,
        sources=reference.sources,
        date=reference.since,
        quality_fr=_quality(case, figure, estimate),
    )


def _reference(case: Case, figure: Figure) -> _Reference:
    """Say what a figure leans on; what the town or the maker gave is said instead of the category's."""
    if figure is Figure.USE_PER_YEAR:
        return _of_electricity(case.electricity)
    origin = case.figures.origin(figure, 0)
    if origin in OWN_SOURCE:
        return _Reference(source_fr=OWN_SOURCE[origin])
    reference = _of_category(case, figure)
    root = _root(case, figure)
    if root not in (Origin.MAKER, Origin.SHEET):
        return reference
    maker = case.sheet.told if case.sheet and root is Origin.SHEET else FROM_MAKER
    bounds = f"\u202f; bornes de la catégorie\u00a0: {reference.source_fr}" if reference.source_fr else ""
    return replace(reference, source_fr=f"{maker}{bounds}")


def _of_category(case: Case, figure: Figure) -> _Reference:
    factor = case.factor
    if factor is None or case.facts.category is None:
        return _Reference()
    text = {
        Figure.EMBODIED: factor.embodied_source_fr,
        Figure.EMBODIED_PER_YEAR: _joined(factor.embodied_source_fr, factor.lifetime_source_fr),
        Figure.ENERGY_PER_YEAR: factor.energy_source_fr,
    }[figure]
    own = factor.own_value(OWN_OF[ROOTS.get(figure, figure)])
    if own:
        label = f"{case.facts.category.label}, {OWN} depuis le {formats.day(own.since)}"
        return _Reference(label, text, since=own.since)
    years = f", sources de {factor.source_years}" if factor.source_years else ""
    label = f"{case.facts.category.label}, facteur relevé le {formats.day(factor.since)}{years}"
    return _Reference(label, text, factor.sources, factor.since) if text else _Reference()


def _root(case: Case, figure: Figure) -> Origin | None:
    """Give the origin of the figure that another one is computed from, or its own."""
    return case.figures.origin(ROOTS.get(figure, figure), 0)


def _of_electricity(electricity: ElectricityFactor | None) -> _Reference:
    if electricity is None:
        return _Reference()
    known = (electricity.label, electricity.year, electricity.scope_fr, OWN if electricity.own else None)
    return _Reference(", ".join(part for part in known if part), electricity.source)


def _joined(embodied: str | None, lifetime: str | None) -> str | None:
    """Put the two sources of a yearly part together; without the first there is no figure."""
    if embodied is None or lifetime is None:
        return embodied
    return f"{embodied}. Durée d’usage\u00a0: {lifetime}"


def _quality(case: Case, figure: Figure, estimate: Estimate | None) -> str | None:
    if estimate is None:
        return None
    origin = _root(case, figure)
    return QUALITY_OF_ORIGIN[origin] if origin in QUALITY_OF_ORIGIN else QUALITY[estimate.quality]
