"""Section 2 of the report: the state of the hardware."""

from datetime import date

from sqlalchemy import func, select

from inventaire.domain.blocks import Block, Column, ColumnChart, Figure, Heading, Table
from inventaire.domain.formats import number, percent
from inventaire.domain.indicators import Indicator, Method, covered
from inventaire.domain.prospects import Prospect
from inventaire.domain.vocabulary import DeviceCategory, SiteKind
from inventaire.models import Device, Organisation, Site, db
from inventaire.services.device_life import count_mended, lives_in
from inventaire.services.figures import IN_USE, Summary, held_in_stock, summary
from inventaire.services.memory import remembered
from inventaire.services.prospects import counted, extendable, prolongable
from inventaire.services.report.tables import NO_STAFF, indicators_table

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
NOT_KNOWN_IDLE = "l’inventaire ne sait pas lesquels n’ont plus d’utilisateur depuis six mois."
NOT_NOTED = "Aucune réparation n’a encore été notée dans la vie des matériels."
WITHOUT_PUBLIC = "hors écoles, médiathèque et espace public"


def hardware_blocks(organisation: Organisation, on: date) -> list[Block]:
    """Write section 2: the machines in use, their ages, their systems."""
    found = summary(on)
    counts = machines_by_category()
    return [
        Heading(1, "2. État du parc", "parc"),
        indicators_table("Indicateurs du parc", _hardware_indicators(organisation, found, on)),
        Table(
            "P1. Matériels en service par catégorie",
            ("Catégorie", "Nombre"),
            tuple((category.label, number(count)) for category, count in counts),
            frozenset({1}),
        ),
        ages_figure("P4. Pyramide des âges", found),
    ]


def ages_figure(title: str, found: Summary) -> Figure:
    """Draw the ages of the machines in use, by band."""
    columns = tuple(Column(label, count) for label, count in found.ages.bands)
    told = f"Matériels en service par tranche d’âge ; {number(found.ages.unknown)} sans date de mise en service."
    return Figure(title, told, ColumnChart("Âge", "matériels", columns), "ages")


@remembered
def machines_by_category() -> list[tuple[DeviceCategory, int]]:
    """Count the machines in use by category, the most numerous first."""
    count = func.sum(Device.quantity)
    rows = db.session.execute(
        select(Device.category, count).where(Device.status.in_(IN_USE)).group_by(Device.category).order_by(count.desc())
    )
    return [(category, int(found)) for category, found in rows]


def _hardware_indicators(organisation: Organisation, found: Summary, on: date) -> list[Indicator]:
    return [
        Indicator("P1", "Matériels en service", "nombre", Method.COMPUTED, number(found.count)),
        _per_agent(organisation),
        _lives(on.year),
        _ages(found),
        _dormant(),
        _systems(found),
        _prolongable(found, on),
        _mended(on.year),
    ]


def _mended(year: int) -> Indicator:
    label, count = "Réparations et améliorations", count_mended(year)
    if count is None:
        return Indicator("P8", label, "nombre", Method.COMPUTED, reason=NOT_NOTED)
    return Indicator("P8", label, "nombre", Method.COMPUTED, number(count))


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


def _lives(year: int) -> Indicator:
    label, unit = "Durée d’usage constatée", "années"
    lives = lives_in(year)
    count = lives.known + lives.unknown
    if not count:
        return Indicator("P3", label, unit, Method.COMPUTED, reason=f"Aucun matériel n’est sorti du parc en {year}.")
    text = f"moyenne {number(lives.mean, 1)}, médiane {number(lives.median, 1)}"
    told = f"Calculé sur {number(lives.known)} matériels sur {number(count)} sortis dans l’année, hors vols et pertes"
    value, comment = covered(text, lives.coverage, told)
    return Indicator("P3", label, unit, Method.COMPUTED, value, comment=comment)


def _dormant() -> Indicator:
    label, (stored, held) = "Matériels dormants", held_in_stock()
    if not held:
        return Indicator("P5", label, "%", Method.COMPUTED, reason="Aucun matériel n’est dans le parc.")
    told = f"{number(stored)} en stock sur {number(held)} ; {NOT_KNOWN_IDLE}"
    return Indicator("P5", label, "%", Method.COMPUTED, percent(stored / held, 1), comment=told)


def _systems(found: Summary) -> Indicator:
    label, unit = "Matériels dont le système n’est plus suivi", "nombre, %"
    if not found.systems_known:
        return Indicator("P6", label, unit, Method.COMPUTED, reason="Aucun système n’est connu.")
    share = percent(found.systems_over / found.systems_known)
    told = f"Parmi {number(found.systems_known)} matériels dont le système et sa fin de suivi sont connus."
    return Indicator("P6", label, unit, Method.COMPUTED, f"{number(found.systems_over)} ({share})", comment=told)


def _prolongable(found: Summary, on: date) -> Indicator:
    label, unit = "Matériels condamnés par le logiciel mais prolongeables", "nombre"
    if not found.systems_known:
        return Indicator("P7", label, unit, Method.COMPUTED, reason="Aucun système n’est connu.")
    listed = prolongable(on)
    counts = counted(listed)
    whole, unread = sum(counts.values()), counts[Prospect.UNKNOWN]
    told = (
        f"Sur {number(whole)} ordinateurs sans système suivi, ceux qui ont le minimum d’un système libre\u202f; "
        f"{number(counts[Prospect.UPGRADE])} peuvent aussi recevoir le système suivant de leur éditeur, "
        f"{number(unread)} sont trop mal connus"
    )
    value, comment = covered(number(extendable(listed)), 1 - unread / whole if whole else 1.0, told)
    return Indicator("P7", label, unit, Method.COMPUTED, value, comment=comment)
