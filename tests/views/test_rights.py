"""The table route × method × role: declared, written in docs/droits.md, and replayed with real requests."""

import re

import pytest
from sqlalchemy import func, select, update

from inventaire.domain.rights import Right, may
from inventaire.domain.vocabulary import Role
from inventaire.models import (
    AgentToken,
    Application,
    AuditLine,
    AvoidedPurchase,
    CatalogOpinion,
    Contract,
    Device,
    Disposal,
    FleetPolicy,
    ImportRow,
    Invitation,
    MakerSheet,
    Membership,
    Meter,
    MeterReading,
    Organisation,
    OwnFactor,
    PriceParameter,
    Purchase,
    RegulatoryValue,
    RememberedReading,
    Site,
    db,
)
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import acting_as, set_scope
from inventaire.services import account as accounts
from inventaire.services.agents.tokens import add_token
from tests.conftest import checked, token_of
from tests.members import add_member, browser_of, department_named
from tests.models.test_scope import bind, bought, let_go, put_a_meter
from tests.services.inventories import a_part, software, take_in
from tests.views.rights import IMPLIED, METHODS, PAGE, WHO, entries, page

SAMPLES = {
    "device_id": 1,
    "application_id": 1,
    "contract_id": 1,
    "number": 1,
    "file": 0,
    "sheet": 0,
    "reading_id": 1,
    "opinion_id": 1,
    "site_id": 1,
    "line_id": 1,
    "member_id": 2,  # not the administrator who acts, whose own rights nobody lets them change
    "invitation_id": 1,
    "agent_token_id": 1,
    "regulatory_value_id": 1,
    "price_id": 1,
    "own_factor_id": 1,
    "maker_sheet_id": 1,
    "category_key": "laptop",
    "disposal_id": 1,
    "policy_id": 1,
    "meter_id": 1,
    "meter_reading_id": 1,
    "purchase_id": 1,
    "avoided_id": 1,
    "membership_id": 1,
    "sign_in_id": 1,
    "identity_id": 1,
    "year": 2025,
    "what": "materiels",
    "criterion": "cloud-act",
    "paper": "attestation",
    "act": "pret",
    "form": "ods",
    "theme": "cameras",
    "kind": "reponses",
    "filename": "style.css",
}
UNKNOWN = "inconnu"
NOT_FOUND, REFUSED, STALE = 404, 403, 400
UNTOLD = "Ce formulaire est resté ouvert trop longtemps"  # a token that is missing, or another's
SIGN_IN = "/connexion?next="
MINE = "Finances"
OPENED = {  # what opens otherwise than as a page
    "/materiels/etiquettes": {302},  # nothing is ticked: back to the list
    "/imports/<row:number>/refus.<any(ods, xlsx, csv):form>": {NOT_FOUND},  # no line of this import is refused
    "/imports/<row:number>/lecture/<int:file>/<int:sheet>": {NOT_FOUND},  # the files of a written import are gone
    "/groupement": {NOT_FOUND},  # a commune is no group
    "/groupement/export.<any(ods, xlsx, csv):form>": {NOT_FOUND},
    "/materiels/reforme": {302},
    "/materiels/releves/importer/retirer": {NOT_FOUND},  # no file was taken in
    "/materiels/sorties/nouvelle": {302},  # nothing is ticked: back to the list
    "/<any(materiels, logiciels, achats, contrats):what>/selection": {302},  # nothing is ticked: back to the list
    "/<any(materiels, logiciels, achats, contrats):what>/selection/corbeille": {302},
    "/rapports/<int:year>/aujourd-hui": {NOT_FOUND},  # no report is frozen yet
    "/rapports/<int:year>/rouvrir": {NOT_FOUND},
    "/agents": {401},  # a password is asked for
    "/connexion/code": {302},  # nobody is half-way: back to the password
    "/connexion/oidc/retour": {NOT_FOUND},  # no provider is declared
}
WITHOUT_SESSION = {"/agents", "/agents/<token>"}  # agents bear no form: the token of their address stands for each call


