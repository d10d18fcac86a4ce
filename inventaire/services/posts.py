"""The machines of the inventory and what is installed on each, as columns: read once for all that counts them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, cast, func, select

from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import Application, Device, Installation, db
from inventaire.models.scope import WHOLE_TABLE
from inventaire.services.fleet_on import IN_USE
from inventaire.services.memory import remembered

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from inventaire.domain.figures import Mask

    Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Posts:
    """One machine a place: how many it stands for, whether it is in use; the places of each program and system."""

    quantity: "Places"
    in_use: "Mask"
    programs: Mapping[int, "Places"]  # by application
    tools: Mapping[str, list[int]]  # the programs that each tool is
    systems: Mapping[tuple[str | None, DeviceCategory], "Places"]

    def at(self, places: Iterable["Places"]) -> "Mask":
        """Say which machines stand at any of these places."""
        import numpy as np

        found = np.zeros(len(self.quantity), dtype=bool)
        for each in places:
            found[each] = True
        return found

    def having(self, applications: Iterable[int]) -> "Mask":
        """Say which machines have one of these programs."""
        return self.at(self.programs[each] for each in applications if each in self.programs)

    def count(self, mask: "Mask") -> int:
        """Count the machines that a mask keeps."""
        return int(self.quantity[mask].sum())


@remembered
def posts() -> Posts:
    """Read the machines, put in order by their id, and what is installed on them."""
    import numpy as np

    rows = db.session.execute(_machines(), execution_options=WHOLE_TABLE).all()
    ids = [_numbers(row.ids) for row in rows]
    whole = np.sort(np.concatenate(ids)) if ids else np.array([], dtype=np.intp)
    quantity, in_use = np.zeros(len(whole), dtype=np.intp), np.zeros(len(whole), dtype=bool)
    systems: dict[Any, list[Places]] = {}
    for row, mine in zip(rows, ids, strict=True):
        at = np.searchsorted(whole, mine)
        quantity[at], in_use[at] = row.quantity, row.in_use
        systems.setdefault((row.operating_system, row.category), []).append(at)
    programs: dict[int, Places] = {}
    tools: dict[str, list[int]] = {}
    for number, tool, written in db.session.execute(_installed()):
        programs[number] = _places(_numbers(written), whole)
        tools.setdefault(tool or "", []).append(number)
    return Posts(quantity, in_use, programs, tools, {key: np.concatenate(parts) for key, parts in systems.items()})


def _machines() -> Any:
    kept = (Device.operating_system, Device.category, Device.quantity, Device.status.in_(IN_USE).label("in_use"))
    ids = func.aggregate_strings(cast(Device.id, String), ",").label("ids")
    return select(*kept, ids).group_by(*(column.key for column in kept))


def _installed() -> Any:
    ids = func.aggregate_strings(cast(Installation.device_id, String), ",").label("ids")
    kept = (Application.id, Application.tool)
    there = Installation.application_id == Application.id  # those of the bin are not
    return select(*kept, ids).join(Installation, there).group_by(*kept)


def _numbers(written: str) -> "Places":
    import numpy as np

    return np.fromstring(written, dtype=np.intp, sep=",")


def _places(ids: "Places", whole: "Places") -> "Places":
    """Find ids among those of all machines; those of the bin are not there."""
    import numpy as np

    at = np.searchsorted(whole, ids)
    there = at < len(whole)
    there[there] = whole[at[there]] == ids[there]
    return at[there]
