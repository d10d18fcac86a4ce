"""From what an agent says of the case to the category of the machine."""

import re

from inventaire.agents.sections import Sections
from inventaire.agents.values import read_text
from inventaire.domain.vocabulary import DeviceCategory

# The words of dmidecode and of Windows, letters only, lower case.
CHASSIS = {
    DeviceCategory.LAPTOP: "laptop notebook portable subnotebook convertible",
    DeviceCategory.DESKTOP_TOWER: (
        "desktop lowprofiledesktop lowprofile sff smallformfactor pizzabox minitower tower spacesaving "
        "lunchbox sealedcasepc"
    ),
    DeviceCategory.MINI_PC: "minipc stickpc stick",
    DeviceCategory.ALL_IN_ONE: "allinone",
    DeviceCategory.SERVER_RACK: (
        "server mainserverchassis mainserver mainsystemchassis rackmountchassis rackmount blade bladeenclosing"
    ),
    DeviceCategory.TABLET: "tablet",
    DeviceCategory.SMARTPHONE: "phone",
}
CATEGORIES = {word: category for category, words in CHASSIS.items() for word in words.split()}
MACS = {
    "macbook": DeviceCategory.LAPTOP,
    "imac": DeviceCategory.ALL_IN_ONE,
    "macmini": DeviceCategory.MINI_PC,
}
HYPERVISORS = re.compile(
    r"\b(QEMU|KVM|Bochs|VMware|VirtualBox|innotek|Xen|HVM domU|Parallels|Virtual Machine)\b", re.IGNORECASE
)


def category_of(sections: Sections) -> DeviceCategory:
    """Tell the category: `COMPUTER` when nothing says its shape."""
    if sections.itemtype == "Phone" or _is_android_with_sim(sections):
        return DeviceCategory.SMARTPHONE
    case = sections.first("hardware").get("chassis_type") or sections.first("bios").get("type")
    return CATEGORIES.get(_letters(case)) or _mac(sections) or DeviceCategory.COMPUTER


def _mac(sections: Sections) -> DeviceCategory | None:
    """Tell a Mac by its model: its agent names no case."""
    model = _letters(sections.first("bios").get("smodel"))
    return next((category for family, category in MACS.items() if model.startswith(family)), None)


def _letters(value: object) -> str:
    return re.sub(r"[^a-z]", "", (read_text(value) or "").lower())


def _is_android_with_sim(sections: Sections) -> bool:
    system = read_text(sections.first("operatingsystem").get("full_name")) or ""
    return "android" in system.lower() and sections.seen["simcards"] > 0


def hypervisor_of(sections: Sections) -> str | None:
    """Name what a virtual machine or a container runs on, or give None for a physical machine.

    The agent's own word is trusted; without it, makers that only hypervisors write.
    """
    said = read_text(sections.first("hardware").get("vmsystem"))
    if said:
        return None if said.lower() == "physical" else said
    bios = sections.first("bios")
    makers = " / ".join(str(bios.get(leaf)) for leaf in ("smanufacturer", "smodel", "bmanufacturer"))
    found = HYPERVISORS.search(makers)
    return found[0] if found else None
