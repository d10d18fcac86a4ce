"""The machines in use on a day, counted once for all the pages that say how many they are."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select

from inventaire.domain.age import Ages, ages_of
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, SiteKind
from inventaire.models import Device, Site, db
from inventaire.models.scope import WHOLE_TABLE
from inventaire.services.fleet_on import IN_USE, fleet_on
from inventaire.services.memory import remembered

TERMINALS = frozenset(
    {
        DeviceCategory.LAPTOP,
        DeviceCategory.DESKTOP_TOWER,
        DeviceCategory.MINI_PC,
        DeviceCategory.ALL_IN_ONE,
        DeviceCategory.WORKSTATION,
        DeviceCategory.THIN_CLIENT,
        DeviceCategory.COMPUTER,
        DeviceCategory.TABLET,
        DeviceCategory.SMARTPHONE,
    }
)
NOT_STAFF = (SiteKind.PRIMARY_SCHOOL, SiteKind.LIBRARY, SiteKind.PUBLIC_SPACE)


@dataclass(frozen=True, slots=True)
class FleetCounts:
    """How many machines, how old, of which categories; terminals of the staff; those that no date tells of."""

    count: int
    ages: Ages
    categories: tuple[tuple[DeviceCategory, int], ...]
    terminals: int
    undated: int


@remembered
def fleet_counts(on: date) -> FleetCounts:
    """Count the machines in use on a day; the most numerous category comes first."""
    categories: dict[DeviceCategory, int] = {}
    dates: dict[PartialDate | None, int] = {}
    terminals = undated = 0
    for category, began, staff, dateless, summed in db.session.execute(_lots(on), execution_options=WHOLE_TABLE):
        count = int(summed)
        categories[category] = categories.get(category, 0) + count
        dates[began] = dates.get(began, 0) + count
        terminals += count if staff and category in TERMINALS else 0
        undated += count if dateless else 0
    order = sorted(categories.items(), key=lambda each: (-each[1], each[0].label))
    return FleetCounts(sum(categories.values()), ages_of(list(dates.items()), on), tuple(order), terminals, undated)


def _lots(on: date) -> Any:
    public = select(Site.id).where(Site.kind.in_(NOT_STAFF))
    staff = or_(Device.site_id.is_(None), Device.site_id.not_in(public)).label("staff")
    dateless = and_(Device.in_service_on.is_(None), Device.purchased_on.is_(None)).label("dateless")
    kept = (Device.category, Device.in_service_on, staff, dateless)
    lots = select(*kept, Device.quantity.label("quantity")).where(fleet_on(on, IN_USE)).subquery()
    same = (lots.c.category, lots.c.in_service_on, lots.c.staff, lots.c.dateless)
    return select(*same, func.sum(lots.c.quantity)).group_by(*same)
