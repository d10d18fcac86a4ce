"""The machines of schools and nurseries on a day, school by school and all together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from inventaire.domain.schools import KINDS, SCHOOLS, Equipment, Lot, School, school_of
from inventaire.domain.vocabulary import SiteKind
from inventaire.models import Device, Site, db
from inventaire.services.fleet_on import IN_USE, fleet_on
from inventaire.services.memory import remembered
from inventaire.spreadsheets.sheets import Sheet

TOGETHER = "Toutes les écoles primaires"
CALLED = {True: "oui", False: "non", None: None}


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A place, its facts, and what stands there; `site_id` is None for all the schools together."""

    site_id: int | None
    name: str
    kind: SiteKind
    wifi_switch: bool | None
    school: School


@dataclass(frozen=True, slots=True)
class Schools:
    """The schools and nurseries by name, and the primary schools together."""

    lines: tuple[SchoolLine, ...]
    together: SchoolLine

    @property
    def shown(self) -> tuple[SchoolLine, ...]:
        """Give the lines of a table: each, then the schools together when they are several."""
        several = sum(line.kind is SiteKind.PRIMARY_SCHOOL for line in self.lines) > 1
        return (*self.lines, self.together) if several else self.lines


@remembered
def schools(on: date) -> Schools:
    """Count what is in use in the schools and nurseries on a day."""
    lots: dict[int, list[Lot]] = {}
    for site, category, began, count in db.session.execute(_counted(on)):
        lots.setdefault(site, []).append((category, began, int(count)))
    sites = db.session.execute(
        select(Site.id, Site.name, Site.kind, Site.wifi_switch, Site.pupils)
        .where(Site.kind.in_(SCHOOLS))
        .order_by(Site.kind.desc(), Site.name)
    ).all()
    primary = [site for site in sites if site.kind is SiteKind.PRIMARY_SCHOOL]
    everything = [lot for site in primary for lot in lots.get(site.id, [])]
    whole = school_of(_pupils(primary), everything, on, nursery=False)
    return Schools(
        tuple(_line(site, lots.get(site.id, []), on) for site in sites),
        SchoolLine(None, TOGETHER, SiteKind.PRIMARY_SCHOOL, None, whole),
    )


def wifi_by_kind(on: date) -> dict[SiteKind | None, int]:
    """Count the Wi-Fi points in use by kind of place (S3); None is a place whose use nobody said, or no place."""
    points = [category for category, each in KINDS.items() if each is Equipment.WIFI]
    query = select(Site.kind, func.sum(Device.quantity)).select_from(Device).outerjoin(Site, Site.id == Device.site_id)
    rows = query.where(fleet_on(on, IN_USE), Device.category.in_(points)).group_by(Site.kind)
    return {kind: int(count) for kind, count in db.session.execute(rows)}


def schools_sheet(on: date) -> Sheet:
    """Lay the schools out, a place a row."""
    aged = (f"{each.label}, âge moyen (ans)" for each in Equipment)
    counted = (each.label for each in Equipment)
    headings = ("Lieu", "Usage", "Élèves", *counted, "Par élève", *aged, "Le Wi-Fi peut être coupé")
    return Sheet("Écoles", headings, _rows(schools(on)))


def _rows(found: Schools) -> Iterator[tuple[Any, ...]]:
    for line in found.shown:
        school = line.school
        means = (school.ages[each].mean for each in Equipment)
        yield (
            line.name,
            line.kind,
            school.pupils,
            *school.counts.values(),
            None if school.per_pupil is None else round(school.per_pupil, 2),
            *(None if mean is None else round(mean, 1) for mean in means),
            CALLED[line.wifi_switch],
        )


def _line(site: Any, lots: list[Lot], on: date) -> SchoolLine:
    nursery = site.kind is SiteKind.NURSERY
    return SchoolLine(
        site.id, site.name, site.kind, site.wifi_switch, school_of(site.pupils, lots, on, nursery=nursery)
    )


def _pupils(sites: list[Any]) -> int | None:
    """Add the pupils up; a school that does not say hides the sum."""
    told = [site.pupils for site in sites]
    return None if None in told else sum(told)


def _counted(on: date) -> Any:
    dates = (Device.site_id, Device.category, Device.in_service_on)
    there = Device.site_id.in_(select(Site.id).where(Site.kind.in_(SCHOOLS)))
    return select(*dates, func.sum(Device.quantity)).where(fleet_on(on, IN_USE), there).group_by(*dates)
