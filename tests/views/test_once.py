"""A form sent twice is recorded once, and its second sending is answered as the first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import delete, func, select, update

from inventaire.domain.errors import ONCE
from inventaire.models import AgentToken, Contract, Device, Import, Meter, Purchase, SentForm, SignIn, Site, db
from inventaire.models.base import now
from inventaire.models.scope import set_scope
from inventaire.models.sent_form import KEPT
from inventaire.services import once
from tests.conftest import fields_of

ADD = "/materiels/nouveau"
AGENTS = "/administration/agents/nouveau"
SHEET = b"Nom;Type\nPC-1;Portable\n"


@pytest.fixture
def count(app):
    """Count the rows of a model."""

    def counted(model):
        with app.app_context():
            set_scope(db.session(), 1)
            return db.session.scalar(select(func.count()).select_from(model))

    return counted


@pytest.fixture
def change(app):
    """Change what is kept of the forms sent."""

    def changed(statement):
        with app.app_context():
            db.session.execute(statement)
            db.session.commit()

    return changed


def filled(client, address=ADD, **values):
    return fields_of(client.get(address).text) | values


def test_a_form_sent_twice_makes_one_machine_and_says_so(signed_in, count):
    sent = filled(signed_in, name="PC-1")
    assert [signed_in.post(ADD, data=sent).location for _ in range(3)] == ["/materiels/1"] * 3
    assert count(Device) == 1
    assert ONCE in signed_in.get("/materiels/1").text


def test_other_values_on_the_same_page_make_another_machine(signed_in):
    sent = filled(signed_in, name="PC-1")
    assert signed_in.post(ADD, data=sent).location == "/materiels/1"
    assert signed_in.post(ADD, data=sent | {"name": "PC-2"}).location == "/materiels/2"
    assert signed_in.post(ADD, data=sent).location == "/materiels/1"


def test_a_page_opened_again_makes_another_machine_with_the_same_values(signed_in):
    sent = [filled(signed_in, name="PC-1") for _ in range(2)]
    assert [signed_in.post(ADD, data=each).location for each in sent] == ["/materiels/1", "/materiels/2"]


@pytest.mark.parametrize(
    ("model", "address", "values"),
    [
        (Device, ADD, {"name": "PC-1"}),
        (
            Contract,
            "/logiciels/contrats/nouveau",
            {"title": "Messagerie", "supplier": "Postale"},
        ),  # a title is taken once
        (Meter, "/materiels/releves/nouveau", {"name": "Salle des serveurs"}),
        (Purchase, "/materiels/achats/nouveau", {"label": "Dix portables", "bought_on": "2026"}),
    ],
    ids=lambda model: getattr(model, "__name__", ""),
)
def test_a_form_sent_by_eight_requests_at_once_makes_one_row(signed_in, app, count, model, address, values):
    sent = filled(signed_in, address, **values)
    cookie = signed_in.get_cookie("inventaire").value

    def send(_number):
        client = app.test_client()
        client.set_cookie("inventaire", cookie)
        return client.post(address, data=sent).location

    with ThreadPoolExecutor(8) as pool:
        (led,) = set(pool.map(send, range(8)))
    assert led
    assert count(model) == 1


def test_a_refused_form_is_read_again_each_time_it_is_sent(signed_in, count):
    sent = filled(signed_in, quantity="0")
    assert [signed_in.post(ADD, data=sent).status_code for _ in range(2)] == [422, 422]
    assert count(SentForm) == 0


def test_a_saved_page_sent_again_is_no_conflict_with_oneself(signed_in):
    signed_in.post(ADD, data=filled(signed_in, name="PC-1"))
    address = "/materiels/1/modifier"
    sent = filled(signed_in, address, name="PC-2")
    assert [signed_in.post(address, data=sent).location for _ in range(2)] == ["/materiels/1"] * 2


def test_a_file_sent_twice_is_received_once_and_another_file_again(signed_in, count):
    token = filled(signed_in, "/imports/nouveau")

    def send(content):
        files = {"files": (BytesIO(content), "parc.csv")}
        return signed_in.post("/imports/nouveau", data=token | files).location

    assert send(SHEET) == send(SHEET)
    assert count(Import) == 1
    assert send(SHEET + b"PC-2;Portable\n")
    assert count(Import) == 2


def test_a_form_answered_by_a_page_shown_once_is_recorded_once_too(signed_in, count):
    sent = filled(signed_in, AGENTS, name="Postes", site="Mairie")
    first, second = (signed_in.post(AGENTS, data=sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 409)
    assert ONCE in second.text
    assert (count(AgentToken), count(Site)) == (1, 1)


def test_a_form_whose_first_sending_was_never_answered_makes_nothing_more(signed_in, count, change, monkeypatch):
    monkeypatch.setattr(once, "PATIENCE", 0.05)
    sent = filled(signed_in)
    signed_in.post(ADD, data=sent)
    change(update(SentForm).values(leads_to=None))
    assert signed_in.post(ADD, data=sent).status_code == 409
    assert count(Device) == 1


def test_what_is_kept_of_a_form_goes_after_a_day_and_with_the_session(signed_in, count, change):
    signed_in.post(ADD, data=filled(signed_in, name="PC-1"))
    change(update(SentForm).values(sent_at=now() - KEPT - timedelta(minutes=1)))
    signed_in.post(ADD, data=filled(signed_in, name="PC-2"))
    assert count(SentForm) == 1
    change(delete(SignIn))
    assert count(SentForm) == 0


def test_a_form_without_the_mark_of_its_page_is_taken_as_it_is(signed_in, count):
    sent = filled(signed_in, name="PC-1")
    sent["csrf_token"] = sent["csrf_token"].partition("~")[0]
    assert [signed_in.post(ADD, data=sent).location for _ in range(2)] == ["/materiels/1", "/materiels/2"]


def test_a_mark_makes_no_token(signed_in):
    sent = filled(signed_in, name="PC-1")
    sent["csrf_token"] = "faux~" + sent["csrf_token"].partition("~")[2]
    assert signed_in.post(ADD, data=sent).status_code == 400
