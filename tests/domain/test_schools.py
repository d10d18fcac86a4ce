"""What stands in a school, counted and set against its pupils."""

from datetime import date

import pytest

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.schools import Equipment, school_of
from inventaire.domain.vocabulary import DeviceCategory

ON = date(2024, 12, 31)
LOTS = [
    (DeviceCategory.SCHOOL_TABLET, PartialDate(2020), 12),
    (DeviceCategory.LAPTOP, None, 3),
    (DeviceCategory.WIFI_AP, None, 1),
    (DeviceCategory.MONITOR, None, 9),
]


def test_tablets_and_computers_are_told_by_pupil():
    school = school_of(60, LOTS, ON, nursery=False)
    assert school.counts == {
        Equipment.TABLETS: 12,
        Equipment.COMPUTERS: 3,
        Equipment.DISPLAYS: 0,
        Equipment.WIFI: 1,
    }
    assert school.per_pupil == pytest.approx(0.25)
    assert school.ages[Equipment.TABLETS].mean == pytest.approx(4.5, abs=0.01)


@pytest.mark.parametrize("pupils", [None, 0])
def test_without_pupils_nothing_is_told_by_pupil(pupils):
    assert school_of(pupils, LOTS, ON, nursery=False).per_pupil is None


def test_a_wifi_point_is_expected_in_no_nursery():
    assert "aucune n’y est attendue" in school_of(None, LOTS, ON, nursery=True).warning
    assert not school_of(None, LOTS[:2], ON, nursery=True).warning
    assert not school_of(None, LOTS, ON, nursery=False).warning
