"""What one kind of file says and another does not: machines by the sources that speak of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, Subquery, case, cast, func, select

from inventaire.domain.imports import ImportState
from inventaire.domain.sources import Source
from inventaire.models import Device, DeviceSource, Import, Site, db
from inventaire.models.bulk import chunks
from inventaire.services.listing import Page, page_of
from inventaire.services.wording import heading
from inventaire.spreadsheets.sheets import Sheet

BITS = {source: 1 << rank for rank, source in enumerate(Source)}
NONE, ALL, SEVERAL = "aucun", "tous", "plusieurs"
FIELDS = ("name", "category", "site", "serial", "inventory_number", "ledger_number")


@dataclass(frozen=True, slots=True)
class Told:
    """When files of a kind last spoke of a device, and by which import."""

    source: Source
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Group:
    """The devices that the same sources speak of: what the filter is called, and how many they are."""

    value: str
    label: str
    masks: frozenset[int]
    count: int


def present_sources() -> list[Source]:
    """Give the kinds of files that speak of devices here, in the order of the list."""
    rows = select(DeviceSource.source).join(Import, Import.id == DeviceSource.import_id)
    found = set(db.session.scalars(rows.where(Import.state == ImportState.APPLIED).distinct()))
    return [source for source in Source if source in found]


def groups(sources: Sequence[Source]) -> list[Group]:
    """Count the devices: in one source alone, in all, in some, in none."""
    masks = _masks()
    query = select(masks.c.mask, func.count(Device.id)).outerjoin(masks, masks.c.device_id == Device.id)
    counted = {int(mask or 0): count for mask, count in db.session.execute(query.group_by(masks.c.mask))}
    whole = sum(BITS[source] for source in sources)
    alone = {f"{source.value}": (f"Seulement\u00a0: {source.label}", {BITS[source]}) for source in sources}
    some = counted.keys() - {0, whole, *BITS.values()}
    more = {SEVERAL: ("Dans plusieurs sources, pas toutes", some), ALL: ("Dans toutes les sources", {whole})}
    kept = alone | (more if len(sources) > 1 else {}) | {NONE: ("Dans aucun fichier", {0})}
    return [
        Group(value, label, frozenset(wanted), sum(counted.get(each, 0) for each in wanted))
        for value, (label, wanted) in kept.items()
    ]


def list_devices(group: Group | None, page: int) -> Page:
    """Give one page of the devices of a group, or of all."""
    query = _devices(group)
    return page_of(query.order_by(Device.name.nulls_last(), Device.id), page, query.with_only_columns(Device.id))


def sources_of(devices: Sequence[int]) -> dict[int, list[Told]]:
    """Give, by device, the kinds of files that speak of it, each with its last import."""
    last = (
        select(DeviceSource.device_id, DeviceSource.source, func.max(Import.number), func.max(Import.applied_at))
        .join(Import, Import.id == DeviceSource.import_id)
        .where(Import.state == ImportState.APPLIED)
        .group_by(DeviceSource.device_id, DeviceSource.source)
    )
    found: dict[int, list[Told]] = defaultdict(list)
    for some in chunks(devices):
        for device, source, number, at in db.session.execute(last.where(DeviceSource.device_id.in_(some))):
            if at:
                found[device].append(Told(source, number, at))
    return {device: sorted(told, key=lambda each: BITS[each.source]) for device, told in found.items()}


def reconciliation_sheet(group: Group | None) -> Sheet:
    """Lay out the devices of a group, with the day each source last spoke of them."""
    sources = present_sources()
    headings = (*(heading(field) for field in FIELDS), *(f"Vu par\u00a0: {source.label}" for source in sources))
    return Sheet("Rapprochement", headings, _rows(group, sources))


def _rows(group: Group | None, sources: Sequence[Source]) -> Iterator[tuple[Any, ...]]:
    rows = db.session.execute(_devices(group).order_by(Device.id)).all()
    for some in chunks(rows):
        told = sources_of([row.id for row in some])
        for row in some:
            days = {each.source: each.at.date() for each in told.get(row.id, ())}
            facts = [getattr(row, field) for field in FIELDS]
            yield (*(getattr(fact, "label", fact) for fact in facts), *(days.get(source) for source in sources))


def _devices(group: Group | None) -> Select[*tuple[Any, ...]]:
    columns = [Site.name.label("site") if field == "site" else getattr(Device, field) for field in FIELDS]
    query = select(Device.id, *columns).outerjoin(Site, Site.id == Device.site_id)
    if group is None:
        return query
    masks = _masks()
    joined = query.outerjoin(masks, masks.c.device_id == Device.id)
    return joined.where(func.coalesce(masks.c.mask, 0).in_(group.masks))


def _masks() -> Subquery:
    """Give, by device, the sum of the bits of the sources that speak of it."""
    each = (
        select(DeviceSource.device_id, DeviceSource.source)
        .join(Import, Import.id == DeviceSource.import_id)
        .where(Import.state == ImportState.APPLIED)
        .distinct()
        .subquery()
    )
    bit = case({source.value: bit for source, bit in BITS.items()}, value=cast(each.c.source, String))
    return select(each.c.device_id, func.sum(bit).label("mask")).group_by(each.c.device_id).subquery()
