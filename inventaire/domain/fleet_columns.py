"""The facts of a fleet as columns: arrays of one length, NaN for what nobody gave."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.factors import Bounds
from inventaire.domain.impact import FloatArray
from inventaire.domain.model_sheet import ModelSheet, known_as
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, EnergySource

CATEGORIES = tuple(DeviceCategory)
CODE_OF = {category: code for code, category in enumerate(CATEGORIES)}
NO_CATEGORY = -1
NO_SHEETS: Mapping[str, ModelSheet] = {}
UNKNOWN = Bounds().values()


@dataclass(frozen=True, slots=True)
class FleetColumns:
    """One line of the inventory a place: codes of CATEGORIES, years at the reference date, plain values."""

    category: npt.NDArray[np.int8]  # index in CATEGORIES, −1 unknown
    quantity: FloatArray
    age: FloatArray  # years in service at the reference date
    true_life: FloatArray  # years from service to withdrawal; NaN while in use
    lifetime: FloatArray  # the organisation's own reference lifetime [ans]
    embodied: FloatArray  # maker's value [kgCO2e]
    energy: FloatArray  # measured or maker's [kWh/an]
    measured: npt.NDArray[np.bool_]  # is `energy` a measure?
    label: FloatArray  # of a display [kWh/1000 h]
    power_on: FloatArray  # [W]
    power_standby: FloatArray  # [W]
    hours_per_day: FloatArray
    days_per_year: FloatArray
    pue: FloatArray
    sheet_embodied: FloatArray  # lines × low, central, high of the maker's sheet of the model [kgCO2e]
    sheet_energy: FloatArray  # of the maker's sheet of the model [kWh/an]

    def __len__(self) -> int:
        """Count the lines."""
        return len(self.quantity)


def columns_of(facts: Sequence[DeviceFacts], today: date, sheets: Mapping[str, ModelSheet] = NO_SHEETS) -> FleetColumns:
    """Lay out facts as columns, with ages at a reference date; a later withdrawal is not one yet.

    `sheets` are those of makers, by the name that their model is known as.
    """
    years, of_models = _Years(today), [sheet_of(fact, sheets) for fact in facts]
    return FleetColumns(
        category=codes_of([fact.category for fact in facts]),
        quantity=_floats(fact.quantity for fact in facts),
        age=_floats(years.since(fact.in_service_on) for fact in facts),
        true_life=_floats(years.between(fact.in_service_on, fact.retired_on) for fact in facts),
        lifetime=_floats(fact.lifetime_years for fact in facts),
        embodied=_floats(fact.embodied_kgco2e for fact in facts),
        energy=_floats(fact.energy_kwh_per_year for fact in facts),
        measured=np.array([fact.energy_source is EnergySource.MEASURED for fact in facts], dtype=bool),
        label=_floats(fact.label_kwh_per_1000h for fact in facts),
        power_on=_floats(fact.power_on_w for fact in facts),
        power_standby=_floats(fact.power_standby_w for fact in facts),
        hours_per_day=_floats(fact.hours_per_day for fact in facts),
        days_per_year=_floats(fact.days_per_year for fact in facts),
        pue=_floats(fact.pue for fact in facts),
        sheet_embodied=_embodied(of_models),
        sheet_energy=_floats(sheet.energy_kwh_per_year if sheet else None for sheet in of_models),
    )


def bare(columns: FleetColumns) -> FleetColumns:
    """Keep the kind of each line, its number and its room: nothing that the machine or its model says of itself."""
    said = (
        "embodied",
        "energy",
        "label",
        "power_on",
        "power_standby",
        "hours_per_day",
        "days_per_year",
        "sheet_energy",
    )
    nothing = np.full(len(columns), np.nan)
    unmeasured = np.zeros(len(columns), dtype=bool)
    of_sheets = np.full_like(columns.sheet_embodied, np.nan)
    return replace(columns, measured=unmeasured, sheet_embodied=of_sheets, **dict.fromkeys(said, nothing))


def codes_of(categories: Sequence[DeviceCategory | None]) -> npt.NDArray[np.int8]:
    """Lay out categories as places in CATEGORIES."""
    return np.array([category_code(category) for category in categories], dtype=np.int8)


def sheet_of(facts: DeviceFacts, sheets: Mapping[str, ModelSheet]) -> ModelSheet | None:
    """Find the maker's sheet of the model of a line, where there is one."""
    return sheets.get(known_as(facts.manufacturer, facts.model) or "") if sheets else None


def category_code(category: DeviceCategory | None) -> int:
    """Give the place of a category in CATEGORIES, −1 when it is not known."""
    return NO_CATEGORY if category is None else CODE_OF[category]


def _embodied(sheets: Sequence[ModelSheet | None]) -> FloatArray:
    bounds = np.full((len(sheets), len(UNKNOWN)), np.nan)
    for line, sheet in enumerate(sheets):
        if sheet:
            bounds[line] = [np.nan if value is None else value for value in sheet.embodied.values()]
    return bounds


def _floats(values: Iterable[float | None]) -> FloatArray:
    return np.array(list(values), dtype=float)


class _Years:
    """Years before a reference date; the same dates come back often in a fleet, each is counted once."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._known: dict[PartialDate, float] = {}

    def since(self, day: PartialDate | None) -> float | None:
        """Count the years from a date, None when it is not known."""
        if day is None:
            return None
        if day not in self._known:
            self._known[day] = day.years_until(self._today)
        return self._known[day]

    def between(self, start: PartialDate | None, end: PartialDate | None) -> float | None:
        """Count the years between two dates, None when one is unknown or the second still to come."""
        first, last = self.since(start), self.since(end)
        return None if first is None or last is None or last < 0 else first - last
