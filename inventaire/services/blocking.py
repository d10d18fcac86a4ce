"""The programs that hold a computer to its system: nothing that runs on a free one takes their whole place."""

from typing import Any

from sqlalchemy import select

from inventaire.catalog.reader import load_catalog
from inventaire.models import Application, Installation, db
from inventaire.services.fleet_changes import Ids, among
from inventaire.services.opinion import opinions, passages_from

FREE_PLATFORMS = frozenset({"Linux", "Web"})
OF_SYSTEM = frozenset({"antivirus", "os-poste", "os-serveur"})  # what changes with the system itself


def software_to_check(devices: Ids) -> dict[int, list[str]]:
    """Give, by device, the names of its programs whose whole place nothing free can take."""
    blocking, found = _blocking(), dict[int, list[str]]()
    held = _held(list(blocking), Installation.device_id, Application.tool).distinct()
    for device, tool in db.session.execute(held.where(Installation.device_id.in_(among(devices)))):
        found.setdefault(device, []).append(blocking[tool])
    return {device: sorted(names) for device, names in found.items()}


def held_devices() -> Any:
    """Select the ids of the devices that have such a program."""
    return _held(list(_blocking()), Installation.device_id)


def _held(tools: list[str], *columns: Any) -> Any:
    """Join what is installed to the programs that are these tools."""
    found = select(*columns).join(Application, Application.id == Installation.application_id)
    return found.where(Application.tool.in_(tools))


def _blocking() -> dict[str, str]:
    """Name the tools that are installed and whose place nothing that runs on a free system takes whole."""
    catalog, ours = load_catalog(), opinions()

    def replaced(slug: str) -> bool:
        ways = (passage.replacement for passage in passages_from(slug, ours))
        whole = (catalog.alternatives[each.alternative] for each in ways if each.fit == "full")
        return any(FREE_PLATFORMS & set(each.platforms) or each.kind == "non_digital" for each in whole)

    return {
        slug: tool.name
        for slug, tool in catalog.tools.items()
        if tool.delivery == "installed" and tool.functions[0] not in OF_SYSTEM and not replaced(slug)
    }
