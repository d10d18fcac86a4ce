"""Rows ticked in a list: the form, what it will change, the act; and both versions when somebody was quicker."""

import pytest
from bs4 import BeautifulSoup

from inventaire.domain.vocabulary import DeviceStatus, Role
from inventaire.models import db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import set_scope
from inventaire.services.application import get_application
from inventaire.services.device import get_device, update_device
from tests.conftest import checked, fields_of
from tests.services.inventories import a_part, software, take_in

CHOSEN = "/materiels/selection?fiche=1:1&fiche=2:1"


@pytest.fixture
def inside(app):
    """Do something as another person would, in a context of its own: a request must not inherit it."""

    def do(act, *values):
        with app.app_context():
            set_scope(db.session(), 1)
            db.session().info[ACTOR] = Actor("test")
            return act(*values)

    return do


@pytest.fixture(autouse=True)
def _an_inventory(inside):
    inside(
        take_in,
        a_part({"name": "PC-1", "site": "Mairie", "supplier": "UGAP"}, {"name": "PC-2"}, {"serial": "XYZ789"}),
        software({"raw_name": "Zoom Pro"}),
    )


@pytest.fixture
def fresh(inside):
    return lambda number: inside(get_device, number)


@pytest.fixture
def send(signed_in):
    """Fill in the main form of a page and send it; give the answer."""

    def post(address, html=None, **values):
        sent = fields_of(html or signed_in.get(address).text) | values
        return signed_in.post(address, data=sent)

    return post


def test_a_list_offers_its_rows_with_the_version_seen(visit):
    page = visit("/materiels?q=PC")
    form = page.select_one("form[action='/materiels/selection']")
    assert [box["value"] for box in form.select("input[name=fiche]")] == ["1:1", "2:1"]
    assert form.select_one("input[type=hidden][name=q]")["value"] == "PC"
    assert form.select_one("[formaction]")["formaction"] == "/materiels/selection/corbeille"
    assert "2\u00a0matériels de la liste" in form.text


def test_a_reader_is_offered_nothing_to_tick(visit, role):
    role(Role.READER)
    for address in ("/materiels", "/logiciels", "/materiels/1", "/logiciels/1"):
        assert not visit(address).select("input[type=checkbox], [href*=corbeille], [formaction]")


@pytest.mark.parametrize("address", [CHOSEN, "/materiels/selection/corbeille?fiche=1:1", "/corbeille"])
def test_a_reader_cannot_change_nor_throw_away(signed_in, role, address):
    role(Role.READER)
    assert signed_in.get(address).status_code == 403
    assert signed_in.post("/corbeille/reprendre").status_code in (400, 403)


def test_the_form_then_what_will_change_then_the_act(send, visit, fresh):
    page = visit(CHOSEN)
    assert page.h1.text == "Modifier 2\u00a0matériels"
    asked = send(CHOSEN, status="in_stock", site_id="-", supplier="-", retired_on="03/2026")
    shown = checked(asked.text)
    assert fresh(1).status is DeviceStatus.IN_SERVICE
    assert [[cell.text.strip() for cell in row.select("th, td")] for row in shown.select("tbody tr")] == [
        ["Site", "vidé", "1"],
        ["État", "En stock", "2"],
        ["Fournisseur", "vidé", "1"],
        ["Date de sortie", "03/2026", "2"],
    ]
    done = send(CHOSEN, asked.text, confirmed="1")
    assert (done.status_code, done.location) == (302, "/materiels")
    assert "2\u00a0matériels modifiés." in visit("/materiels").text
    first = fresh(1)
    assert (first.status, first.site_id, first.supplier, str(first.retired_on)) == (
        DeviceStatus.IN_STOCK,
        None,
        None,
        "2026-03",
    )
    assert fresh(3).status is DeviceStatus.IN_SERVICE


