"""Rows chosen together change together, on what was seen, or not at all."""

import pytest
from sqlalchemy import func, select

from inventaire.domain.errors import NotFound, Overtaken, Refusal
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceStatus, HostingPlace
from inventaire.models import AuditLine, Device, Organisation, db
from inventaire.models.scope import acting_as, set_scope
from inventaire.services.application import ApplicationQuery, chosen_applications, get_application
from inventaire.services.device import DeviceQuery, chosen_devices, get_device, update_device
from inventaire.services.history import history_of
from inventaire.services.selection import change_selected, effects, first_names
from tests.services.inventories import a_part, software, take_in

STOCK = {"status": DeviceStatus.IN_STOCK}


@pytest.fixture(autouse=True)
def _an_inventory(town):
    take_in(
        a_part({"name": "PC-1", "site": "Mairie"}, {"name": "PC-2", "site": "Crèche"}, {"serial": "XYZ789"}),
        software({"raw_name": "Zoom Pro"}, {"raw_name": "Java"}),
    )


def pick(*words):
    return chosen_devices(words, None)


def change(selection, values):
    return change_selected(selection, selection.seen, values)


def count_lines():
    return db.session.scalar(select(func.count()).select_from(AuditLine))


def statuses():
    return list(db.session.scalars(select(Device.status).order_by(Device.id)))


def test_the_rows_ticked_change_and_the_others_stay():
    before = count_lines()
    assert change(pick("1:1", "3:1"), STOCK) == 2
    assert statuses() == [DeviceStatus.IN_STOCK, DeviceStatus.IN_SERVICE, DeviceStatus.IN_STOCK]
    assert (count_lines() - before, get_device(1).version, get_device(2).version) == (2, 2, 1)
    line = history_of("device", 1)[0]
    assert (line.action, line.before, line.after) == (
        "changed",
        {"status": "in_service"},
        {"status": "in_stock"},
    )


def test_rows_that_say_it_already_are_left_alone():
    update_device(1, 1, STOCK)
    before = count_lines()
    assert change(pick("1:2", "2:1"), STOCK) == 1
    assert (count_lines() - before, get_device(1).version) == (1, 2)


def test_a_value_can_be_emptied_and_a_place_given():
    assert change(pick("1:1", "2:1"), {"site_id": None}) == 2
    assert change(pick("1:2"), {"site_id": 2, "retired_on": PartialDate.parse("2026-03")}) == 1
    assert (get_device(1).site.name, get_device(2).site_id, str(get_device(1).retired_on)) == (
        "Crèche",
        None,
        "2026-03",
    )


def test_a_list_chosen_whole_changes_whole():
    assert change(chosen_devices([], DeviceQuery(search="PC-")), STOCK) == 2
    assert change(chosen_devices([], DeviceQuery(status=DeviceStatus.IN_STOCK)), {"status": DeviceStatus.LENT}) == 2
    assert statuses() == [DeviceStatus.LENT, DeviceStatus.LENT, DeviceStatus.IN_SERVICE]


def test_applications_change_as_devices_do():
    assert change(chosen_applications(["1:1"], None), {"hosting_place": HostingPlace.TOWN}) == 1
    assert get_application(1).hosting_place is HostingPlace.TOWN
    assert first_names(chosen_applications([], ApplicationQuery(search="zoom"))) == (1, ["Zoom Pro"])


def test_a_stale_row_refuses_the_whole_and_both_versions_are_told():
    update_device(2, 1, {"status": DeviceStatus.LENT})
    selection = pick("1:1", "2:1")
    with pytest.raises(Overtaken, match="PC-2") as refusal:
        change(selection, STOCK)
    (told,) = refusal.value.differences
    assert (told.row, told.field, told.saved, told.entered, told.by) == (
        "PC-2",
        "État",
        DeviceStatus.LENT,
        DeviceStatus.IN_STOCK,
        "test",
    )
    assert statuses()[0] is DeviceStatus.IN_SERVICE
    assert change_selected(selection, refusal.value.seen, STOCK) == 2


def test_a_stale_row_changed_elsewhere_tells_what_was_saved():
    update_device(2, 1, {"model": "5490"})
    update_device(2, 2, {"supplier": "UGAP"})
    for version, told in ((1, {"Modèle", "Fournisseur"}), (2, {"Fournisseur"})):
        with pytest.raises(Overtaken) as refusal:
            change(pick(f"2:{version}"), STOCK)
        assert {each.field for each in refusal.value.differences} == told
        assert {each.entered for each in refusal.value.differences} == {"laissé tel quel"}


@pytest.mark.parametrize(
    "move",
    [
        lambda: take_in(a_part({"name": "PC-9"})),
        lambda: update_device(2, 1, {"model": "5490"}),
        lambda: update_device(2, 1, {"name": "AUTRE"}),
    ],
    ids=["one more", "one saved", "one fewer"],
)
def test_a_list_that_moved_refuses_the_whole(move):
    selection = chosen_devices([], DeviceQuery(search="PC-"))
    move()
    with pytest.raises(Overtaken, match="La liste a changé") as refusal:
        change(selection, STOCK)
    assert DeviceStatus.IN_STOCK not in statuses()
    assert change_selected(selection, refusal.value.seen, STOCK)


BAD = ["99:1", "x", "", ":", "1", "-1:1", "1:-1", "0:1", "²:1", "9999999999:1", "2147483648:1", "1:1 2:1"]


@pytest.mark.parametrize("bad", BAD)
def test_one_bad_id_among_good_ones_refuses_the_whole_and_is_named(bad):
    with pytest.raises(NotFound, match=f"n°\u00a0{bad.partition(':')[0]}"):
        pick("1:1", bad, "2:1")


def test_the_id_of_another_organisation_is_an_unknown_one():
    with acting_as(db.session(), operator=True):
        db.session.add(Organisation(id=2, code="autre", name="Autre-Commune"))
        db.session.commit()
    set_scope(db.session(), 2)
    take_in(a_part({"name": "PC-D-AILLEURS"}))
    theirs = db.session.scalars(select(Device.id)).one()
    set_scope(db.session(), 1)
    with pytest.raises(NotFound, match=f"n°\u00a0{theirs}[.]") as refusal:
        pick("1:1", f"{theirs}:1")
    assert "AILLEURS" not in str(refusal.value)


def test_too_many_rows_ticked_are_sent_to_the_filters():
    with pytest.raises(Refusal, match="filtrez la liste"):
        pick(*(f"{rank}:1" for rank in range(1, 1_002)))


def test_what_will_change_is_counted_field_by_field():
    update_device(1, 1, STOCK)
    assert effects(pick("1:2", "2:1", "3:1"), STOCK | {"site_id": 1, "origin": None}) == [
        ("État", DeviceStatus.IN_STOCK, 2),
        ("Site", "Mairie", 2),
        ("Origine", None, 0),
    ]


def test_a_selection_is_named_by_its_first_rows():
    assert first_names(pick("3:1", "1:1")) == (2, ["PC-1", "XYZ789"])
