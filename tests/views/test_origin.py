"""A change is asked by a page of this service, with the token of its own session, or not at all."""

import pytest
from sqlalchemy import func, select

from inventaire.models import AuditLine, SignIn, db
from inventaire.models.scope import set_scope
from tests.conftest import PASSWORD, checked, token_of
from tests.views.routes import routes

AGENTS = {"/agents", "/agents/1"}  # no form there: a token stands for each call, and this one is nobody's

ELSEWHERE = [
    {"Origin": "https://ailleurs.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:81"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
]


@pytest.fixture
def written(app):
    """Count what was ever written, and who is signed in."""

    def count():
        with app.app_context():
            set_scope(db.session(), 1)
            return [db.session.scalar(select(func.count()).select_from(model)) for model in (AuditLine, SignIn)]

    return count


def test_there_are_routes_that_change_something(app):
    assert len(routes(app, "POST")) > 10


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_no_route_obeys_a_page_of_another_site(app, signed_in, written, headers):
    token, before = token_of(signed_in.get("/compte").text), written()
    for address in routes(app, "POST"):
        answer = signed_in.post(address, data={"csrf_token": token}, headers=headers)
        assert answer.status_code == 400, address
        assert "ne vient pas d’une page de ce service" in checked(answer.text).text
    assert written() == before


def test_what_another_site_tried_in_the_name_of_somebody_is_told(app, signed_in, told):
    for browser in (app.test_client(), signed_in):
        browser.post("/materiels/nouveau", headers={"Sec-Fetch-Site": "cross-site"})
    assert [(line["account_id"], line["path"]) for line in told("refused_elsewhere")] == [(1, "/materiels/nouveau")]


def test_the_token_of_a_link_is_never_written_in_the_log(signed_in, told):
    signed_in.post("/premier-acces/un-jeton-secret/rejoindre", headers={"Sec-Fetch-Site": "cross-site"})
    assert [line["path"] for line in told("refused_elsewhere")] == ["/premier-acces/<token>/rejoindre"]


def test_no_route_obeys_without_a_token_nor_with_the_token_of_another_session(app, signed_in, written):
    other = app.test_client()
    stolen = token_of(other.get("/connexion").text)
    sent = {"csrf_token": stolen, "email": "dsi@valbrume.example", "password": PASSWORD}
    assert other.post("/connexion", data=sent).status_code == 302
    stolen, before = token_of(other.get("/compte").text), written()
    for address in set(routes(app, "POST")) - AGENTS:
        for token in ({}, {"csrf_token": stolen}):
            assert signed_in.post(address, data=token).status_code == 400, (address, token)
    assert written() == before


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "http://localhost"}, {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}],
    ids=str,
)
def test_a_page_of_this_service_is_obeyed(signed_in, headers):
    token = token_of(signed_in.get("/compte").text)
    assert signed_in.post("/compte/sessions/fermer", data={"csrf_token": token}, headers=headers).status_code == 302


def test_reading_from_a_link_elsewhere_is_allowed(signed_in):
    assert signed_in.get("/materiels", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_under_a_public_address_only_its_own_pages_are_obeyed(app_with):
    home = "https://inventaire.valbrume.example"
    client = app_with(public_address=home).test_client()
    token = token_of(client.get("/connexion", base_url=home).text)
    sent = {"csrf_token": token, "email": "dsi@valbrume.example", "password": PASSWORD}
    for origin, status in (("http://inventaire.valbrume.example", 400), (home, 302)):
        answer = client.post("/connexion", data=sent, base_url=home, headers={"Origin": origin})
        assert answer.status_code == status


@pytest.mark.parametrize("name", ["ailleurs.example", "valbrume.example", "localhost.ailleurs.example", ""])
def test_under_a_name_that_is_not_ours_nothing_is_served(client, name):
    answer = client.get("/connexion", headers={"Host": name})
    assert answer.status_code == 400
    assert "INVENTAIRE_ADRESSE" in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["localhost", "localhost:8000", "127.0.0.1:8000"])
def test_on_this_machine_its_own_names_are_served(client, name):
    assert client.get("/connexion", headers={"Host": name}).status_code == 200