def test_a_whole_list_is_chosen_by_its_filters_and_left_as_it_was(send, fresh):
    address = "/materiels/selection?q=PC&tri=-name&tous=1"
    asked = send(address, status="lent")
    assert "Modifier 2\u00a0matériels" in asked.text
    done = send(address, asked.text, confirmed="1")
    assert done.location == "/materiels?q=PC&tri=-name"
    assert [fresh(number).status for number in (1, 2, 3)] == [
        DeviceStatus.LENT,
        DeviceStatus.LENT,
        DeviceStatus.IN_SERVICE,
    ]


def test_applications_too(send, inside):
    address = "/logiciels/selection?fiche=1:1"
    asked = send(address, hosting_place="town", debated_where="Conseil")
    assert send(address, asked.text, confirmed="1").status_code == 302
    found = inside(get_application, 1)
    assert (found.hosting_place.label, found.debated_where) == ("Commune", "Conseil")


def test_a_form_left_as_it_is_asks_for_one_field_at_least(send):
    answer = send(CHOSEN)
    assert answer.status_code == 422
    assert "au moins un champ" in checked(answer.text).main.text


@pytest.mark.parametrize(
    "wrong",
    [{"retired_on": "31/02/2026"}, {"status": "-"}, {"status": "x"}, {"site_id": "99"}, {"supplier": "x" * 201}],
)
def test_a_fault_is_said_beside_its_field(send, wrong):
    answer = send(CHOSEN, **wrong)
    assert answer.status_code == 422
    assert checked(answer.text).select_one(f"#{next(iter(wrong))}-error").text.strip()


def test_what_the_form_does_not_hold_cannot_be_written(send, fresh):
    asked = send(CHOSEN, status="lent")
    send(CHOSEN, asked.text, confirmed="1", organisation_id="2", serial="X", deleted_at="2020-01-01", name="X")
    found = fresh(1)
    assert (found.organisation_id, found.serial, found.name, found.status) == (1, None, "PC-1", DeviceStatus.LENT)


def test_the_slower_of_two_people_sees_both_versions_and_may_insist(send, fresh, inside):
    asked = send(CHOSEN, status="in_stock")
    inside(update_device, 2, 1, {"status": DeviceStatus.LENT})
    refused = send(CHOSEN, asked.text, confirmed="1")
    page = checked(refused.text)
    assert refused.status_code == 409
    row = page.find("caption", string="Les deux versions").parent.select_one("tbody tr")
    told = [" ".join(cell.text.split()) for cell in row.select("th, td")]
    assert told[:4] == ["PC-2", "État", "Prêté", "En stock"]
    assert fresh(1).status is DeviceStatus.IN_SERVICE
    assert send(CHOSEN, refused.text, confirmed="1").status_code == 302
    assert fresh(2).status is DeviceStatus.IN_STOCK


def test_a_list_that_moved_is_shown_anew_before_it_is_written(send, fresh, inside):
    address = "/materiels/selection?q=PC&tous=1"
    asked = send(address, status="lent")
    inside(take_in, a_part({"name": "PC-9"}))
    refused = send(address, asked.text, confirmed="1")
    assert refused.status_code == 409
    assert "Modifier 3\u00a0matériels" in checked(refused.text).h1.text
    assert fresh(1).status is DeviceStatus.IN_SERVICE
    assert send(address, refused.text, confirmed="1").status_code == 302


@pytest.mark.parametrize("address", ["/materiels/selection", "/logiciels/selection/corbeille"])
def test_nothing_ticked_leads_back_to_the_list_and_says_so(signed_in, address):
    answer = signed_in.get(f"{address}?q=PC", follow_redirects=True)
    assert answer.request.full_path.endswith("?q=PC")
    assert "Cochez d’abord" in checked(answer.text).main.text


@pytest.mark.parametrize("bad", ["99:1", "x", "2147483648:1"])
@pytest.mark.parametrize("address", ["/materiels/selection", "/logiciels/selection/corbeille"])
def test_an_unknown_id_refuses_the_whole_and_is_named(signed_in, address, bad):
    answer = signed_in.get(f"{address}?fiche=1:1&fiche={bad}")
    assert answer.status_code == 404
    assert f"n°\u00a0{bad.partition(':')[0]}" in checked(answer.text).main.text


