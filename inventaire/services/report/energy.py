"""Section 5 of the report: energy and footprint."""

from datetime import date

from sqlalchemy import select

from inventaire.domain.blocks import Bar, BarChart, Block, Figure, Heading, Paragraph, ParagraphKind, Table
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.estimate import Estimate
from inventaire.domain.factors import Factor, OwnFigure
from inventaire.domain.figures import Figure as What
from inventaire.domain.formats import day, estimate_text, number
from inventaire.domain.indicators import Indicator, Method
from inventaire.domain.own_factors import told as told_own
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import Device, Organisation, db
from inventaire.services.factors import electricity_in_force, factors_in_force
from inventaire.services.figures import FACTS, Figures, FleetReport, figures_of, fleet_of, fleet_report
from inventaire.services.report.tables import NO_STAFF, indicators_table

NOT_COUNTED = (
    "Ce qui n’est pas compté : prestations, hébergement distant, réseaux des opérateurs, papier et encre, locaux. "
    "Ce sont des estimations de pilotage, pas un bilan réglementaire."
)
SHOWN_BARS = 12


def energy_blocks(organisation: Organisation, year: int, on: date) -> list[Block]:
    """Write section 5: electricity and greenhouse gases, always with their range and their source."""
    fleet = fleet_report(on)
    return [
        Heading(1, "5. Énergie et empreinte", "energie"),
        indicators_table("Indicateurs d’énergie et d’empreinte", _energy_indicators(organisation, fleet, year, on)),
        Paragraph(_complete_sentence(fleet.total)),
        _by_category(fleet, What.EMBODIED_PER_YEAR, "Fabrication, part annuelle, par catégorie", "fabrication"),
        _by_category(fleet, What.ENERGY_PER_YEAR, "Électricité par catégorie", "electricite"),
        Paragraph(NOT_COUNTED, ParagraphKind.NOTE),
        _sources_table(organisation, fleet, on),
    ]


def _energy_indicators(organisation: Organisation, fleet: FleetReport, year: int, on: date) -> list[Indicator]:
    totals = fleet.total.totals
    energy, use = totals[What.ENERGY_PER_YEAR.value], totals[What.USE_PER_YEAR.value]
    yearly, bought = totals[What.EMBODIED_PER_YEAR.value], _put_in_service(organisation, year, on)
    return [
        Indicator(
            "E1",
            "Électricité du parc, mesurée",
            "kWh",
            Method.READ,
            reason="Aucun relevé de compteur n’est saisi.",
        ),
        _estimated(
            "E2",
            "Électricité du parc, estimée",
            "kWh/an",
            energy,
            _left_out(fleet.total, What.ENERGY_PER_YEAR),
        ),
        _energy_per_agent(organisation, energy),
        _estimated(
            "E4",
            f"Fabrication des matériels mis en service en {year}",
            "kgCO2e",
            bought.totals[What.EMBODIED.value],
            f"Nombre de matériels : {number(bought.count)}. {_left_out(bought, What.EMBODIED)}",
        ),
        _estimated(
            "E4",
            "Fabrication, part annuelle du parc en service",
            "kgCO2e/an",
            yearly,
            _left_out(fleet.total, What.EMBODIED_PER_YEAR),
        ),
        _estimated("E5", "Usage (électricité)", "kgCO2e/an", use, _left_out(fleet.total, What.USE_PER_YEAR)),
        Indicator(
            "E6",
            "Gain net de la prolongation et du réemploi",
            "kgCO2e",
            Method.ESTIMATED,
            reason="Les décisions de prolongation ne sont pas encore suivies.",
        ),
        Indicator(
            "E7",
            "Pages imprimées",
            "pages par agent",
            Method.READ,
            reason="Aucun relevé de copieur n’est saisi.",
        ),
    ]


def _estimated(code: str, label: str, unit: str, estimate: Estimate | None, comment: str) -> Indicator:
    if estimate is None:
        return Indicator(code, label, unit, Method.ESTIMATED, "non estimé", comment)
    grade = f"Qualité {estimate.quality.value}."
    return Indicator(code, label, unit, Method.ESTIMATED, estimate_text(estimate), comment=f"{grade} {comment}".strip())


def _energy_per_agent(organisation: Organisation, energy: Estimate | None) -> Indicator:
    label, unit = "Électricité par agent", "kWh par agent"
    if not organisation.staff_count or energy is None:
        reason = NO_STAFF if not organisation.staff_count else "L’électricité du parc n’est pas estimée."
        return Indicator("E3", label, unit, Method.ESTIMATED, reason=reason)
    return _estimated("E3", label, unit, energy.scaled(1 / organisation.staff_count, energy.unit), "")


def _left_out(figures: Figures, what: What) -> str:
    count = sum(int(each["count"]) for each in figures.not_estimable if each["figure"] == what.value)
    return f"Matériels non estimés : {number(count)}." if count else ""


def _put_in_service(organisation: Organisation, year: int, on: date) -> Figures:
    columns = [getattr(Device, field) for field in FACTS]
    text = Device.in_service_on
    rows = db.session.execute(select(*columns).where(text >= str(year), text < str(year + 1)))
    facts = [DeviceFacts(*row) for row in rows]
    return figures_of(fleet_of(facts, organisation.territory, on))


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
    bars = tuple(Bar(label, *estimate.values(), estimate_text(estimate)) for label, estimate in known[:SHOWN_BARS])
    more = f" Les {SHOWN_BARS} premières catégories sur {len(known)}." if len(known) > SHOWN_BARS else ""
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
