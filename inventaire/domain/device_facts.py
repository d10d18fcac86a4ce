"""What the calculations need to know of one machine, free of SQL."""

from dataclasses import dataclass

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, EnergySource


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """One line of the inventory, or several machines alike; None is what nobody gave."""

    category: DeviceCategory | None = None
    quantity: int = 1
    in_service_on: PartialDate | None = None
    retired_on: PartialDate | None = None
    lifetime_years: float | None = None  # the reference lifetime, not the age
    embodied_kgco2e: float | None = None  # of one machine, from its maker's sheet
    energy_kwh_per_year: float | None = None  # of one machine
    energy_source: EnergySource | None = None
    power_on_w: float | None = None
    power_standby_w: float | None = None
    hours_per_day: float | None = None
    days_per_year: float | None = None
    pue: float | None = None
    label_kwh_per_1000h: float | None = None
    manufacturer: str | None = None
    model: str | None = None  # with its maker, what a sheet of the maker's is found by
