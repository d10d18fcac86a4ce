"""Batches of devices that leave: made, changed, taken back, and what the reuse rate makes of them."""

from datetime import date

import pytest

from inventaire.domain.errors import Conflict, Forbidden, NotFound, Overtaken, Refusal
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.reuse_table import Exclusion, RecipientKind
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus, DisposalOutlet, Role
from inventaire.models import AuditLine, Device, Disposal, DisposedDevice, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.services.device import chosen_devices, create_device, get_device, update_device
from inventaire.services.disposal import (
    create_disposal,
    devices_of,
    disposal_of,
    lacking,
    list_disposals,
    take_back_disposal,
    update_disposal,
)
from inventaire.services.disposal_papers import paper_of
from inventaire.services.person import find_person
from inventaire.services.person_erasure import erase_person
from inventaire.services.regulatory import set_value
from inventaire.services.reuse import reuse_report

TODAY = date(2026, 11, 22)
LEFT = PartialDate(2026, 3, 12)
GIFT = {
    "outlet": DisposalOutlet.GIFT_ASSOCIATION,
    "left_on": LEFT,
    "recipient": "Recyclerie du Val",
    "recipient_kind": RecipientKind.SOLIDARITY,
    "exclusion": None,
    "commitment_on": PartialDate(2026, 3, 1),
    "commitment_reference": "Courrier du 1er mars",
    "wiping_reference": "Procès-verbal 12",
    "receipt_number": None,
    "weight_kg": None,
    "unit_value_eur": 40.0,
    "override_reason": None,
    "comment": None,
}
OLD = {
    "category": DeviceCategory.LAPTOP,
    "status": DeviceStatus.DECOMMISSIONED,
    "in_service_on": PartialDate(2018, 9, 1),
    "decommissioned_on": PartialDate(2025, 11, 10),
}


def a_device(**changes):
    return create_device(OLD | changes).id


def let_go(*devices, **changes):
    chosen = chosen_devices([f"{each}:{get_device(each).version}" for each in devices], None)
    return create_disposal(chosen, chosen.seen, GIFT | changes).id


def rate():
    return reuse_report(2026, TODAY).rate.replace("\u00a0", " ")


def value_of(key, year=2026):
    return reuse_report(year, TODAY).line(key).value.replace("\u00a0", " ")


def test_devices_that_leave_bear_the_date_and_destination_of_their_batch_and_the_rate_moves(town):
    first, second = a_device(name="PC-1"), a_device(name="PC-2")
    assert rate() == "0,0 %"
    batch = let_go(first)
    device = get_device(first)
    assert (device.status, device.retired_on) == (DeviceStatus.RETIRED, LEFT)
    assert device.disposal_outlet is DisposalOutlet.GIFT_ASSOCIATION
    assert [each.name for each in devices_of(batch)] == ["PC-1"]
    assert disposal_of(first).id == batch
    assert disposal_of(second) is None
    assert rate() == "50,0 %"


def test_a_batch_taken_back_leaves_its_devices_as_they_were_and_the_trace_tells_it(town):
    first, second = a_device(), a_device(retired_on=PartialDate(2024), status=DeviceStatus.RETIRED)
    batch = let_go(first, second)
    assert take_back_disposal(batch) == 2
    db.session.expire_all()
    assert (get_device(first).status, get_device(first).retired_on) == (DeviceStatus.DECOMMISSIONED, None)
    assert (get_device(second).status, get_device(second).retired_on) == (DeviceStatus.RETIRED, PartialDate(2024))
    assert db.session.query(Disposal).count() == db.session.query(DisposedDevice).count() == 0
    told = [line.subject for line in db.session.query(AuditLine).filter_by(action="deleted")]
    assert sorted(told) == ["disposal", "disposed_device", "disposed_device"]
    with pytest.raises(NotFound):
        take_back_disposal(batch)


def test_a_batch_whose_device_was_changed_since_is_not_taken_back(town):
    device = a_device(name="PC-1")
    batch = let_go(device)
    update_device(device, get_device(device).version, {"status": DeviceStatus.IN_STOCK})
    with pytest.raises(Conflict, match="PC-1"):
        take_back_disposal(batch)
    assert rate() == "sans objet"  # back in stock by hand: it counts no more as gone


def test_a_device_that_was_not_decommissioned_does_not_leave(town):
    device = a_device(name="PC-1", status=DeviceStatus.IN_STOCK)
    with pytest.raises(Refusal, match=r"Réformez d’abord.*PC-1"):
        let_go(device)
    assert db.session.query(Disposal).count() == 0


def test_a_device_leaves_once(town):
    device = a_device(name="PC-1")
    let_go(device)
    with pytest.raises(Refusal, match=r"déjà dans une sortie.*PC-1"):
        let_go(device)


def test_devices_saved_since_they_were_chosen_stay(town):
    device = a_device()
    chosen = chosen_devices([f"{device}:1"], None)
    update_device(device, 1, {"model": "5500"})
    with pytest.raises(Overtaken):
        create_disposal(chosen, f"{device}:1", GIFT)


