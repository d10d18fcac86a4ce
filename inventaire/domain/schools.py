"""What stands in a school or a nursery (annual report outline, section 11: S1 and S3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from inventaire.domain.age import Ages, ages_of
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, SiteKind, Term

SCHOOLS = (SiteKind.PRIMARY_SCHOOL, SiteKind.NURSERY)
NURSERY_WIFI = "Des bornes Wi-Fi sont en service dans une crèche\u00a0: aucune n’y est attendue."


class Equipment(Term):
    """What is counted in a school."""

    TABLETS = "tablets", "Tablettes"
    COMPUTERS = "computers", "Ordinateurs"
    DISPLAYS = "displays", "Tableaux interactifs"
    WIFI = "wifi", "Bornes Wi-Fi"


KINDS: Mapping[DeviceCategory, Equipment] = {
    DeviceCategory.TABLET: Equipment.TABLETS,
    DeviceCategory.SCHOOL_TABLET: Equipment.TABLETS,
    DeviceCategory.LAPTOP: Equipment.COMPUTERS,
    DeviceCategory.DESKTOP_TOWER: Equipment.COMPUTERS,
    DeviceCategory.MINI_PC: Equipment.COMPUTERS,
    DeviceCategory.ALL_IN_ONE: Equipment.COMPUTERS,
    DeviceCategory.WORKSTATION: Equipment.COMPUTERS,
    DeviceCategory.THIN_CLIENT: Equipment.COMPUTERS,
    DeviceCategory.COMPUTER: Equipment.COMPUTERS,
    DeviceCategory.INTERACTIVE_DISPLAY: Equipment.DISPLAYS,
    DeviceCategory.WIFI_AP: Equipment.WIFI,
}
FOR_PUPILS = (Equipment.TABLETS, Equipment.COMPUTERS)
Lot = tuple[DeviceCategory, PartialDate | None, int]


@dataclass(frozen=True, slots=True)
class School:
    """A school or a nursery, or several together: pupils where they are given, machines in use and their ages."""

    pupils: int | None
    counts: Mapping[Equipment, int]
    ages: Mapping[Equipment, Ages]
    nursery: bool

    @property
    def per_pupil(self) -> float | None:
        """Give the tablets and computers for each pupil; None when pupils are not given."""
        return sum(self.counts[each] for each in FOR_PUPILS) / self.pupils if self.pupils else None

    @property
    def warning(self) -> str:
        """Say what should not be there."""
        return NURSERY_WIFI if self.nursery and self.counts[Equipment.WIFI] else ""


def school_of(pupils: int | None, lots: Iterable[Lot], on: date, *, nursery: bool) -> School:
    """Count the machines of a school, given as (category, entry into service, how many)."""
    kept: dict[Equipment, list[tuple[PartialDate | None, int]]] = {each: [] for each in Equipment}
    for category, began, count in lots:
        if category in KINDS:
            kept[KINDS[category]].append((began, count))
    counts = {each: sum(count for _, count in dates) for each, dates in kept.items()}
    return School(pupils, counts, {each: ages_of(dates, on) for each, dates in kept.items()}, nursery)
