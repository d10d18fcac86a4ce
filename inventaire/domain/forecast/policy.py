"""What a policy says of the fleet: its levers, one by one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from inventaire.domain.vocabulary import DeviceCategory as Category
from inventaire.domain.vocabulary import Term


class Group(Term):
    """Categories that a policy speaks of together."""

    COMPUTERS = "computers", "Ordinateurs"
    SCREENS = "screens", "Écrans et affichage"
    MOBILES = "mobiles", "Tablettes et téléphones"
    PRINTERS = "printers", "Impression"
    SERVERS = "servers", "Serveurs et onduleurs"
    NETWORK = "network", "Réseau et Wi-Fi"
    OTHERS = "others", "Autres matériels"


class SystemRule(Term):
    """What the end of support of its system does to a computer."""

    AGE = "age", "L’âge décide seul"
    PUBLISHER = "publisher", "Remplacé quand l’éditeur cesse de suivre son système"
    FREE = "free", "Gardé tant que son système est suivi, ou qu’un système libre y convient"


MEMBERS = {
    Group.COMPUTERS: (
        Category.LAPTOP,
        Category.DESKTOP_TOWER,
        Category.MINI_PC,
        Category.ALL_IN_ONE,
        Category.WORKSTATION,
        Category.THIN_CLIENT,
        Category.COMPUTER,
    ),
    Group.SCREENS: (
        Category.MONITOR_LT_22,
        Category.MONITOR_22_24,
        Category.MONITOR_25_27,
        Category.MONITOR_GE_28,
        Category.MONITOR,
        Category.PROJECTOR,
        Category.INTERACTIVE_DISPLAY,
        Category.TV_SIGNAGE,
        Category.OUTDOOR_LED_SCREEN,
    ),
    Group.MOBILES: (
        Category.TABLET,
        Category.SCHOOL_TABLET,
        Category.SMARTPHONE,
        Category.FEATURE_PHONE,
        Category.IP_PHONE,
    ),
    Group.PRINTERS: (Category.PRINTER_INKJET, Category.PRINTER_LASER, Category.MFP_COPIER, Category.PRINTER),
    Group.SERVERS: (Category.SERVER_RACK, Category.NAS, Category.UPS),
    Group.NETWORK: (Category.SWITCH, Category.ROUTER, Category.WIFI_AP, Category.FIREWALL),
}
GROUP_OF = {
    category: next((group for group, members in MEMBERS.items() if category in members), Group.OTHERS)
    for category in Category
}


@dataclass(frozen=True, slots=True)
class Policy:
    """How long machines are kept, how they are replaced, how many there are, when they are switched off.

    `ages` in years at the replacement (a group left out keeps its reference lifetime); `hours` a day switched
    off; `refurbished` is the share (0 to 1) of purchases; `per_agent` devices at most, reached in `years` years.
    """

    name: str
    ages: Mapping[Group, int] = field(default_factory=dict)
    systems: SystemRule = SystemRule.AGE
    refurbished: float = 0.0
    per_agent: float | None = None
    years: int = 1
    hours: Mapping[Group, float] = field(default_factory=dict)

    def towards(self, other: "Policy") -> Iterator["Policy"]:
        """Give the policies that lead to another, one lever changed at a time: life, number, refurbished, hours."""
        step = self
        for lever in (
            {"ages": other.ages, "systems": other.systems},
            {"per_agent": other.per_agent, "years": other.years},
            {"refurbished": other.refurbished},
            {"hours": other.hours},
        ):
            step = replace(step, **lever)
            yield step
