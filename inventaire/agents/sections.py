"""What both kinds of files come down to: sections, with the only leaves that are read.

Names are those of the GLPI JSON; the XML ones are the same in upper case (references: import formats,
sections 2 and 3). What is not named here is never kept: users, sessions, processes, environment.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from inventaire.domain.errors import TooLarge

READ = {
    "accountinfo": {"keyname", "keyvalue"},
    "bios": {
        "smanufacturer",
        "smodel",
        "ssn",
        "assettag",
        "type",
        "mmanufacturer",
        "mmodel",
        "bmanufacturer",
    },
    "cpus": {"name", "type"},
    "hardware": {"name", "uuid", "chassis_type", "memory", "vmsystem", "osname", "osversion", "processort"},
    "memories": {"capacity"},
    "monitors": {"name", "caption", "manufacturer", "serial", "altserial", "base64"},
    "network_device": {
        "name",
        "type",
        "manufacturer",
        "model",
        "serial",
        "assettag",
        "location",
        "description",
        "comments",
    },
    "network_ports": {"iftype"},
    "operatingsystem": {"name", "full_name", "version", "kernel_version"},
    "softwares": {"name", "version", "publisher", "from", "system_category", "install_date"},
    "storages": {"name", "model", "description", "type", "interface", "disksize"},
}
RENAMED = {"installdate": "install_date", "snmphostname": "name"}
LEFT_ASIDE = ("printers", "virtualmachines", "licenseinfos", "antivirus", "simcards")
PERSONAL = ("users", "local_users", "local_groups", "envs", "processes", "running_processes", "accesslog")
MOST_ROWS = 500_000
TOO_MANY = "Ce fichier contient plus de 500 000 logiciels : ce n’est pas l’inventaire d’un seul poste."

Leaves = Mapping[str, object]


@dataclass(slots=True)
class Sections:
    """One inventory as it was read, before it is understood."""

    agent: object = None
    tag: object = None
    itemtype: str = "Computer"
    partial: bool = False
    kept: dict[str, list[Leaves]] = field(default_factory=lambda: {name: [] for name in READ})
    seen: Counter[str] = field(default_factory=Counter)

    def keep(self, section: str, leaves: Leaves) -> None:
        """Count an item of a section, and keep the leaves that are read."""
        name = section.lower()
        self.seen[name] += 1
        if name not in READ:
            return
        if len(self.kept[name]) >= MOST_ROWS:
            raise TooLarge(TOO_MANY)
        named = ((RENAMED.get(leaf.lower(), leaf.lower()), value) for leaf, value in leaves.items())
        self.kept[name].append({leaf: value for leaf, value in named if leaf in READ[name]})

    def first(self, section: str) -> Leaves:
        """Give the only item of a section, or an empty one."""
        return next(iter(self.kept[section]), {})