def test_a_gift_above_the_ceiling_is_refused_and_an_administrator_may_pass_over_with_a_reason(town):
    device = a_device()
    with pytest.raises(Refusal, match="dépasse le plafond"):
        let_go(device, unit_value_eur=450.0)
    db.session().info[ACTOR] = Actor("quelqu’un", 999, Role.MANAGER)
    with pytest.raises(Forbidden):
        let_go(device, unit_value_eur=450.0, override_reason="Accord du préfet")
    db.session().info[ACTOR] = Actor("test")
    assert let_go(device, unit_value_eur=450.0, override_reason="Accord du préfet")


def test_the_town_s_own_ceiling_wins(town):
    device = a_device()
    set_value("don-plafond", 500.0, PartialDate(2026), "Décret à venir")
    assert let_go(device, unit_value_eur=450.0)


def test_a_commitment_that_comes_later_makes_the_batch_count(town):
    device = a_device()
    batch = let_go(device, commitment_on=None)
    assert rate() == "0,0 %"
    assert value_of("sans-engagement") == "1"
    assert any("engagement" in sentence for sentence in lacking(disposal_of(device)))
    update_disposal(batch, disposal_of(device).version, GIFT)
    assert rate() == "100,0 %"
    assert lacking(disposal_of(device)) == []


def test_a_batch_that_moves_to_another_day_and_destination_takes_its_devices_along(town):
    device = a_device()
    batch = let_go(device)
    update_disposal(batch, 1, GIFT | {"outlet": DisposalOutlet.SALE, "left_on": PartialDate(2025, 12, 1)})
    assert get_device(device).retired_on == PartialDate(2025, 12, 1)
    assert get_device(device).disposal_outlet is DisposalOutlet.SALE
    assert value_of("vers-sale", 2025) == "1"
    with pytest.raises(Overtaken):
        update_disposal(batch, 1, GIFT)


def test_an_excluded_batch_is_out_of_the_rate_with_its_reason(town):
    let_go(a_device(), exclusion=Exclusion.CLASSIFIED)
    assert rate() == "sans objet"
    assert value_of("exclus-classified") == "1"


def test_waste_is_weighed_and_what_is_not_weighed_is_told(town):
    assert value_of("dechets") == "0 kg"
    waste = {"outlet": DisposalOutlet.WASTE, "recipient_kind": RecipientKind.ECO_ORGANISATION}
    let_go(a_device(), **waste)
    assert value_of("dechets") == "non renseigné"
    let_go(a_device(), weight_kg=12.5, **waste)
    assert value_of("dechets") == "au moins 12,5 kg"
    assert "1 sans masse" in reuse_report(2026, TODAY).line("dechets").told.replace("\u00a0", " ")


def test_wiping_counts_what_holds_data_alone(town):
    let_go(a_device(), a_device(category=DeviceCategory.MONITOR))
    let_go(a_device(), wiping_reference=None)
    assert value_of("effacement") == "50,0 %"


def test_gifts_are_counted_with_what_they_are_worth(town):
    let_go(a_device(quantity=3), unit_value_eur=40.0)
    line = reuse_report(2026, TODAY).line("dons")
    assert (line.value, "120,00" in line.told) == ("3", True)


def test_what_grows_too_old_in_stock_is_signalled(town):
    a_device(status=DeviceStatus.IN_STOCK, in_service_on=PartialDate(2017, 3, 1), name="PC-vieux")
    a_device(status=DeviceStatus.IN_STOCK, in_service_on=PartialDate(2018, 3, 1))
    assert value_of("bientot") == "1"
    assert reuse_report(2025, TODAY).line("bientot") is None


def test_a_year_is_reckoned_under_its_own_target(town):
    targets = [reuse_report(year, TODAY).target.text.replace("\u00a0", " ") for year in (2023, 2024, 2025, 2026)]
    assert targets == ["25 %", "35 %", "50 %", "50 %"]
    for year in (2022, 2027):
        with pytest.raises(NotFound, match="de 2023 à 2026"):
            reuse_report(year, TODAY)


def test_the_papers_name_the_recipient_the_proofs_and_the_ceiling_and_no_name_of_a_machine(town):
    batch = let_go(a_device(name="PC-de-Camille", manufacturer="Dell", model="Latitude", inventory_number="VB-12"))
    for paper, wanted in (("attestation", "300\u00a0€"), ("reforme", "Procès-verbal 12")):
        told = repr(paper_of(batch, paper, TODAY)).replace("\\xa0", "\u00a0")
        assert wanted in told
        assert {"Recyclerie du Val" in told, "VB-12" in told, "Camille" not in told} == {True}


def test_who_received_a_gift_is_found_and_erased(town):
    staff = {"outlet": DisposalOutlet.GIFT_STAFF, "recipient_kind": RecipientKind.STAFF}
    device = a_device()
    let_go(device, recipient="Camille Dubreuil", **staff)
    places = find_person("Dubreuil")
    assert {place.table for place in places} == {"disposal", "audit_line"}
    erase_person(places, ("dubreuil",))
    db.session.expire_all()
    assert "Dubreuil" not in disposal_of(device).recipient


def test_the_list_counts_the_machines_of_each_batch(town):
    let_go(a_device(quantity=3), a_device())
    (row,) = list_disposals(1).rows
    assert row.machines == 4


def test_a_device_purged_takes_its_place_in_the_batch_along(town):
    device = a_device()
    batch = let_go(device)
    db.session.delete(db.session.query(Device).filter_by(id=device).one())
    db.session.commit()
    assert list(devices_of(batch)) == []
