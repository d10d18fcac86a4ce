"""The entrance of agents: each protocol as it goes over the wire, and no other way in.

The exchange of the GLPI agent is replayed here as its protocol documents it (messages « contact » and « inventory »,
heading GLPI-Agent-ID); the agents of Debian are run for real in tests/cli/test_agents_calling.py.
"""

import gzip
import json
import zlib
from base64 import b64encode
from xml.etree import ElementTree

import pytest
from sqlalchemy import func, select

from inventaire.models import AuditLine, Device, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import set_scope
from inventaire.services.agents.tokens import add_token
from tests.agents.inventories import PROLOG, json_inventory, xml_inventory
from tests.views.routes import routes

AGENT = {"GLPI-Agent-ID": "00000000-1111-4222-8333-444444444444", "Pragma": "no-cache"}
CONTACT = json.dumps(
    {
        "action": "contact",
        "deviceid": "pc-2026-11-22-08-00-00",
        "enabled-tasks": ["deploy", "inventory"],
        "installed-tasks": ["collect", "deploy", "esx", "inventory", "netdiscovery", "netinventory", "wakeonlan"],
        "name": "GLPI-Agent",
        "version": "1.11",
    },
    indent=3,
)
FOLDS = {
    "application/x-compress-zlib": (zlib.compress, zlib.decompress),
    "application/x-compress": (zlib.compress, zlib.decompress),
    "application/x-compressed": (zlib.compress, zlib.decompress),
    "application/x-compress-gzip": (gzip.compress, gzip.decompress),
    "application/xml": (bytes, bytes),
}


@pytest.fixture
def address(app):
    with app.app_context():
        set_scope(db.session(), 1)
        db.session().info[ACTOR] = Actor("test")
        return f"/agents/{add_token('Postes de la mairie', 'Mairie', [])}"


@pytest.fixture
def names(app):
    def read():
        with app.app_context():
            set_scope(db.session(), 1)
            return list(db.session.scalars(select(Device.name).order_by(Device.name)))

    return read


@pytest.mark.parametrize("kind", FOLDS)
def test_an_agent_that_speaks_xml_asks_then_hands_over(client, address, names, kind):
    fold, unfold = FOLDS[kind]
    for sent, said in ((PROLOG, "SEND"), (xml_inventory("PC-1", "SERIE-1"), "no_account_update")):
        answer = client.post(address, data=fold(sent.encode()), content_type=kind)
        assert answer.status_code == 200
        reply = ElementTree.fromstring(unfold(answer.data))
        assert (reply.tag, reply.findtext("RESPONSE")) == ("REPLY", said)
    assert names() == ["PC-1"]


def test_the_glpi_agent_is_told_at_its_first_question_that_json_will_do(client, address):
    sent = {"data": zlib.compress(PROLOG.encode()), "content_type": "application/x-compress-zlib"}
    answer = client.post(address, headers=AGENT, **sent)
    assert answer.mimetype == "application/json"
    assert answer.json["status"] == "ok"
    assert answer.json["expiration"] == 24
    assert answer.json["tasks"] == {"inventory": {"server": "glpi", "version": "10.0.0"}}


@pytest.mark.parametrize("kind", ["application/json", "application/x-compress-zlib", "application/x-compress-gzip"])
def test_the_documented_exchange_of_the_glpi_agent_is_replayed(client, address, names, kind):
    fold = FOLDS.get(kind, (bytes,))[0]
    contact = client.post(address, data=fold(CONTACT.encode()), content_type=kind, headers=AGENT)
    assert (contact.json["status"], contact.json["expiration"]) == ("ok", 24)
    assert {"deploy", "netinventory", "netdiscovery", "esx", "collect"} <= set(contact.json["disabled"])
    inventory = json_inventory("PC-1", "SERIE-1").encode()
    answer = client.post(address, data=fold(inventory), content_type=kind, headers=AGENT)
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert names() == ["PC-1"]


def test_the_number_of_a_request_comes_back_when_it_is_one(client, address):
    for number, given_back in (("0123ABCD", "0123ABCD"), ("<script>", None), ("0123abcd", None)):
        answer = client.post(address, data=CONTACT, headers=AGENT | {"GLPI-Request-ID": number})
        assert answer.headers.get("GLPI-Request-ID") == given_back


@pytest.mark.parametrize("task", ["Deploy", "Collect", "ESX", "NetInventory"])
def test_there_is_no_other_work_for_an_agent(client, address, task):
    answer = client.get(address, query_string={"action": "getConfig", f"task[{task}]": "2.6", "machineid": "pc"})
    assert (answer.status_code, answer.json) == (200, {})


