"""A fleet as a large town has one: some 300 models bought by lots, their programs, and what changed since."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from inventaire.catalog.reader import load_catalog
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus, Origin, Recognised, SiteKind, StorageKind
from inventaire.models import Application, Department, Device, Installation, Site
from inventaire.models.bulk import change_all, insert_all
from inventaire.services.database import writing

MODELS, SITES, DEPARTMENTS, PROGRAMS = 300, 120, 30, 6  # the last: on each computer
COMPUTERS = (DeviceCategory.LAPTOP, DeviceCategory.DESKTOP_TOWER, DeviceCategory.MINI_PC)
CATEGORIES = (*COMPUTERS * 4, *DeviceCategory)
SYSTEMS = (
    ("Microsoft Windows 7 Professionnel", "6.1.7601"),
    ("Microsoft Windows 10 Professionnel", "10.0.19045"),
    ("Microsoft Windows 11 Professionnel", "10.0.22631"),
    ("Ubuntu 22.04.4 LTS", "22.04"),
    ("Debian GNU/Linux 10 (buster)", "10"),
)
PROCESSORS = (
    "Intel(R) Core(TM) i5-4590 CPU @ 3.30GHz",
    "Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz",
    "AMD Ryzen 5 PRO 4650U",
)
OUT = (DeviceStatus.DECOMMISSIONED, DeviceStatus.RETIRED)
CHANGED = 2_000  # machines whose system was brought up to date since
DELIVERIES = 4  # of each model, a year apart


@dataclass(frozen=True, slots=True)
class Model:
    """What the machines of a model share."""

    facts: dict[str, Any]
    year: int
    months: tuple[int, ...]


def fill(count: int) -> None:
    """Insert devices by models, from a fixed seed, with their programs; then change some."""
    chance = random.Random(8200)
    models = [_model(chance, number) for number in range(MODELS)]
    with writing() as session:
        sites = [Site(name=f"Site {number}", kind=chance.choice(list(SiteKind))) for number in range(SITES)]
        departments = [Department(name=f"Service {number}") for number in range(DEPARTMENTS)]
        session.add_all(sites + departments)
        session.flush()
        rows = [_device(chance, number, models, sites, departments) for number in range(count)]
        devices = insert_all(session, Device, rows)
        programs = insert_all(session, Application, list(_applications()))
        computers = [device for device, row in zip(devices, rows, strict=True) if row["category"] in COMPUTERS]
        insert_all(session, Installation, list(_installations(chance, computers, programs)))
    with writing() as session:
        followed = (Device.operating_system == SYSTEMS[1][0], Device.category.in_(COMPUTERS))
        ids = session.scalars(select(Device.id).where(*followed).limit(CHANGED)).all()
        change_all(session, Device, ids, {"operating_system": SYSTEMS[2][0], "operating_system_version": SYSTEMS[2][1]})


def _model(chance: random.Random, number: int) -> Model:
    facts: dict[str, Any] = {
        "category": chance.choice(CATEGORIES),
        "manufacturer": chance.choice(["Dell Inc.", "HP", "LENOVO", "Fujitsu"]),
        "model": f"Modèle {number}",
    }
    names = ("processor", "memory_gb", "storage_gb", "storage_kind", "operating_system", "operating_system_version")
    found: tuple[Any, ...] = (None,) * len(names)
    if facts["category"] in COMPUTERS:
        parts = (chance.choice(PROCESSORS), chance.choice([4.0, 8.0, 16.0]), chance.choice([256.0, 512.0]))
        found = (*parts, chance.choice(list(StorageKind)), *chance.choice(SYSTEMS))
    return Model(
        facts | dict(zip(names, found, strict=True)),
        chance.randrange(2012, 2024),
        tuple(chance.randrange(1, 13) for _ in range(DELIVERIES)),
    )


def _device(
    chance: random.Random, number: int, models: list[Model], sites: list[Site], departments: list[Department]
) -> dict[str, Any]:
    model = chance.choice(models)
    place = chance.randrange(DELIVERIES)
    bought = PartialDate(model.year + place, model.months[place])
    status = chance.choices([DeviceStatus.IN_SERVICE, DeviceStatus.IN_STOCK, *OUT], [88, 5, 2, 5])[0]
    left = PartialDate(
        min(2026, bought.year + chance.randrange(3, 9)), chance.randrange(1, 11), chance.randrange(1, 29)
    )
    return model.facts | {
        "name": f"PC-{number:06}",
        "status": status,
        "origin": Origin.NEW,
        "quantity": 1,
        "version": 1,
        "serial": f"SN{number:08}",
        "inventory_number": f"INV{number:08}",
        "site_id": chance.choice(sites).id,
        "department_id": chance.choice(departments).id,
        "purchased_on": bought,
        "in_service_on": bought,
        "retired_on": left if status in OUT else None,
        "purchase_price_excl_eur": 600.0 + 10 * (number % 40),
    }


def _applications() -> Iterator[dict[str, Any]]:
    """Give the tools and the free software of the catalogue, each in two versions."""
    catalog = load_catalog()
    known = [(tool, Recognised.MATCH, tool.vendor.name) for tool in catalog.tools.values()]
    known += [(catalog.alternatives[slug], Recognised.FREE, "") for slug in sorted(catalog.free)]
    for entry, outcome, publisher in known:
        for version in ("1.0", "2.1"):
            yield {
                "raw_name": f"{entry.name} {version}",
                "publisher": publisher,
                "raw_version": version,
                "outcome": outcome.value,
                "tool": entry.slug,
                "yearly_cost_excl_eur": float(len(entry.slug) * 100) if publisher else None,
                "version": 1,
            }


def _installations(chance: random.Random, computers: list[int], programs: list[int]) -> Iterator[dict[str, Any]]:
    for device in computers:
        for program in chance.sample(programs, PROGRAMS):
            yield {"application_id": program, "device_id": device, "raw_version": None, "version": 1}
