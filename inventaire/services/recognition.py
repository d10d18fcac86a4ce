"""What the catalogue, then the town's own dictionary, make of a raw name, and with which rule."""

from functools import lru_cache
from typing import Any

from sqlalchemy import select

from inventaire.catalog.reader import load_catalog
from inventaire.domain.dictionary import Dictionary, key_of, settled
from inventaire.domain.footprint_types import NETWORK
from inventaire.domain.recognition import Recognition, recognise
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import LocalName, db

KEPT = 20_000  # names: some forty agents' files
APPLE_MOBILE = "ios-ipados"
HAND_HELD = {
    DeviceCategory.SMARTPHONE,
    DeviceCategory.FEATURE_PHONE,
    DeviceCategory.TABLET,
    DeviceCategory.SCHOOL_TABLET,
}


@lru_cache(maxsize=KEPT)
def recognise_name(name: str, publisher: str, version: str) -> Recognition:
    """Match one raw name against the catalogue alone; « unknown » is a normal answer."""
    return recognise(name, publisher, version, load_catalog().rules())


def system_tool(name: str, category: DeviceCategory) -> str | None:
    """Give the tool that the system of a machine is; None where the kind of machine makes the name doubtful.

    Cisco's system is called IOS too: Apple's is that of a phone or a tablet, and a network's equipment has its own.
    """
    tool = None if category in NETWORK else recognise_name(name, "", "").tool
    return tool if tool != APPLE_MOBILE or category in HAND_HELD else None


def load_dictionary() -> Dictionary:
    """Read what the town says of names, once for all those that follow."""
    return {(row.name, row.signed): row.saying() for row in db.session.scalars(select(LocalName))}


def recognise_here(name: str, publisher: str, version: str, dictionary: Dictionary) -> Recognition:
    """Match one raw name, and let the town's dictionary settle what the catalogue leaves open."""
    found, catalog = recognise_name(name, publisher, version), load_catalog()
    said = dictionary.get(key_of(name, publisher)) if dictionary else None
    return settled(found, said, catalog.not_free, catalog.free)


def recognised(name: str, publisher: str, version: str | None, dictionary: Dictionary) -> dict[str, Any]:
    """Give the columns that an application keeps of its recognition."""
    found = recognise_here(name, publisher or "", version or "", dictionary)
    return {
        "outcome": found.outcome,
        "tool": found.tool,
        "rule": found.rule,
        "catalog_version": load_catalog().version,
    }