def test_a_person_who_looks_is_told_what_the_address_is_for(client, address):
    answer = client.get(address)
    assert answer.mimetype == "text/plain"
    assert "donnez-la leur comme serveur" in answer.text


def test_a_refusal_bears_a_status_and_a_sentence_that_agents_log(client, app, address):
    app.config["AGENT_INVENTORIES_PER_HOUR"] = 0
    in_json = client.post(address, data=CONTACT, headers=AGENT)
    assert (in_json.status_code, in_json.json["status"]) == (429, "error")
    in_xml = client.post(address, data=PROLOG)
    assert (in_xml.status_code, ElementTree.fromstring(in_xml.data).findtext("ERROR")) == (429, in_json.json["message"])


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_address_is_not_found(client, method):
    assert getattr(client, method)("/agents/inconnu").status_code == 404


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "chunked"])
def test_more_than_32_mib_is_refused(app, client, address, names, declared):
    app.config["MAX_UPLOAD_LENGTH"] = 1_000
    body = xml_inventory("PC-1", "SERIE-1" + " " * 1_000).encode()
    chunked = {"headers": {"Transfer-Encoding": "chunked"}, "environ_base": {"wsgi.input_terminated": True}}
    more = {} if declared else chunked
    answer = client.post(address, data=body, content_type="application/xml", **more)
    assert answer.status_code == 413
    assert "32 Mio" in answer.text
    assert names() == []


def test_an_address_of_agents_opens_nothing_else(app, client, address):
    token = address.removeprefix("/agents/")
    public = ("/static", "/connexion", "/mot-de-passe")
    for route in routes(app, "GET"):
        with client.get(route, headers={"Authorization": f"Bearer {token}"}, query_string={"token": token}) as answer:
            closed = (302, 404) if route != "/agents" else (401,)  # where a password is asked for
            assert answer.status_code in closed or route.startswith(public), route
    with client.session_transaction() as session:
        assert not session.get("_user_id")


def test_a_form_of_a_browser_elsewhere_hands_nothing_over(client, address, names):
    answer = client.post(address, data=xml_inventory("PC-1"), headers={"Origin": "https://ailleurs.example"})
    assert answer.status_code == 400
    assert names() == []


def test_somebody_signed_in_gains_nothing_by_it(app, signed_in, address):
    def lines():
        with app.app_context():
            set_scope(db.session(), 1)
            actors = select(AuditLine.account_id).where(AuditLine.subject == "device")
            return list(db.session.scalars(actors)), db.session.scalar(select(func.count(AuditLine.id)))

    signed_in.post(address, data=xml_inventory("PC-1", "SERIE-1"))
    assert lines()[0] == [None]


def as_password(token, user="agent"):
    return {"Authorization": "Basic " + b64encode(f"{user}:{token}".encode()).decode()}


@pytest.mark.parametrize("user", ["agent", "", "quel que soit le nom"])
def test_a_token_is_as_good_as_a_password(client, address, names, user):
    said = as_password(address.removeprefix("/agents/"), user)
    assert client.post("/agents", data=PROLOG, headers=said).status_code == 200
    assert client.post("/agents", data=xml_inventory("PC-1", "SERIE-1"), headers=said).status_code == 200
    assert client.get("/agents", headers=said).status_code == 200
    assert names() == ["PC-1"]


def test_an_agent_that_says_no_password_is_asked_for_one(client, address, names):
    for method in ("get", "post"):
        response = getattr(client, method)("/agents", data=xml_inventory("PC-1") if method == "post" else None)
        assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, 'Basic realm="Inventaire"')
        assert "mot de passe" in response.text
    bearer = {"Authorization": "Bearer " + address.removeprefix("/agents/")}
    assert client.post("/agents", data=PROLOG, headers=bearer).status_code == 401
    assert names() == []


def test_a_password_that_is_no_token_is_refused_as_an_address_is(client, address):
    response = client.post("/agents", data=PROLOG, headers=as_password("inconnu"))
    assert response.status_code == client.post("/agents/inconnu", data=PROLOG).status_code == 404


def test_a_password_is_held_to_the_limits_of_its_address(client, app, address):
    app.config["AGENT_INVENTORIES_PER_HOUR"] = 1
    said = as_password(address.removeprefix("/agents/"))
    statuses = [client.post("/agents", data=xml_inventory("PC-1"), headers=said).status_code for _ in range(2)]
    assert statuses == [200, 429]
