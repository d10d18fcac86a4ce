"""What was understood of a sheet: its columns, its rows with their faults, what was left aside and why."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from inventaire.domain.imports import Target
from inventaire.domain.values import Cell
from inventaire.domain.vocabulary import Term
from inventaire.spreadsheets.corrections import NOTHING_SAID, SheetCorrection
from inventaire.spreadsheets.originals import Original


class Layout(Term):
    """The shapes of sheet that are recognised."""

    TEMPLATE = "template", "Modèle d’Inventaire"
    MUNICIPAL = "municipal", "Tableur de la collectivité"
    GLPI_COMPUTERS = "glpi_computers", "Liste d’ordinateurs de GLPI"
    GLPI_MONITORS = "glpi_monitors", "Liste de moniteurs de GLPI"
    GLPI_PRINTERS = "glpi_printers", "Liste d’imprimantes de GLPI"
    GLPI_NETWORK = "glpi_network", "Liste de matériels réseau de GLPI"
    GLPI_PHONES = "glpi_phones", "Liste de téléphones de GLPI"
    GLPI_ASSETS = "glpi_assets", "Liste de matériels de GLPI, de nature inconnue"
    GLPI_SOFTWARE = "glpi_software", "Liste de logiciels de GLPI"
    GLPI_LICENCES = "glpi_licences", "Liste de licences de GLPI"
    GLPI_CONTRACTS = "glpi_contracts", "Liste de contrats de GLPI"
    SNIPE_ASSETS = "snipe_assets", "Matériels de Snipe-IT"
    SNIPE_LICENCES = "snipe_licences", "Licences de Snipe-IT"
    MICROSOFT_LICENCES = "microsoft_licences", "Licences de Microsoft 365"
    MICROSOFT_USERS = "microsoft_users", "Utilisateurs actifs de Microsoft 365"
    INTUNE_DEVICES = "intune_devices", "Appareils d’Intune"
    INTUNE_APPS = "intune_apps", "Applications découvertes par Intune"
    DIRECTORY_COMPUTERS = "directory_computers", "Ordinateurs de l’annuaire Active Directory"
    WINGET_EXPORT = "winget_export", "Export de winget"
    WINGET_LIST = "winget_list", "Liste de winget"
    DPKG_QUERY = "dpkg_query", "Paquets de dpkg-query"
    DPKG_LIST = "dpkg_list", "Paquets de dpkg -l"
    APT_LIST = "apt_list", "Paquets de apt list"
    OCS_CONSOLE = "ocs_console", "Liste de la console d’OCS Inventory"
    G4IT_EQUIPMENT = "g4it_equipment", "Équipements physiques de G4IT ou NumEcoEval"
    LEDGER_DEVICES = "ledger_devices", "État de l’actif du comptable, matériels"
    LEDGER_APPLICATIONS = "ledger_applications", "État de l’actif du comptable, logiciels"


class Confidence(Term):
    """How sure the recognition of a layout is."""

    CERTAIN = "certain", "certaine"
    LIKELY = "likely", "probable"
    TO_CHECK = "to_check", "à vérifier"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused: its line in the sheet, the heading, what was written, what to do."""

    line: int
    column: str
    value: str
    reason: str


class RowReading(NamedTuple):
    """One row: the values of its filled cells by field, as JSON keeps them; a row with a fault is refused."""

    line: int
    values: dict[str, Any]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetReading:
    """One sheet: `left_out` says why nothing was read of it, otherwise target, layout, header_row are known.

    `read` pairs headings with fields, `ignored` headings with a reason, `skipped` lines with a
    reason. Lines count from 1, as the spreadsheet shows them. `supposed` says that nobody has seen a real
    file of this layout yet; `unsettled_dates` are the headings whose day and month nothing tells apart;
    `machines` are the names that the file may give to the one machine it is about, likeliest first;
    `packages` says that its lines are those of a package manager, libraries included. `rank` is the place of the
    sheet in its file, `top` its first rows as they are, `correction` what a person said of it, of this file or,
    when `is_remembered`, of one of the same shape.
    """

    format: str
    sheet: str
    encoding: str | None
    delimiter: str | None
    left_out: str | None = None
    target: Target | None = None
    layout: Layout | None = None
    confidence: Confidence | None = None
    supposed: bool = False
    header_row: int | None = None
    read: tuple[tuple[str, str], ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()
    rows: tuple[RowReading, ...] = ()
    skipped: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()
    unsettled_dates: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()
    packages: bool = False
    rank: int = 0
    top: tuple[tuple[Cell, ...], ...] = ()
    correction: SheetCorrection = NOTHING_SAID
    is_remembered: bool = False
    original: Original = field(default_factory=Original)
