"""The reuse of a year, from the inventory and the batches that left, under the figures of the law of that year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, not_, or_, select

from inventaire.catalog.regulatory import load_regulatory
from inventaire.catalog.reuse import load_reuse
from inventaire.domain.device_life import Act
from inventaire.domain.errors import NotFound
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.regulatory import FigureInForce
from inventaire.domain.reuse import OutItem, YearOfReuse, birthday, is_approaching, year_of_reuse
from inventaire.domain.reuse_lines import Line, WasteWeight, lines_of, percent
from inventaire.domain.reuse_table import ReuseTable
from inventaire.domain.vocabulary import DeviceStatus, DisposalOutlet
from inventaire.models import Device, DeviceEvent, Disposal, DisposedDevice, db
from inventaire.services.listing import Page, page_among
from inventaire.services.memory import remembered
from inventaire.services.regulatory import figure_in_force
from inventaire.services.selection import NAMES

TARGET, OLDEST, WARNED = "reemploi-cible", "reemploi-age-maximal", "reemploi-age-alerte"
REGISTER = "dechets-registre"
OUT = (DeviceStatus.DECOMMISSIONED, DeviceStatus.RETIRED)
NO_YEAR = "Le taux de réemploi se compte de {} à {}\u00a0: choisissez une de ces années."


@dataclass(frozen=True, slots=True)
class ReuseReport:
    """A year of reuse, line by line, and the figures of the law it was reckoned with."""

    year: int
    target: FigureInForce
    oldest: FigureInForce
    warned: FigureInForce
    register: FigureInForce | None
    table: ReuseTable
    figures: YearOfReuse
    lines: Sequence[Line]

    @property
    def rate(self) -> str:
        """Write the regulatory rate: « 66,7 % », « sans objet »."""
        return percent(self.figures.regulatory)

    def line(self, key: str) -> Line | None:
        """Give the line that an address names."""
        return next((line for line in self.lines if line.key == key), None)


def years_of_reuse(today: date) -> list[int]:
    """List the years that have a target, latest first."""
    first = min(load_regulatory()[TARGET].values).year
    return list(range(today.year, first - 1, -1))


@remembered
def reuse_report(year: int, today: date) -> ReuseReport:
    """Reckon a year under the values that held in it. Raises NotFound for a year without a target."""
    years = years_of_reuse(today)
    target, oldest, warned = _in_force(year) if year in years else (None, None, None)
    if target is None or oldest is None or warned is None:
        raise NotFound(NO_YEAR.format(years[-1], years[0]))
    table = load_reuse()
    figures = year_of_reuse(_items(table, year), year, table, oldest.value)
    nearing = _approaching(today, warned.value, oldest.value) if year == today.year else None
    lines = lines_of(figures, year, _waste(year), nearing)
    register = figure_in_force(REGISTER, date(year, 12, 31))
    return ReuseReport(year, target, oldest, warned, register, table, figures, lines)


def devices_of_line(line: Line, number: int) -> Page:
    """Give one page of the devices a line opens to."""
    page = page_among(line.items, number)
    names = select(Device.id, NAMES[Device]).where(Device.id.in_([item.device_id for item in page.rows]))
    known = {row: name for row, name in db.session.execute(names)}  # noqa: C416 - rows are no pairs to mypy
    return Page([(item, known[item.device_id]) for item in page.rows], page.number, page.total)


def _in_force(year: int) -> tuple[FigureInForce | None, ...]:
    return tuple(figure_in_force(key, date(year, 12, 31)) for key in (TARGET, OLDEST, WARNED))


def _items(table: ReuseTable, year: int) -> list[OutItem]:
    """Give what was taken out of service, but what had left before the year: it counts no more."""
    long_gone = and_(Device.status == DeviceStatus.RETIRED, Device.retired_on < PartialDate(year))
    rows = (
        select(
            Device.id,
            Device.category,
            Device.quantity,
            Device.in_service_on,
            Device.decommissioned_on,
            Device.retired_on,
            Device.status,
            Device.disposal_outlet,
            Device.storage_kind,
            Device.storage_gb,
            Device.id.in_(select(DeviceEvent.device_id).where(DeviceEvent.act == Act.LOSE)).label("lost"),
            Disposal.id.label("batch"),
            Disposal.commitment_on,
            func.coalesce(Disposal.exclusion, _excluded_when_out()).label("exclusion"),
            Disposal.wiping_reference,
            Disposal.unit_value_eur,
        )
        .outerjoin(DisposedDevice, DisposedDevice.device_id == Device.id)
        .outerjoin(Disposal, Disposal.id == DisposedDevice.disposal_id)
        .where(Device.status.in_(OUT), or_(Device.retired_on.is_(None), not_(long_gone)))
        .order_by(Device.id)
    )
    return [_item(row, table) for row in db.session.execute(rows)]


def _excluded_when_out() -> Any:
    """Give why a device was put out of the rate when it was last taken out of service."""
    told = select(DeviceEvent.exclusion).where(DeviceEvent.act == Act.DECOMMISSION)
    mine = told.where(DeviceEvent.device_id == Device.id).order_by(DeviceEvent.id.desc())
    return mine.limit(1).correlate(Device).scalar_subquery()


def _item(row: Any, table: ReuseTable) -> OutItem:
    return OutItem(
        device_id=row.id,
        category=row.category,
        quantity=row.quantity,
        in_service_on=row.in_service_on,
        decommissioned_on=row.decommissioned_on,
        retired_on=row.retired_on,
        gone=row.status is DeviceStatus.RETIRED,
        lost=row.lost and row.batch is None,
        outlet=row.disposal_outlet,
        batch=row.batch,
        committed=row.commitment_on is not None,
        exclusion=row.exclusion,
        stores=bool(row.storage_kind or row.storage_gb or row.category in table.storing),
        wiped=row.wiping_reference is not None,
        unit_value_eur=row.unit_value_eur,
    )


def _waste(year: int) -> WasteWeight:
    """Weigh the batches of waste of a year; dates of any precision begin with their year."""
    waste = select(func.sum(Disposal.weight_kg), func.count(Disposal.id), func.count(Disposal.weight_kg)).where(
        Disposal.outlet == DisposalOutlet.WASTE,
        Disposal.left_on >= PartialDate(year),
        Disposal.left_on < PartialDate(year + 1),
    )
    kg, batches, weighed = db.session.execute(waste).one()
    return WasteWeight(kg or 0.0, batches, batches - weighed)


def _approaching(today: date, warned: float, oldest: float) -> list[OutItem]:
    """List the devices in stock that are about to grow too old; the database keeps those of about that age."""
    about = Device.in_service_on >= PartialDate(birthday(today, -oldest).year)
    young = PartialDate(birthday(today, -warned).year + 1)
    columns = (Device.id, Device.category, Device.quantity, Device.in_service_on)
    stock = select(*columns).where(Device.status == DeviceStatus.IN_STOCK, about, Device.in_service_on < young)
    rows = db.session.execute(stock.order_by(Device.in_service_on, Device.id))
    found = [OutItem(row.id, row.category, row.quantity, row.in_service_on) for row in rows]
    return [item for item in found if is_approaching(item.in_service_on, today, warned, oldest)]
