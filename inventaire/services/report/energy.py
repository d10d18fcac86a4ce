"""Section 5 of the report: energy and footprint."""

from datetime import date

from inventaire.domain.blocks import Bar, BarChart, Block, Figure, Heading, Paragraph, ParagraphKind, Table
from inventaire.domain.factors import Factor, OwnFigure
from inventaire.domain.figures import Figure as What
from inventaire.domain.formats import day, drawn_values, estimate_text, make_and_model, number
from inventaire.domain.own_factors import told as told_own
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import Organisation
from inventaire.services.energy.figures import energy_figures
from inventaire.services.factors import electricity_in_force, factors_in_force
from inventaire.services.figures import Figures, FleetReport, fleet_report
from inventaire.services.maker_sheets import sheets_used
from inventaire.services.report.tables import indicators_table

NOT_COUNTED = (
    "Ce qui n’est pas compté : prestations, hébergement distant, réseaux des opérateurs, papier et encre, locaux. "
    "Ce sont des estimations de pilotage, pas un bilan réglementaire."
)
SHOWN_BARS = 6
MORE = " Les {} premières catégories sur {}\u202f; toutes sont dans l’annexe B."
SEE = "Toutes les catégories\u00a0: annexe B. La source de chaque facteur\u00a0: annexe D."


def energy_blocks(organisation: Organisation, on: date) -> list[Block]:
    """Write section 5: electricity and greenhouse gases, always with their range and their source."""
    fleet, figures = fleet_report(on), energy_figures(organisation, on)
    return [
        Heading(1, "5. Énergie et empreinte", "energie"),
        indicators_table("Indicateurs d’énergie et d’empreinte", [each.indicator for each in figures]),
        Paragraph(_complete_sentence(fleet.total)),
        _by_category(fleet, What.EMBODIED_PER_YEAR, "Fabrication, part annuelle, par catégorie", "fabrication"),
        _by_category(fleet, What.ENERGY_PER_YEAR, "Électricité par catégorie", "electricite"),
        Paragraph(SEE),
        Paragraph(NOT_COUNTED, ParagraphKind.NOTE),
    ]


def factors_annex(organisation: Organisation, on: date) -> list[Block]:
    """Write annex D: where each factor comes from."""
    return [
        Heading(2, "Annexe D. Facteurs utilisés", "annexe-d"),
        _sources_table(organisation, fleet_report(on), on),
    ]


def _complete_sentence(figures: Figures) -> str:
    parts = [
        f"{what.label.lower()} {estimate_text(found.estimate)} pour {number(found.count)} matériels"
        for what in (What.EMBODIED_PER_YEAR, What.ENERGY_PER_YEAR, What.USE_PER_YEAR)
        if (found := figures.complete[what.value]).estimate
    ]
    if not parts:
        return "Aucun matériel n’a de figure complète."
    return (
        "Une borne inconnue pour une seule catégorie reste inconnue dans le total. "
        f"Sur les seuls matériels dont les trois valeurs sont connues : {' ; '.join(parts)}."
    )


def _by_category(fleet: FleetReport, what: What, title: str, anchor: str) -> Figure:
    found = [(category.label, figures.totals[what.value]) for category, figures in fleet.by_category.items()]
    known = [(label, estimate) for label, estimate in found if estimate]
    known.sort(key=lambda pair: -(pair[1].central or pair[1].high or pair[1].low or 0))
    bars = tuple(Bar(label, *drawn_values(estimate), estimate_text(estimate)) for label, estimate in known[:SHOWN_BARS])
    more = MORE.format(SHOWN_BARS, len(known)) if len(known) > SHOWN_BARS else ""
    described = f"Une barre par catégorie, en {what.unit.value} ; le trait fin montre l’étendue.{more}"
    return Figure(title, described, BarChart("Catégorie", what.unit.value, bars), anchor)


def _sources_table(organisation: Organisation, fleet: FleetReport, on: date) -> Table:
    factors = factors_in_force(on)
    known = [(category, factors[category.value]) for category in fleet.by_category if category.value in factors]
    rows = [
        (category.label, factor.embodied_source_fr, factor.source_years or "")
        for category, factor in known
        if factor.embodied_source_fr and not factor.own_value(OwnFigure.EMBODIED)
    ]
    rows += [line for _, factor in known for line in _own_lines(factor)]
    rows += [(make_and_model(each.manufacturer, each.model), each.told, day(each.dated)) for each in sheets_used(on)]
    electricity = electricity_in_force(organisation.territory, on)
    if electricity:
        value = f"{number(electricity.g_per_kwh, 1)} gCO2e/kWh"
        told = f"{electricity.source} ({', '.join(filter(None, (value, electricity.scope_fr)))})"
        since = day(electricity.own.since) if electricity.own else electricity.year or ""
        rows.insert(0, (f"Électricité, {electricity.label}", told, since))
    return Table("Facteurs utilisés", ("Facteur", "Source", "Date"), tuple(rows))


def _own_lines(factor: Factor) -> list[tuple[str, str, str]]:
    """Say each value that the organisation prefers to the catalogue's."""
    category = DeviceCategory(factor.category).label
    return [(f"{category}, {value.figure.label}", told_own(value), day(value.since)) for value in factor.own]
