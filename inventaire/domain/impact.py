"""The formulae of the impact method, on plain numbers or numpy arrays alike.

They work on one value at a time: low, central and high are carried side by side by the caller.
Source: « Méthode et sources », formulae 1 to 7. NaN is what nobody knows, and stays NaN.
"""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
Number = TypeVar("Number", float, FloatArray)

HOURS_PER_YEAR = 8760.0
WATTS_PER_KILOWATT = 1000.0
SHORTEST_LIFE = 1.0


def embodied_yearly(embodied: Number, life: Number) -> Number:
    """Part of the making borne by one year [kgCO2e/an] = n·E [kgCO2e, all machines] ÷ life [ans] (formula 1)."""
    return embodied / life


def life_in_use(lifetime: Number, age: Number) -> Number:
    """Years that bear the making of a machine in use [ans] = max(L, a) (formula 1).

    Never the age of a young machine: its first year would carry everything. An unknown age counts
    as younger than L; without L there is nothing to divide by.
    """
    longest: Number = np.fmax(lifetime, age)
    unknown: Number = 0.0 * lifetime
    return longest + unknown


def life_when_retired(life: Number) -> Number:
    """Years that bear the making of a machine withdrawn [ans] = max(1, true life) (formula 1)."""
    longest: Number = np.maximum(SHORTEST_LIFE, life)
    return longest


def energy_of_power(on_w: Number, standby_w: Number, hours_on: Number) -> Number:
    """Electricity of a declared power [kWh/an] = (P_on × h·d + P_sb × (8760 − h·d)) ÷ 1000 (formula 2-iii).

    Powers in watts, hours on in h/an.
    """
    return (on_w * hours_on + standby_w * (HOURS_PER_YEAR - hours_on)) / WATTS_PER_KILOWATT


def energy_of_label(kwh_per_1000_h: Number, hours_on: Number) -> Number:
    """Electricity of a display [kWh/an] = label [kWh/1000 h] × h·d [h/an] ÷ 1000 (formula 2-iv)."""
    return kwh_per_1000_h * hours_on / 1000.0


def energy_of_modes(modes: Sequence[tuple[float, float]]) -> float:
    """Electricity of a maker's modes, ETEC [kWh/an] = 8,76 × Σ (P [W] × share of the year) (formula 2-ii)."""
    if abs(sum(share for _, share in modes) - 1) > 1e-9:
        raise ValueError("the shares of the year must add up to 1")
    return HOURS_PER_YEAR / WATTS_PER_KILOWATT * sum(power * share for power, share in modes)


def use_yearly(energy: Number, kg_per_kwh: float) -> Number:
    """Emissions of use [kgCO2e/an] = e [kWh/an] × F [kgCO2e/kWh] (formula 3); n is already in e."""
    return energy * kg_per_kwh


def avoided_by_longer_life(quantity: Number, embodied: Number, before: float, after: float) -> Number:
    """Yearly gain of a longer life [kgCO2e/an] = n × E × (1/L1 − 1/L2) (formula 4); lifetimes in years."""
    return quantity * embodied * (1 / before - 1 / after)


def avoided_by_postponing(
    years: float, new_embodied: Number, new_lifetime: Number | float, extra_kwh: Number, kg_per_kwh: float
) -> Number:
    """Net gain of a replacement put off [kgCO2e] = x × (E_new/L_new − (e_old − e_new) × F) (formula 5).

    `extra_kwh` is e_old − e_new [kWh/an]. A negative result says that keeping emits more.
    """
    return years * (new_embodied / new_lifetime - extra_kwh * kg_per_kwh)


def break_even_years(new_embodied: float, extra_kwh: float, kg_per_kwh: float) -> float | None:
    """Years for a thriftier replacement to repay its making [ans] (formula 6).

    E_new [kgCO2e] ÷ ((e_old − e_new) [kWh/an] × F [kgCO2e/kWh]); None when it draws as much or more.
    """
    saved = extra_kwh * kg_per_kwh
    return new_embodied / saved if saved > 0 else None


def refurbished_yearly(new_embodied: float, new_lifetime: float, avoided: tuple[float, float]) -> tuple[float, float]:
    """Yearly making of a refurbished purchase, low and high [kgCO2e/an] = (1 − range) × E_new ÷ L_new.

    `avoided` is the published range of the part avoided (0,43 to 0,97 for a computer): it has no
    central value (formula 7). Valid only where it really replaces a new purchase.
    """
    least, most = avoided
    return (1 - most) * new_embodied / new_lifetime, (1 - least) * new_embodied / new_lifetime


def avoided_by_second_hand(years: float, new_embodied: Number, new_lifetime: Number, share: Number) -> Number:
    """Gain of a second hand [kgCO2e] = x × share × E_new ÷ L_new (formula 7); share from 0 to 1."""
    return years * share * new_embodied / new_lifetime
