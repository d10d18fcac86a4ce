"""The indicators of section 5 in their order, for the report and for the page that opens them."""

from collections.abc import Sequence
from datetime import date

from inventaire.domain.indicators import Opened
from inventaire.models import Organisation
from inventaire.services.energy.avoided import avoided_figures
from inventaire.services.energy.estimated import estimated_figures
from inventaire.services.energy.metered import metered_figures
from inventaire.services.factors import electricity_in_force
from inventaire.services.report.tables import HEADINGS
from inventaire.spreadsheets.sheets import Sheet


def energy_figures(organisation: Organisation, on: date) -> list[Opened]:
    """Give the indicators E1 to E7 of the year of a day, for the machines in use."""
    electricity = electricity_in_force(organisation.territory, on)
    estimated = estimated_figures(organisation, on, electricity)
    metered = metered_figures(organisation, on, electricity)
    return [
        metered["energy"],
        estimated["energy"],
        estimated["per_agent"],
        metered["per_agent"],
        estimated["bought"],
        estimated["making"],
        estimated["use"],
        metered["use"],
        *avoided_figures(organisation, on, electricity),
        metered["pages"],
    ]


def energy_sheet(found: Sequence[Opened]) -> Sheet:
    """Lay the indicators out, each with how it is made."""
    rows = ((*each.indicator.row(), each.formula) for each in found)
    return Sheet("Énergie", (*HEADINGS, "Comment il est fait"), list(rows))
