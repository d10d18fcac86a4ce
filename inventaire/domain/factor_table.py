"""The factors as arrays, so that a fleet looks its category up in one step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from inventaire.domain.estimate import Quality
from inventaire.domain.factors import Bounds, Factor
from inventaire.domain.figures import GRADES, NONE, CodeArray, Mask
from inventaire.domain.fleet_columns import CATEGORIES
from inventaire.domain.impact import FloatArray
from inventaire.domain.vocabulary import DeviceCategory

# Cooled by the room they stand in: the only ones that a PUE multiplies (formula 2).
SERVER_ROOM = (
    DeviceCategory.SERVER_RACK,
    DeviceCategory.NAS,
    DeviceCategory.SWITCH,
    DeviceCategory.ROUTER,
    DeviceCategory.WIFI_AP,
    DeviceCategory.FIREWALL,
)


@dataclass(frozen=True, slots=True)
class FactorTable:
    """One row a category, in the order of CATEGORIES, and a last one, empty, that code −1 reaches."""

    embodied: FloatArray  # categories × low, central, high [kgCO2e]
    energy: FloatArray  # categories × low, central, high [kWh/an]
    lifetime: FloatArray  # [ans]
    quality: CodeArray
    energy_quality: CodeArray
    always_on: Mask
    server_room: Mask

    @classmethod
    def of(cls, factors: Mapping[str, Factor]) -> "FactorTable":
        """Lay out factors by category key; a category without a factor is a row of unknowns."""
        rows = [factors.get(category.value) for category in CATEGORIES] + [None]
        return cls(
            embodied=_bounds(row.embodied if row else None for row in rows),
            energy=_bounds(row.energy if row else None for row in rows),
            lifetime=np.array([row.lifetime_years if row else None for row in rows], dtype=float),
            quality=_grades(row.quality if row else None for row in rows),
            energy_quality=_grades(row.energy_quality or row.quality if row else None for row in rows),
            always_on=np.array([row is not None and row.always_on for row in rows]),
            server_room=np.array([category in SERVER_ROOM for category in (*CATEGORIES, None)]),
        )


def _bounds(rows: Iterable[Bounds | None]) -> FloatArray:
    return np.array([(row or Bounds()).values() for row in rows], dtype=float)


def _grades(rows: Iterable[Quality | None]) -> CodeArray:
    return np.array([GRADES.index(row) if row else NONE for row in rows], dtype=np.int8)
