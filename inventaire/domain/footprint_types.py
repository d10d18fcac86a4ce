"""The types of equipment that G4IT and NumEcoEval start with, by category.

Source: the starting reference data of G4IT (teamg4it/g4it, ref_item_type.csv): Terminal, Network, Dedicated Server,
Shared Server, Smartphone, Server. A category that none of them says for certain has no type.
"""

from inventaire.domain.vocabulary import DeviceCategory as Category
from inventaire.domain.vocabulary import DeviceStatus

TERMINALS = (
    Category.LAPTOP,
    Category.DESKTOP_TOWER,
    Category.MINI_PC,
    Category.ALL_IN_ONE,
    Category.WORKSTATION,
    Category.THIN_CLIENT,
    Category.COMPUTER,
    Category.MONITOR_LT_22,
    Category.MONITOR_22_24,
    Category.MONITOR_25_27,
    Category.MONITOR_GE_28,
    Category.MONITOR,
    Category.TABLET,
    Category.SCHOOL_TABLET,
    Category.FEATURE_PHONE,
    Category.IP_PHONE,
    Category.PRINTER_INKJET,
    Category.PRINTER_LASER,
    Category.MFP_COPIER,
    Category.PRINTER,
    Category.PROJECTOR,
    Category.INTERACTIVE_DISPLAY,
    Category.TV_SIGNAGE,
    Category.SCANNER,
)
NETWORK = (Category.SWITCH, Category.ROUTER, Category.WIFI_AP, Category.FIREWALL)
TYPES = {
    **dict.fromkeys(TERMINALS, "Terminal"),
    **dict.fromkeys(NETWORK, "Network"),
    Category.SMARTPHONE: "Smartphone",
    Category.SERVER_RACK: "Server",
}
USED = frozenset({DeviceStatus.IN_SERVICE, DeviceStatus.LENT, DeviceStatus.IN_REPAIR})


def equipment_type(category: Category) -> str | None:
    """Give the type of a category, or None."""
    return TYPES.get(category)


def status_word(status: DeviceStatus) -> str:
    """Say whether a machine is used, in the words of these files; one under repair still is."""
    return "In use" if status in USED else "Not used"
