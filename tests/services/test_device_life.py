"""What happens to devices, noted with its date and its proof."""

from datetime import date

import pytest

from inventaire.domain.device_life import Act
from inventaire.domain.errors import Forbidden, NotFound, Overtaken, Refusal
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.reuse_table import Exclusion
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus, Role
from inventaire.models import AuditLine, DeviceEvent, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.services.device import chosen_devices, create_device, get_device, update_device
from inventaire.services.device_life import count_mended, decommission_all, events_of, lives_in, record_act
from inventaire.services.reuse import reuse_report

DAY = PartialDate(2026, 3, 12)
SAID = {"happened_on": DAY, "proof": "Décision 12", "note": None, "cost_eur": None}


@pytest.fixture
def device(town):
    return create_device({"category": DeviceCategory.LAPTOP, "name": "PC-1", "in_service_on": PartialDate(2019)}).id


def test_an_act_moves_the_device_and_stays_in_its_life(device):
    record_act(device, 1, Act.LEND, SAID | {"note": "École, jusqu’en juin"})
    assert get_device(device).status is DeviceStatus.LENT
    record_act(device, 2, Act.STORE, SAID | {"happened_on": PartialDate(2026, 6, 30)})
    assert [event.act for event in events_of(device)] == [Act.STORE, Act.LEND]
    assert {"device_event", "device"} <= {line.subject for line in db.session.query(AuditLine)}


def test_an_act_that_cannot_follow_is_refused_and_writes_nothing(device):
    with pytest.raises(Refusal, match="ne peut pas suivre"):
        record_act(device, 1, Act.RECALL, SAID)
    with pytest.raises(Refusal, match="la pièce"):
        record_act(device, 1, Act.DECOMMISSION, SAID | {"proof": None})
    assert (get_device(device).version, list(events_of(device))) == (1, [])


def test_an_act_on_a_device_saved_since_is_refused(device):
    update_device(device, 1, {"model": "5500"})
    with pytest.raises(Overtaken):
        record_act(device, 1, Act.STORE, SAID)


def test_a_device_of_another_department_is_not_theirs_to_move(device):
    db.session().info[ACTOR] = Actor("quelqu’un", 999, Role.CONTRIBUTOR, 7)
    with pytest.raises(Forbidden):
        record_act(device, 1, Act.STORE, SAID)
    with pytest.raises(Forbidden):
        record_act(device, 1, Act.BATTERY, SAID)


def test_repairs_and_upgrades_are_counted_by_year_and_change_no_state(device):
    assert count_mended(2026) is None
    for act in (Act.REPAIRED, Act.MEMORY, Act.BATTERY):
        record_act(device, 1, act, SAID | {"cost_eur": 45.5})
    record_act(device, 1, Act.DISK, SAID | {"happened_on": PartialDate(2025)})
    assert (count_mended(2026), count_mended(2025), count_mended(2024)) == (3, 1, 0)
    assert get_device(device).version == 1


def test_several_devices_are_taken_out_of_service_under_one_decision(device):
    other = create_device({"category": DeviceCategory.MONITOR}).id
    chosen = chosen_devices([f"{device}:1", f"{other}:1"], None)
    said = {"happened_on": DAY, "proof": "Décision 12", "note": None}
    assert decommission_all(chosen, chosen.seen, said) == 2
    db.session.expire_all()
    assert {get_device(each).decommissioned_on for each in (device, other)} == {DAY}
    assert db.session.query(DeviceEvent).filter_by(act=Act.DECOMMISSION, proof="Décision 12").count() == 2
    again = chosen_devices([f"{device}:2", f"{other}:2"], None)
    with pytest.raises(Refusal, match="PC-1"):
        decommission_all(again, again.seen, said)


def test_what_is_put_out_of_the_rate_when_taken_out_of_service_is_in_no_denominator(device):
    out = {"happened_on": PartialDate(2025, 3, 12), "proof": "Décision 12", "note": None}
    record_act(device, 1, Act.DECOMMISSION, out | {"exclusion": Exclusion.CLASSIFIED})
    report = reuse_report(2026, date(2026, 11, 22))
    assert (report.rate, report.line("exclus-classified").value) == ("sans objet", "1")
    record_act(device, 2, Act.RECALL, out | {"note": "Effacé, il resservira"})
    record_act(device, 3, Act.DECOMMISSION, out)
    assert reuse_report(2026, date(2026, 11, 22)).rate == "0,0\u00a0%"


def test_what_was_stolen_leaves_by_no_destination_and_out_of_the_rate(device):
    record_act(device, 1, Act.LOSE, SAID)
    report = reuse_report(2026, date(2026, 11, 22))
    assert report.line("exclus-lost").value == "1"
    assert report.line("vers-inconnu") is None
    assert report.line("flux").value == "sans objet"


def test_a_device_that_is_not_there_has_no_life(town):
    with pytest.raises(NotFound):
        record_act(99, 1, Act.STORE, SAID)


def test_what_was_lost_does_not_count_in_the_lives_of_the_year(town):
    left = {"status": DeviceStatus.RETIRED, "in_service_on": PartialDate(2020, 1, 1)}
    create_device({"category": DeviceCategory.LAPTOP, "name": "PC-2", "retired_on": PartialDate(2026, 1, 1)} | left)
    create_device({"category": DeviceCategory.LAPTOP, "name": "PC-3", "retired_on": PartialDate(2025, 12)} | left)
    kept = {"category": DeviceCategory.TABLET, "name": "TAB-1", "in_service_on": PartialDate(2025)}
    record_act(create_device(kept).id, 1, Act.LOSE, SAID)
    lives = lives_in(2026)
    assert (lives.known, lives.unknown) == (1, 0)
    assert lives.mean == pytest.approx(6.0, abs=0.01)
