"""The list of machines of OCS Inventory's web console."""

from inventaire.domain.imports import Target
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.spreadsheets.ignored import PERSONAL
from inventaire.spreadsheets.layouts.dates import DAY_FIRST, settle_dates
from inventaire.spreadsheets.layouts.shape import Shape
from inventaire.spreadsheets.layouts.table import Table
from inventaire.spreadsheets.readings import Layout

MEMORY = "ram (mb), ram (mo), mémoire (mb), memory (mb)"


def _mend(table: Table) -> None:
    settle_dates(table, "écrivez l’année en tête des dates (« 2026-03-12 ») et recommencez.", DAY_FIRST)
    table.put("memory_gb", [f"{size} Mo" if size.strip(" 0") else "" for size in table.texts(table.place("memory_gb"))])


CONSOLE = Shape(
    Layout.OCS_CONSOLE,
    Target.DEVICES,
    (
        ("Account info: TAG|TAG", "Machine|Computer|Nom", "Dernier inventaire|Last inventory|RAM (MB)|CPU (MHz)"),
        ("Machine|Computer", "Dernier inventaire|Last inventory", "Système|Operating system|RAM (MB)"),
    ),
    {
        "name": "machine, computer, nom, name",
        "operating_system": "système, operating system, os",
        "operating_system_version": "version os, os version",
        "memory_gb": MEMORY,
        "serial": "numéro de série, serial number, ssn",
        "manufacturer": "fabricant, manufacturer",
        "model": "modèle, model",
        "user_label": "utilisateur, user, last user",
    },
    {
        "L’étiquette n’est pas reprise : donnez le site dans une colonne « Site ».": "account info: tag, tag",
        PERSONAL: "domaine utilisateur, user domain",
        "Sans emploi ici.": "dernier inventaire, last inventory, dernier contact, last come, cpu (mhz), ip, "
        "adresse ip, ip address, type, swap, swap (mb), domaine, domain, workgroup, id",
    },
    mend=_mend,
    usual=DeviceCategory.COMPUTER,
    closed=True,
    supposed=True,
)
