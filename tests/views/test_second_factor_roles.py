"""A second factor that a role must have: asked before every page, given anew once it is lost."""

import pytest

from inventaire.domain.vocabulary import Role
from inventaire.models import AuditLine, Organisation, db
from inventaire.models.scope import acting_as, set_scope
from tests.conftest import checked, fields_of, token_of
from tests.members import add_member, browser_of
from tests.second_factor import Telephone, give_telephone
from tests.views.routes import routes
from tests.views.test_own_account import is_in
from tests.views.test_second_factor import ASKED, PAGE, codes_on, send

TOWN = "/administration"
MEMBER = f"{TOWN}/membres/2"
OPEN = ("/compte", "/connexion", "/deconnexion", "/mot-de-passe", "/nouveau-mot-de-passe", "/premier-acces", "/static")


@pytest.fixture
def demand(app):
    """Let roles of a town need a second factor."""

    def set_roles(*roles, organisation=1):
        with app.app_context():
            set_scope(db.session(), organisation)
            db.session.query(Organisation).filter_by(id=organisation).one().second_factor_roles = list(roles)
            db.session.commit()

    return set_roles


@pytest.fixture
def agent(app):
    return add_member(app, Role.MANAGER, "agent")


def boxes(page):
    return {box["value"]: box.has_attr("checked") for box in page.select("[name=second_factor_roles]")}


def test_the_roles_are_ticked_on_the_page_of_the_town(visit):
    assert boxes(visit(TOWN)) == dict.fromkeys([role.value for role in Role], False)
    visit(TOWN, status=302, second_factor_roles=["manager", "reader"])
    assert [role for role, ticked in boxes(visit(TOWN)).items() if ticked] == ["manager", "reader"]
    assert "Gestionnaire, Lecteur" in visit(f"{TOWN}/trace").text
    visit(TOWN, status=302, second_factor_roles=[])
    assert not any(boxes(visit(TOWN)).values())


def test_a_role_that_does_not_exist_is_refused(visit):
    page = visit(TOWN, status=422, second_factor_roles=["roi"])
    assert "Choisissez dans la liste" in page.select_one("#second_factor_roles").text


def test_two_people_who_tick_at_once_see_both_versions(visit, signed_in):
    seen = fields_of(signed_in.get(TOWN).text)
    visit(TOWN, status=302, second_factor_roles=["reader"])
    page = checked(signed_in.post(TOWN, data=seen | {"second_factor_roles": ["manager", "reader"]}).text)
    told = [cell.text.strip() for cell in page.select("tbody tr > *")]
    assert told[:3] == ["Rôles à second facteur", "Lecteur", "Gestionnaire, Lecteur"]


def test_whoever_lacks_it_is_led_to_it_from_every_page(app, agent, demand, visit):
    browser = browser_of(app, agent)
    token = token_of(browser.get("/compte").text)
    demand("manager")
    for method in ("GET", "POST"):
        for address in routes(app, method):
            if address.startswith(OPEN):
                continue
            sent = {"csrf_token": token} if method == "POST" else None
            with browser.open(address, method=method, data=sent) as answer:
                led = (answer.status_code, answer.location) == (302, PAGE)
                refused = answer.status_code in (403, 404)
                by_token = address == "/agents" and answer.status_code == 401  # agents know no session
                assert led or refused or by_token, (method, address)
    assert browser.get("/compte").status_code == 200
    assert "mettez-le en place pour continuer" in checked(browser.get(PAGE).text).text
    assert visit("/materiels")


def test_nothing_is_written_before_it_is_in_place(app, agent, demand):
    browser = browser_of(app, agent)
    sent = fields_of(browser.get("/materiels/nouveau").text) | {"category": "laptop"}
    demand("manager")
    assert browser.post("/materiels/nouveau", data=sent).location == PAGE
    with app.app_context():
        set_scope(db.session(), 1)
        assert not db.session.query(AuditLine).filter_by(subject="device").count()


