"""The machine that an agent describes, in the fields of the model."""

import re

from inventaire.agents.chassis import category_of
from inventaire.agents.sections import Leaves, Sections
from inventaire.agents.values import read_number, read_text
from inventaire.domain.identity import JUNK, bare, usable_inventory_number, usable_serial, usable_uuid
from inventaire.domain.vocabulary import StorageKind

MB_PER_GB_OF_MEMORY = 1024
MB_PER_GB_OF_DISK = 1000  # agents count disks in millions of bytes, as makers do
NOT_FIXED = re.compile(r"\b(usb|removable|external|cd-?rom|dvd|tape|floppy|card reader)", re.IGNORECASE)
NOT_A_DISK = re.compile(r"(zram|loop|ram|sr|fd)\d+")
SOLID = re.compile(r"\bssd|nvme|solid state", re.IGNORECASE)
TURNING = re.compile(r"\bhdd\b|rotational", re.IGNORECASE)

DeviceValues = dict[str, str | float]


def describe_device(sections: Sections) -> DeviceValues:
    """Give what is known of the machine; what the agent does not say is absent."""
    hardware = sections.first("hardware")
    known = {
        "name": read_text(hardware.get("name"), 120),
        "category": category_of(sections).value,
        **_maker(sections.first("bios")),
        "uuid": usable_uuid(read_text(hardware.get("uuid"))),
        **_system(sections),
        "processor": _processor(sections),
        "memory_gb": _memory(sections),
        **_storage(sections.kept["storages"]),
    }
    return {field: value for field, value in known.items() if value is not None}


def _maker(bios: Leaves) -> dict[str, str | None]:
    serial = usable_serial(read_text(bios.get("ssn"), 120))
    number = usable_inventory_number(read_text(bios.get("assettag"), 120))
    return {
        "manufacturer": _said(bios, "smanufacturer", "mmanufacturer"),
        "model": _said(bios, "smodel", "mmodel"),
        "serial": serial,
        "inventory_number": None if number == serial else number,  # some makers copy one into the other
    }


def _system(sections: Sections) -> dict[str, str | None]:
    """Read the system where the agent says it: on Linux, OSVERSION is a kernel for FusionInventory."""
    system, hardware = sections.first("operatingsystem"), sections.first("hardware")
    if system:
        name, version = _said(system, "full_name", "name"), _said(system, "version")
        if name and "Windows" in name:  # there the kernel tells the release
            version = version or _said(system, "kernel_version")
    else:
        name, version = _said(hardware, "osname"), _said(hardware, "osversion")
    return {"operating_system": name, "operating_system_version": version}


def _processor(sections: Sections) -> str | None:
    return _said(sections.first("cpus"), "name", "type") or _said(sections.first("hardware"), "processort")


def _memory(sections: Sections) -> float | None:
    """Give the memory [GB]: the modules, or what the system sees when they are not listed."""
    modules = sum(read_number(module.get("capacity")) or 0 for module in sections.kept["memories"])
    megabytes = max(modules, read_number(sections.first("hardware").get("memory")) or 0)
    return round(megabytes / MB_PER_GB_OF_MEMORY, 1) or None


def _storage(disks: list[Leaves]) -> dict[str, str | float | None]:
    """Give the size of the fixed disks together [GB], and their kind when they are all of one."""
    fixed = [disk for disk in disks if _is_fixed(disk)]
    megabytes = sum(read_number(disk.get("disksize")) or 0 for disk in fixed)
    kinds = {_kind(disk) for disk in fixed}
    kind = kinds.pop() if len(kinds) == 1 else None
    return {"storage_gb": round(megabytes / MB_PER_GB_OF_DISK) or None, "storage_kind": kind and kind.value}


def _is_fixed(disk: Leaves) -> bool:
    name = read_text(disk.get("name")) or ""
    return not NOT_A_DISK.fullmatch(name) and not NOT_FIXED.search(_words(disk))


def _kind(disk: Leaves) -> StorageKind | None:
    words = _words(disk)
    if SOLID.search(words):
        return StorageKind.SSD
    return StorageKind.HDD if TURNING.search(words) else None


def _words(disk: Leaves) -> str:
    return " ".join(read_text(disk.get(leaf)) or "" for leaf in ("name", "model", "description", "type", "interface"))


def _said(leaves: Leaves, *names: str) -> str | None:
    """Give the first of these leaves that says something, up to 200 signs."""
    texts = (read_text(leaves.get(name), 200) for name in names)
    return next((text for text in texts if text and bare(text) not in JUNK), None)