def test_thrown_away_from_its_page_and_taken_back_from_the_notice(signed_in, visit, send):
    link = visit("/materiels/1").find("a", string="Mettre à la corbeille")["href"]
    assert "Mettre 1\u00a0matériel à la corbeille" in visit(link).h1.text
    assert send(link).location == "/materiels"
    listed = signed_in.get("/materiels").text
    assert "1\u00a0matériel à la corbeille" in checked(listed).select_one("form.notice").text
    assert "corbeille" in visit("/materiels/1", status=404).main.text
    notice = BeautifulSoup(listed, "html.parser").select_one("form.notice")
    sent = {each["name"]: each["value"] for each in notice.select("input")}
    assert signed_in.post(notice["action"], data=sent).location == "/corbeille"
    assert "1\u00a0fiche reprise" in visit("/corbeille").main.text
    assert "reprise de la corbeille" in visit("/materiels/1").main.text


def test_a_row_saved_since_is_not_thrown_away_before_both_versions_are_seen(signed_in, send, fresh, inside):
    address = "/materiels/selection/corbeille?fiche=1:1"
    page = signed_in.get(address).text
    inside(update_device, 1, 1, {"model": "5490"})
    refused = send(address, page)
    assert (refused.status_code, "5490" in checked(refused.text).main.text) == (409, True)
    assert fresh(1).model == "5490"
    assert send(address, refused.text).status_code == 302


def test_the_bin_gives_back_what_is_ticked(signed_in, visit, send):
    assert "La corbeille est vide" in visit("/corbeille").main.text
    send("/materiels/selection/corbeille?fiche=1:1&fiche=3:1")
    send("/logiciels/selection/corbeille?fiche=1:1")
    page = visit("/corbeille")
    assert len(page.select("tbody tr")) == 3
    token = page.select_one("main input[name=csrf_token]")["value"]
    sent = {"csrf_token": token, "fiche": ["device:1", "application:1"]}
    signed_in.post("/corbeille/reprendre", data=sent)
    page = visit("/corbeille")
    assert "2\u00a0fiches reprises" in page.main.text
    assert [row.th.text for row in page.select("tbody tr")] == ["XYZ789"]
    sent["csrf_token"] = page.select_one("main input[name=csrf_token]")["value"]
    signed_in.post("/corbeille/reprendre", data=sent)
    assert "n’est plus à la corbeille (n°\u00a01, n°\u00a01)" in visit("/corbeille").main.text


@pytest.mark.parametrize("moment", ["hier", "2026-01-01T00:00:00+00:00", "2026-13-01", "0001-01-01T00:00:00+14:00"])
def test_a_moment_that_is_none_takes_nothing_back(signed_in, visit, send, moment):
    send("/materiels/selection/corbeille?fiche=1:1")
    token = visit("/corbeille").select_one("main input[name=csrf_token]")["value"]
    answer = signed_in.post("/corbeille/reprendre", data={"csrf_token": token, "thrown_at": moment})
    assert answer.status_code in (302, 400)
    assert len(visit("/corbeille").select("tbody tr")) == 1


def test_lists_of_fifty_stay_light(signed_in, inside):
    inside(take_in, a_part(*({"name": f"MAIRIE-POSTE-{rank:03}", "model": "Latitude 5490"} for rank in range(60))))
    assert len(signed_in.get("/materiels").data) < 45_000


@pytest.mark.parametrize("query", ["endpoint=a", "_method=PUT", "_external=1&_scheme=https", "_anchor=x"])
def test_no_word_of_the_address_leads_elsewhere_than_to_the_list(signed_in, query):
    answer = signed_in.get(f"/materiels/selection?{query}")
    assert (answer.status_code, answer.location) == (302, f"/materiels?{query}")
