"""Sections 2 and 5 of the report: the state of the hardware, its energy and its footprint."""

from datetime import date

from sqlalchemy import func, select

from inventaire.catalog.factors import load_electricity, load_factors
from inventaire.domain.blocks import (
    Bar,
    BarChart,
    Block,
    Column,
    ColumnChart,
    Figure,
    Heading,
    Paragraph,
    ParagraphKind,
    Table,
)
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.estimate import Estimate
from inventaire.domain.figures import Figure as What
from inventaire.domain.formats import estimate_text, number, percent
from inventaire.domain.indicators import Indicator, Method, covered
from inventaire.domain.vocabulary import DeviceCategory, SiteKind
from inventaire.models import Device, Organisation, Site, db
from inventaire.services.figures import (
    FACTS,
    IN_USE,
    Figures,
    FleetReport,
    Summary,
    figures_of,
    fleet_of,
    fleet_report,
    summary,
)
from inventaire.services.report.tables import indicators_table

TERMINALS = (
    DeviceCategory.LAPTOP,
    DeviceCategory.DESKTOP_TOWER,
    DeviceCategory.MINI_PC,
    DeviceCategory.ALL_IN_ONE,
    DeviceCategory.WORKSTATION,
    DeviceCategory.THIN_CLIENT,
    DeviceCategory.COMPUTER,
    DeviceCategory.TABLET,
    DeviceCategory.SMARTPHONE,
)
NOT_STAFF = (SiteKind.PRIMARY_SCHOOL, SiteKind.LIBRARY, SiteKind.PUBLIC_SPACE)
LATER = "Le suivi de ces événements n’est pas encore tenu dans l’inventaire."
NO_STAFF = "L’effectif de la collectivité n’est pas renseigné (page Administration)."
NOT_COUNTED = (
    "Ce qui n’est pas compté : prestations, hébergement distant, réseaux des opérateurs, papier et encre, locaux. "
    "Ce sont des estimations de pilotage, pas un bilan réglementaire."
)
WITHOUT_PUBLIC = "hors écoles, médiathèque et espace public"
SHOWN_BARS = 12


def hardware_blocks(organisation: Organisation, on: date) -> list[Block]:
    """Write section 2: the machines in use, their ages, their systems."""
    found = summary(on)
    counts = machines_by_category()
    bands = ColumnChart("Âge", "matériels", tuple(Column(label, count) for label, count in found.ages.bands))
    return [
        Heading(1, "2. État du parc", "parc"),
        indicators_table("Indicateurs du parc", _hardware_indicators(organisation, found)),
        Table(
            "P1. Matériels en service par catégorie",
            ("Catégorie", "Nombre"),
            tuple((category.label, number(count)) for category, count in counts),
            frozenset({1}),
        ),
        Figure(
            "P4. Pyramide des âges",
            f"Nombre de matériels en service par tranche d’âge ; {number(found.ages.unknown)} sans date.",
            bands,
            "ages",
        ),
    ]


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


def machines_by_category() -> list[tuple[DeviceCategory, int]]:
    """Count the machines in use by category, the most numerous first."""
    count = func.sum(Device.quantity)
    rows = db.session.execute(
        select(Device.category, count).where(Device.status.in_(IN_USE)).group_by(Device.category).order_by(count.desc())
    )
    return [(category, int(found)) for category, found in rows]


def _hardware_indicators(organisation: Organisation, found: Summary) -> list[Indicator]:
    return [
        Indicator("P1", "Matériels en service", "nombre", Method.COMPUTED, number(found.count)),
        _per_agent(organisation),
        Indicator("P3", "Durée d’usage constatée", "années", Method.COMPUTED, reason=LATER),
        _ages(found),
        Indicator("P5", "Matériels dormants", "%", Method.COMPUTED, reason=LATER),
        _systems(found),
        Indicator(
            "P7",
            "Matériels condamnés par le logiciel mais prolongeables",
            "nombre",
            Method.COMPUTED,
            reason="La comparaison aux minimums des systèmes libres n’est pas encore faite.",
        ),
        Indicator("P8", "Réparations et améliorations", "nombre", Method.COMPUTED, reason=LATER),
    ]


def _per_agent(organisation: Organisation) -> Indicator:
    label, unit = "Terminaux par agent", "nombre par agent"
    if not organisation.staff_count:
        return Indicator("P2", label, unit, Method.COMPUTED, reason=NO_STAFF)
    terminals = _staff_terminals()
    value = number(terminals / organisation.staff_count, 2)
    told = f"{number(terminals)} terminaux pour {number(organisation.staff_count)} agents, {WITHOUT_PUBLIC}."
    return Indicator("P2", label, unit, Method.COMPUTED, value, comment=told)


def _staff_terminals() -> int:
    query = (
        select(func.coalesce(func.sum(Device.quantity), 0))
        .outerjoin(Site, Site.id == Device.site_id)
        .where(Device.status.in_(IN_USE), Device.category.in_(TERMINALS))
        .where(Site.kind.is_(None) | Site.kind.not_in(NOT_STAFF))
    )
    return int(db.session.scalar(query) or 0)


def _ages(found: Summary) -> Indicator:
    ages = found.ages
    text = f"moyenne {number(ages.mean, 1)}, médiane {number(ages.median, 1)}"
    told = f"Calculé sur {number(ages.known)} matériels sur {number(found.count)} ({percent(ages.coverage)})"
    value, comment = covered(text, ages.coverage, told)
    return Indicator("P4", "Âge du parc en service", "années", Method.COMPUTED, value, comment=comment)


def _systems(found: Summary) -> Indicator:
    label, unit = "Matériels dont le système n’est plus suivi", "nombre, %"
    if not found.systems_known:
        return Indicator("P6", label, unit, Method.COMPUTED, reason="Aucun système n’est connu.")
    share = percent(found.systems_over / found.systems_known)
    told = f"Parmi {number(found.systems_known)} matériels dont le système et sa fin de suivi sont connus."
    return Indicator("P6", label, unit, Method.COMPUTED, f"{number(found.systems_over)} ({share})", comment=told)


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
            f"{number(bought.count)} matériels. {_left_out(bought, What.EMBODIED)}",
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
    return f"{number(count)} matériel(s) non estimé(s)." if count else ""


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
    factors = load_factors(on)
    known = [(category, factors[category.value]) for category in fleet.by_category if category.value in factors]
    rows = [
        (category.label, factor.embodied_source_fr, factor.source_years or "")
        for category, factor in known
        if factor.embodied_source_fr
    ]
    electricity = load_electricity(organisation.territory, on)
    if electricity:
        told = f"{electricity.source} ({number(electricity.g_per_kwh, 1)} gCO2e/kWh, {electricity.scope_fr})"
        rows.insert(0, (f"Électricité, {electricity.label}", told, electricity.year or ""))
    return Table("Facteurs utilisés", ("Facteur", "Source", "Date"), tuple(rows))
