"""One table of columns for each kind of sheet: it serves import, export and the template."""

from collections.abc import Mapping

from inventaire.domain.imports import Target
from inventaire.spreadsheets.application_columns import APPLICATIONS
from inventaire.spreadsheets.column import Column
from inventaire.spreadsheets.contract_columns import CONTRACTS
from inventaire.spreadsheets.device_columns import DEVICES
from inventaire.spreadsheets.kinds import measure
from inventaire.spreadsheets.purchase_columns import PURCHASES

TABLES: Mapping[Target, tuple[Column, ...]] = {
    Target.DEVICES: DEVICES,
    Target.APPLICATIONS: APPLICATIONS,
    Target.PURCHASES: PURCHASES,
    Target.CONTRACTS: CONTRACTS,
}
SCREEN_SIZE = Column(
    "Taille d’écran (pouces)",
    "screen_inches",
    measure({"pouce": 1, "inch": 1, "in": 1, "p": 1}, 5, 150),
    "taille, taille écran, taille (pouces), taille (inches), diagonale, pouces",
)
# The size of a screen is no fact that is kept: it only tells the category.
ALL_READ = {**TABLES, Target.DEVICES: (*DEVICES, SCREEN_SIZE)}
