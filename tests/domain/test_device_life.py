"""Which act follows which state of a device, and what it asks."""

import pytest

from inventaire.domain.device_life import BY_SLUG, MENDED, RULES, Act, acts_from, changes, lacking, refusal
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceStatus

DAY = PartialDate(2026, 3, 12)


def test_every_act_has_its_rule_and_its_own_word_in_addresses():
    assert set(RULES) == set(Act)
    assert len(BY_SLUG) == len(Act)


def test_what_has_left_the_town_does_nothing_more():
    assert acts_from(DeviceStatus.RETIRED) == []
    told = refusal(DeviceStatus.RETIRED, Act.LEND).replace("\u00a0", " ")
    assert (
        told
        == "Ce matériel est « Sorti » : « Prêter » ne peut pas suivre. Possible d’ici : rien, il est sorti du parc."
    )


def test_what_is_decommissioned_leaves_or_comes_back():
    assert acts_from(DeviceStatus.DECOMMISSIONED) == [Act.RECALL, Act.DISPOSE]
    assert "« Reprendre dans le parc », « Sortir du parc »" in refusal(DeviceStatus.DECOMMISSIONED, Act.START).replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize("status", DeviceStatus)
def test_no_act_leads_where_the_device_already_is(status):
    assert all(RULES[act].leads_to is not status for act in acts_from(status))
    assert all(refusal(status, act) is None for act in acts_from(status))
    assert all(refusal(status, act) for act in set(Act) - set(acts_from(status)))


@pytest.mark.parametrize(
    ("act", "given", "lacks"),
    [
        (Act.DECOMMISSION, (None, None), "la pièce"),
        (Act.DECOMMISSION, (None, "Décision 12"), None),
        (Act.LOSE, (None, None), "la pièce"),
        (Act.LEND, (None, "Bon 3"), "prêté"),
        (Act.LEND, ("École, jusqu’en juin", None), None),
        (Act.MEMORY, (None, None), None),
    ],
)
def test_an_act_asks_its_note_or_its_proof(act, given, lacks):
    found = lacking(act, *given)
    assert lacks in found if lacks else found is None


def test_an_act_changes_the_facts_of_its_device():
    assert changes(Act.START, DAY, None) == {"status": DeviceStatus.IN_SERVICE, "in_service_on": DAY}
    assert changes(Act.START, DAY, PartialDate(2019)) == {"status": DeviceStatus.IN_SERVICE}
    decommissioned = {"status": DeviceStatus.DECOMMISSIONED, "decommissioned_on": DAY}
    assert changes(Act.DECOMMISSION, DAY, None) == decommissioned
    assert changes(Act.RECALL, DAY, None) == {"status": DeviceStatus.IN_STOCK, "decommissioned_on": None}
    assert changes(Act.LOSE, DAY, None) == {"status": DeviceStatus.RETIRED, "retired_on": DAY}
    assert all(changes(act, DAY, None) == {} for act in MENDED)
