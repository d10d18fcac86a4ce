"""What the catalogue makes of a raw name, and with which rule."""

from functools import lru_cache
from typing import Any

from inventaire.catalog.reader import load_catalog
from inventaire.domain.recognition import Recognition, recognise

KEPT = 20_000  # names: some forty agents' files


@lru_cache(maxsize=KEPT)
def recognise_name(name: str, publisher: str, version: str) -> Recognition:
    """Match one raw name; « unknown » is a normal answer."""
    return recognise(name, publisher, version, load_catalog().rules())


def recognised(name: str, publisher: str, version: str | None) -> dict[str, Any]:
    """Give the columns that an application keeps of its recognition."""
    found = recognise_name(name, publisher or "", version or "")
    return {
        "outcome": found.outcome,
        "tool": found.tool,
        "rule": found.rule,
        "catalog_version": load_catalog().version,
    }
