"""The pages of the members: a link shown once, a role given, a way out, and who comes in twice."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from inventaire.domain.vocabulary import Role
from inventaire.models import Department, Invitation, Membership, Organisation, SignIn, db
from inventaire.models.base import now
from inventaire.models.scope import acting_as, set_scope
from inventaire.services.account import invite
from tests.conftest import PASSWORD, checked, fields_of, token_of
from tests.members import add_member, browser_of

MEMBERS = "/administration/membres"
OTHER = 2  # the membership of whoever came second


@pytest.fixture
def other(app):
    return add_member(app, Role.MANAGER, "Agent")


def link_of(page):
    return re.search(r"/premier-acces/[\w-]+", page.select_one("code").text)[0]


def row_of(page, name):
    (found,) = [row.text for row in page.select("tbody tr") if name in row.text]
    return " ".join(found.split())


def test_a_link_is_shown_once_and_makes_a_member_of_that_role(visit, client, app):
    link = link_of(visit(f"{MEMBERS}/inviter", role="reader", email="elue@valbrume.example"))
    assert link not in str(visit(MEMBERS))
    assert "elue@valbrume.example" in row_of(visit(MEMBERS), "elue@valbrume.example")
    stranger = app.test_client()
    page = checked(stranger.get(link).text)
    assert page.select_one("input[name=email]")["value"] == "elue@valbrume.example"
    assert "Valbrume" in page.main.text
    sent = fields_of(str(page)) | {"name": "Élue", "password": PASSWORD, "again": PASSWORD}
    assert stranger.post(link, data=sent).status_code == 302
    assert "Lecteur" in row_of(visit(MEMBERS), "elue@valbrume.example")


def test_a_contributor_is_asked_for_their_department(visit, app):
    page = visit(f"{MEMBERS}/inviter", status=422, role="contributor")
    assert "service" in page.select_one("#department_id-error").text
    with app.app_context():
        set_scope(db.session(), 1)
        db.session.add(Department(name="État civil"))
        db.session.commit()
    link = link_of(visit(f"{MEMBERS}/inviter", role="contributor", department_id="1"))
    assert "contributeur" in checked(app.test_client().get(link).text).main.text
    assert "État civil" in row_of(visit(MEMBERS), "la personne qui a le lien")


def test_a_revoked_link_opens_nothing(visit, signed_in, app):
    link = link_of(visit(f"{MEMBERS}/inviter", role="reader"))
    page = visit(MEMBERS)
    form = page.select_one("main form")
    assert signed_in.post(form["action"], data={"csrf_token": token_of(str(form))}).status_code == 302
    assert app.test_client().get(link).status_code == 404
    assert "Aucune invitation" in visit(MEMBERS).main.text


def test_a_new_role_holds_at_once_and_ends_the_sessions(visit, app, other):
    browser = browser_of(app, other)
    assert browser.get("/materiels/nouveau").status_code == 200
    visit(f"{MEMBERS}/{OTHER}", status=302, role="reader")
    assert browser.get("/materiels/nouveau").location.startswith("/connexion")
    assert browser_of(app, other).get("/materiels/nouveau").status_code == 403


def test_a_member_is_disabled_and_enabled_again(visit, signed_in, app, other):
    browser = browser_of(app, other)
    for verb, word in (("desactiver", "désactivé"), ("reactiver", "actif")):
        form = visit(f"{MEMBERS}/{OTHER}").select_one(f"form[action$={verb}]")
        sent = {field["name"]: field["value"] for field in form.select("input")}
        assert signed_in.post(form["action"], data=sent).location == MEMBERS
        assert word in row_of(visit(MEMBERS), other)
        assert browser.get("/materiels").status_code == 302


def test_a_member_is_removed_after_a_confirmation(visit, app, other):
    browser = browser_of(app, other)
    address = f"{MEMBERS}/{OTHER}/retirer"
    assert "dans l’historique" in visit(address).main.text
    assert other in visit(MEMBERS).main.text
    visit(address, status=302, confirmed="")
    assert other not in visit(MEMBERS).main.text
    assert browser.get("/materiels").location.startswith("/connexion")


@pytest.mark.parametrize("page", ["", "/retirer"])
def test_who_acts_on_what_has_changed_meanwhile_is_told(visit, signed_in, other, page):
    seen = fields_of(signed_in.get(f"{MEMBERS}/{OTHER}{page}").text)
    visit(f"{MEMBERS}/{OTHER}", status=302, role="reader")
    told = signed_in.post(f"{MEMBERS}/{OTHER}{page}", data=seen | {"role": "administrator"}, follow_redirects=True)
    assert "Quelqu’un a modifié ce membre" in checked(told.text).main.text
    assert "Lecteur" in row_of(visit(MEMBERS), other)


def test_an_administrator_finds_no_button_on_their_own_page_and_cannot_do_without(visit, signed_in):
    page = visit(f"{MEMBERS}/1")
    assert not page.select("main form")
    sent = {"csrf_token": token_of(signed_in.get(f"{MEMBERS}/inviter").text), "version": "1", "role": "reader"}
    for verb in ("", "/desactiver", "/retirer"):
        assert signed_in.post(f"{MEMBERS}/1{verb}", data=sent).status_code == 403
    assert "Administrateur" in row_of(visit(MEMBERS), "dsi@valbrume.example")


def test_only_the_role_and_the_department_come_from_the_form(visit, app, other):
    held = {"organisation_id": "2", "account_id": "1", "id": "7", "active": "", "email": "x@y.example"}
    visit(f"{MEMBERS}/{OTHER}", status=302, role="reader", **held)
    with app.app_context():
        set_scope(db.session(), 1)
        found = db.session.query(Membership).filter_by(id=OTHER).one()
        assert (found.organisation_id, found.account_id, found.role) == (1, 2, Role.READER)
    assert "actif" in row_of(visit(MEMBERS), other)


@pytest.fixture
def second_town(app):
    """The one-time link of a second town, for a manager."""
    with app.app_context():
        with acting_as(db.session(), operator=True):
            town = Organisation(id=2, code="autre", name="Autre-Commune")
            db.session.add(town)
            db.session.commit()
        set_scope(db.session(), 2)
        return f"/premier-acces/{invite(town, Role.MANAGER)}"


def test_a_link_says_what_to_do_to_who_has_an_account(app, second_town):
    page = checked(app.test_client().get(second_town).text)
    assert "Vous avez déjà un compte" in page.main.text
    assert page.select_one(f"main a[href='/connexion?next={second_town}']")


def test_who_is_signed_in_joins_with_their_account_and_uses_the_link_up(visit, signed_in, app, second_town):
    form = visit(second_town).select_one("main form")
    assert "Rejoindre Autre-Commune" in form.text
    sent = {"csrf_token": token_of(str(form))}
    assert signed_in.post(form["action"], data=sent).status_code == 302
    assert "membre de Autre-Commune" in visit("/").main.text
    assert app.test_client().get(second_town).status_code == 404
    assert signed_in.post(form["action"], data=sent).location == "/"  # the same sending, recorded once
    sent = {"csrf_token": token_of(signed_in.get("/compte").text)}
    assert signed_in.post(form["action"], data=sent).status_code == 404


def test_who_serves_two_towns_can_be_removed_from_one_and_not_disabled(visit, app, other):
    with app.app_context(), acting_as(db.session(), operator=True):
        db.session.add(Organisation(id=2, code="autre", name="Autre-Commune"))
        db.session.commit()
    add_member(app, Role.MANAGER, "Agent", organisation=2)
    page = visit(f"{MEMBERS}/{OTHER}")
    assert "une autre collectivité" in page.main.text
    assert not page.select("form[action$=desactiver]")
    visit(f"{MEMBERS}/{OTHER}/retirer", status=302, confirmed="")
    assert other not in visit(MEMBERS).main.text
    assert browser_of(app, other).get("/materiels").status_code == 200


def test_an_address_that_no_link_has_is_not_found(visit):
    assert visit(f"{MEMBERS}/99", status=404).main.text
    assert visit(f"{MEMBERS}/99/retirer", status=404).main.text


def test_no_token_is_kept(visit, app):
    link = link_of(visit(f"{MEMBERS}/inviter", role="reader"))
    with app.app_context():
        set_scope(db.session(), 1)
        kept = [invitation.token_hash for invitation in db.session.query(Invitation)]
    assert not [one for one in kept if one in link]


def test_a_link_used_revoked_too_old_or_invented_is_answered_alike(visit, signed_in, app):
    links = [link_of(visit(f"{MEMBERS}/inviter", role="reader", email=f"{name}@b.example")) for name in "abc"]
    used, revoked, old = links
    sent = {"name": "Élue", "email": "a@b.example", "password": PASSWORD, "again": PASSWORD}
    stranger = app.test_client()
    assert stranger.post(used, data=fields_of(stranger.get(used).text) | sent).status_code == 302
    with app.app_context():
        set_scope(db.session(), 1)
        db.session.execute(delete(Invitation).where(Invitation.email == "b@b.example"))
        db.session.execute(update(Invitation).where(Invitation.email == "c@b.example").values(expires_at=now()))
        db.session.commit()
    answers = [app.test_client().get(link) for link in (used, revoked, old, "/premier-acces/invente")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


CONFIRMED = ("/administration/membres/inviter", "/administration/membres/1", "/administration/personnes")


@pytest.mark.parametrize("address", CONFIRMED)
def test_rights_are_given_by_who_proved_who_they_are_a_moment_ago(app, signed_in, address):
    assert signed_in.get(address).status_code == 200
    with app.app_context():
        db.session.execute(update(SignIn).values(confirmed_at=now() - timedelta(minutes=11)))
        db.session.commit()
    answer = signed_in.get(address)
    assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/compte/confirmer")