def address_of(entry, samples=SAMPLES):
    return re.sub(r"<(?:.*?:)?(\w+)>", lambda found: str(samples.get(found[1], UNKNOWN)), entry.rule)


def fill(organisation):
    """Give an organisation a device, a program and an import of each, and an invitation."""
    set_scope(db.session(), organisation)
    db.session().info[ACTOR] = Actor("test")
    take_in(
        a_part({"name": "PC", "serial": "ABC123", "site": "Mairie"}),
        software({"raw_name": "Outil", "device": "ABC123"}),
    )
    department = department_named(db.session(), MINE)
    for model in (Device, Application):
        db.session.execute(update(model).values(department_id=department))
    db.session.commit()
    accounts.invite(db.session().get_one(Organisation, organisation), Role.MANAGER)
    add_token("Postes", "Mairie", [])
    db.session.add(RememberedReading(mark="titres", headings="Titres", correction={}))
    db.session.add(CatalogOpinion(tool="zoom", alternative="jitsi", reason="Essayé."))
    let_go("Écoles")
    put_a_meter("Salle serveur")
    bought("Écoles")
    bind("Écoles")
    db.session.commit()


@pytest.fixture
def people(app):
    """Give the address of somebody of each role; the contributor's department has a device and a program."""
    with app.app_context():
        fill(1)
    add_member(app, Role.READER, "quelqu’un-d’autre")
    own = {Role.CONTRIBUTOR: {"department": MINE}}
    return {role: add_member(app, role, **own.get(role, {})) for role in Role}


@pytest.fixture
def ask(app, people):
    """Send one request as somebody of a role, or as a stranger; each in a browser of its own."""

    def send(entry, role, *, token=True, samples=SAMPLES):
        browser = browser_of(app, people[role]) if role else app.test_client()
        address = address_of(entry, samples)
        if entry.method == "GET":
            return browser.get(address)
        sent = {"csrf_token": token_of(browser.get("/connexion").text)} if token else {}
        return browser.post(address, data=sent | {"version": "1"})

    return send


def lines_of_trace(app):
    with app.app_context():
        set_scope(db.session(), 1)
        kept = AuditLine.action != "exported"  # what goes out is told, and changes nothing
        return db.session.scalar(select(func.count()).select_from(AuditLine).where(kept))


def is_refused(answer, role):
    sent_away = answer.status_code == 302 and answer.location.startswith(SIGN_IN)
    return sent_away if role is None else answer.status_code == REFUSED


def split(app, role):
    """Give what a role may ask, and what it may not; what undoes imports comes last, for it takes the rest away."""
    lines = sorted(entries(app), key=lambda entry: ("import" in entry.rule, entry.rule))
    return [[line for line in lines if may(role, line.right) is wanted] for wanted in (True, False)]


def test_every_address_declares_one_right_and_serves_known_methods(app):
    assert [entry for entry in entries(app) if not isinstance(entry.right, Right)] == []
    assert {method for rule in app.url_map.iter_rules() for method in rule.methods} == {*METHODS, *IMPLIED}


def test_the_page_of_the_rights_says_what_the_service_declares(app):
    told = "docs/droits.md is out of date: .venv/bin/python -m tests.views.rights"
    assert PAGE.read_text(encoding="utf-8") == page(app), told


EVERYBODY = pytest.mark.parametrize("role", WHO.values(), ids=WHO)


@EVERYBODY
def test_what_is_not_granted_is_refused_and_writes_nothing(app, ask, role):
    refused, before = split(app, role)[1], lines_of_trace(app)
    for entry in refused:
        assert is_refused(ask(entry, role), role), entry
        if entry.method == "POST":
            assert is_refused(ask(entry, role, token=False), role), entry
    assert lines_of_trace(app) == before
    assert bool(refused) is (role is not Role.ADMINISTRATOR)