def test_once_in_place_the_pages_open_and_it_cannot_be_taken_away(app, agent, demand, clock):
    browser = browser_of(app, agent)
    demand("manager")
    telephone = Telephone(checked(browser.get(PAGE).text).select_one("main p code").text, clock)
    assert len(codes_on(checked(send(browser, PAGE, code=telephone.code).text))) == 10
    assert is_in(browser)
    assert not browser.get(PAGE).text.count("/retirer")
    clock.wait(seconds=30)
    assert send(browser, f"{PAGE}/retirer", code=telephone.code).status_code == 403
    assert is_in(browser)


def test_an_administrator_who_demands_it_of_themselves_is_led_to_it_at_once(signed_in, visit, clock):
    visit(TOWN, status=302, second_factor_roles=["administrator"])
    assert signed_in.get(TOWN).location == PAGE
    telephone = Telephone(visit(PAGE).select_one("main p code").text, clock)
    visit(PAGE, code=telephone.code)
    assert boxes(visit(TOWN))["administrator"]


def test_one_may_always_sign_out(app, agent, demand):
    browser = browser_of(app, agent)
    demand("manager")
    assert browser.post("/deconnexion", data={"csrf_token": token_of(browser.get("/compte").text)}).status_code == 302
    assert browser.get("/compte").location.startswith("/connexion")


def test_another_town_asks_for_it_when_one_goes_there(app, visit, signed_in, demand):
    with app.app_context(), acting_as(db.session(), operator=True):
        db.session.add(Organisation(id=2, code="autre", name="Autre-Commune"))
        db.session.commit()
    add_member(app, Role.READER, "dsi", organisation=2)
    demand("reader", organisation=2)
    form = visit("/collectivites").select_one("main form")
    signed_in.post(form["action"], data={"csrf_token": token_of(str(form))})
    assert signed_in.get("/").location == PAGE


def test_an_administrator_takes_a_lost_one_away(app, agent, visit, clock):
    browser = browser_of(app, agent)
    assert "second-facteur" not in str(visit(MEMBER))
    give_telephone(app, clock, agent)
    assert visit(MEMBER).select_one(f"a[href='{MEMBER}/second-facteur']")
    visit(f"{MEMBER}/second-facteur")
    visit(f"{MEMBER}/second-facteur", status=302, confirmed="")
    assert not is_in(browser)
    assert is_in(browser_of(app, agent))
    with app.app_context():
        set_scope(db.session(), 1)
        line = db.session.query(AuditLine).order_by(AuditLine.id.desc()).first()
        assert (line.subject, line.subject_id, line.account_id) == ("account", 2, 1)
        assert line.after["totp_nonce"] is None


def test_taking_one_away_asks_the_password_again_and_leaves_nothing_to_take(agent, signed_in, visit, clock):
    visit(f"{MEMBER}/second-facteur", status=302, confirmed="")
    assert "Aucun second facteur" in visit(f"{TOWN}/membres/2").text
    clock.wait(minutes=11)
    assert signed_in.get(f"{MEMBER}/second-facteur").location.startswith("/compte/confirmer")


def test_nobody_takes_their_own_away_there(app, visit, clock):
    give_telephone(app, clock)
    visit(f"{TOWN}/membres/1/second-facteur", status=403, confirmed="")


def test_the_account_of_another_town_too_is_not_theirs_to_weaken(app, agent, visit, clock):
    with app.app_context(), acting_as(db.session(), operator=True):
        db.session.add(Organisation(id=2, code="autre", name="Autre-Commune"))
        db.session.commit()
    add_member(app, Role.READER, "agent", organisation=2)
    give_telephone(app, clock, agent)
    assert "seule la personne qui tient le serveur" in visit(MEMBER).text
    visit(f"{MEMBER}/second-facteur", status=403, confirmed="")
    assert send(app.test_client(), "/connexion", email=agent, password="x" * 20).location == ASKED
