"""The policies to start from."""

from inventaire.catalog.policies import starting_points
from inventaire.domain.forecast.policy import Group, SystemRule


def test_six_policies_are_offered_each_with_its_reason():
    found = starting_points()
    assert len(found) == 6
    assert all(each.reason.endswith(".") for each in found.values())
    assert found["garder-a-8"].policy.ages[Group.COMPUTERS] == 8
    assert found["systeme-libre"].policy.systems is SystemRule.FREE
    assert found["reconditionne"].policy.refurbished == 1