@EVERYBODY
def test_what_is_granted_opens_and_showing_writes_nothing(app, ask, role):
    shown, before = [entry for entry in split(app, role)[0] if entry.method == "GET"], lines_of_trace(app)
    for entry in shown:
        with ask(entry, role) as answer:
            usual = {200} if entry.arguments <= SAMPLES.keys() else {200, NOT_FOUND}
            assert answer.status_code in OPENED.get(entry.rule, usual), entry
    assert lines_of_trace(app) == before


@EVERYBODY
def test_what_is_granted_is_written_with_a_token_and_never_without(app, ask, role):
    granted = [entry for entry in split(app, role)[0] if entry.method == "POST"]
    written = [entry for entry in granted if entry.rule not in WITHOUT_SESSION]
    before = lines_of_trace(app)
    for entry in written:
        answer = ask(entry, role, token=False)
        assert answer.status_code == STALE, entry
        assert UNTOLD in answer.text, entry
    assert lines_of_trace(app) == before
    for entry in written:
        answer = ask(entry, role)
        assert not is_refused(answer, role), entry
        assert UNTOLD not in answer.text, entry
        assert answer.status_code < 500, entry
    assert (lines_of_trace(app) > before) is (role in (Role.MANAGER, Role.ADMINISTRATOR))


KEPT = {
    "device_id": Device,
    "site_id": Site,
    "application_id": Application,
    "contract_id": Contract,
    "member_id": Membership,
    "invitation_id": Invitation,
    "agent_token_id": AgentToken,
    "regulatory_value_id": RegulatoryValue,
    "price_id": PriceParameter,
    "own_factor_id": OwnFactor,
    "maker_sheet_id": MakerSheet,
    "disposal_id": Disposal,
    "policy_id": FleetPolicy,
    "meter_id": Meter,
    "meter_reading_id": MeterReading,
    "purchase_id": Purchase,
    "avoided_id": AvoidedPurchase,
    "reading_id": RememberedReading,
    "opinion_id": CatalogOpinion,
    "line_id": ImportRow,
}
PLACES = {"act", "criterion", "file", "form", "paper", "sheet"}  # arguments that are no number of a row
MISSING = 2_000_000


@pytest.fixture
def foreign(app, people):
    """Give the numbers of the rows of another organisation, by argument; none of them is a number of ours."""
    with app.app_context():
        with acting_as(db.session(), operator=True):
            db.session.add(Organisation(id=2, code="autre", name="Autre-Commune"))
            db.session.commit()
        fill(2)
        take_in(a_part({"name": "PC-2"}))
    add_member(app, Role.READER, "ailleurs", organisation=2)
    with app.app_context():
        set_scope(db.session(), 2)
        theirs = {key: db.session.scalars(select(func.max(model.id))).one() for key, model in KEPT.items()}
    of_accounts = {"sign_in_id": MISSING, "identity_id": MISSING}  # no organisation owns them
    theirs |= {"membership_id": theirs["member_id"]} | of_accounts
    return theirs | {"number": 2}  # imports count from 1 in each organisation: the other has one more


def said(answer):
    return re.sub(r"\d+", "N", checked(answer.text).main.text)  # the number asked for is told back


def test_a_row_of_another_town_and_one_that_is_not_there_are_answered_alike(app, ask, foreign):
    rows = [entry for entry in entries(app) if "<row:" in entry.rule]
    assert {argument for entry in rows for argument in entry.arguments - PLACES} <= foreign.keys()
    for entry in rows:
        theirs = ask(entry, Role.ADMINISTRATOR, samples=SAMPLES | foreign)
        missing = ask(entry, Role.ADMINISTRATOR, samples=SAMPLES | dict.fromkeys(foreign, MISSING))
        assert (theirs.status_code, missing.status_code) == (NOT_FOUND, NOT_FOUND), entry
        assert said(theirs) == said(missing), entry
