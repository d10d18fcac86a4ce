"""The files that the GLPI agent of Valbrume's computers left one week of June 2026."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from inventaire.domain.demonstration.linux_packages import LINUX_PACKAGES
from inventaire.domain.demonstration.lots import Facts, Lot, Parts
from inventaire.domain.demonstration.people import CULTURE, SCHOOLS
from inventaire.domain.demonstration.programs import (
    BY_MAKER,
    COMMON,
    HOTFIX,
    LIBRARIES,
    LIBREOFFICE,
    OFFICE_365,
    OFFICE_2016,
    OFFICE_2019,
    Program,
)
from inventaire.domain.demonstration.register import Entry
from inventaire.domain.demonstration.systems import System
from inventaire.domain.demonstration.trade_programs import BY_SERVICE
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus

FILES = 60
AGENT = "GLPI-Agent_v1.7"
FIRST_CALL = datetime(2026, 6, 8, 8, 30)  # noqa: DTZ001 - agents write the local hour, without its zone
MINUTES_BETWEEN_CALLS = 41
DAYS_SINCE_INSTALLED = 600
CHASSIS = {  # no workstation: an agent would call it a desktop
    DeviceCategory.DESKTOP_TOWER: "Desktop",
    DeviceCategory.LAPTOP: "Notebook",
    DeviceCategory.MINI_PC: "Mini PC",
    DeviceCategory.ALL_IN_ONE: "All in One",
}
OFFICE_BY_YEAR = (("2021", OFFICE_365), ("2019", OFFICE_2019), ("", OFFICE_2016))
FREE_OFFICE = {CULTURE, SCHOOLS}  # the services where the free office suite came first

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Caller:
    """A computer whose agent reports: its line, its lot, and what it really holds."""

    row: Facts
    lot: Lot
    system: System
    parts: Parts
    call: datetime


def agent_files(entries: list[Entry], draw: Random) -> list[tuple[str, Content]]:
    """Let sixty computers of the register report: file names and their JSON, in order."""
    able = [rank for rank, entry in enumerate(entries) if _has_agent(entry)]
    chosen = [entries[rank] for rank in sorted(draw.sample(able, FILES))]
    return [_file(caller, draw) for rank, entry in enumerate(chosen) for caller in _callers(entry, rank)]


def _has_agent(entry: Entry) -> bool:
    lot, row = entry.lot, entry.row
    in_use = row["status"] is DeviceStatus.IN_SERVICE and row["category"] in CHASSIS
    followed = lot.place is not None and lot.place.has_agent and lot.system is not None and lot.system.kernel
    return bool(in_use and followed and "serial" in row)


def _callers(entry: Entry, rank: int) -> list[Caller]:
    system, parts = entry.lot.system, entry.lot.model.parts
    call = FIRST_CALL + timedelta(minutes=MINUTES_BETWEEN_CALLS * rank)
    return [Caller(entry.row, entry.lot, system, parts, call)] if system and parts else []


def _file(caller: Caller, draw: Random) -> tuple[str, Content]:
    name = caller.row["name"]
    content = {
        "versionclient": AGENT,
        "hardware": _hardware(caller, draw),
        "bios": _bios(caller),
        "operatingsystem": _system(caller.system),
        "cpus": [{"name": caller.parts.processor, "manufacturer": "Intel"}],
        "storages": [_disk(caller.parts)],
        "softwares": _software(caller, draw),
    }
    device = f"{name}-{caller.call:%Y-%m-%d-%H-%M-%S}"
    envelope = {"action": "inventory", "itemtype": "Computer", "deviceid": device, "tag": caller.row["site"]}
    return f"{name}.json", envelope | {"content": content}


def _hardware(caller: Caller, draw: Random) -> Content:
    return {
        "name": caller.row["name"],
        "uuid": f"{draw.getrandbits(32):08x}-0042-4c10-8031-{draw.getrandbits(48):012x}",
        "chassis_type": CHASSIS[caller.lot.model.category],
        "memory": caller.parts.memory * 1024,
        "vmsystem": "Physical",
    }


def _bios(caller: Caller) -> Content:
    model = caller.lot.model
    return {"smanufacturer": model.manufacturer, "smodel": model.name, "ssn": caller.row["serial"]}


def _system(system: System) -> Content:
    return {
        "name": "Linux" if system.is_linux else "Windows",
        "full_name": system.text,
        "version": system.version,
        "arch": "64-bit",
        "kernel_name": "linux" if system.is_linux else "win32",
        "kernel_version": system.kernel,
    }


def _disk(parts: Parts) -> Content:
    return {"name": "PHYSICALDRIVE0", "type": parts.storage_kind.name, "disksize": parts.storage * 1000}


def _software(caller: Caller, draw: Random) -> list[Content]:
    listed = LINUX_PACKAGES if caller.system.is_linux else _windows_programs(caller.lot)
    source = {"from": "deb" if caller.system.is_linux else "registry", "arch": "x86_64"}
    return [_listing(program, caller.call, draw) | source for program in listed if draw.random() < program.share]


def _windows_programs(lot: Lot) -> tuple[Program, ...]:
    free = lot.department in FREE_OFFICE
    office = LIBREOFFICE if free else next(suite for year, suite in OFFICE_BY_YEAR if lot.bought >= year)
    service = BY_SERVICE.get(lot.department or "", ())
    return LIBRARIES + COMMON + office + BY_MAKER.get(lot.model.manufacturer or "", ()) + service


def _listing(program: Program, call: datetime, draw: Random) -> Content:
    facts = {"name": program.name, "version": program.version, "publisher": program.publisher}
    if program.category != HOTFIX:
        facts["install_date"] = f"{call - timedelta(days=draw.randint(20, DAYS_SINCE_INSTALLED)):%Y-%m-%d}"
    return {field: text for field, text in facts.items() if text} | {"system_category": program.category}
