"""The second factor: set up once, asked at each door, used once, never lost for good."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from itsdangerous import TimestampSigner
from sqlalchemy import select

from inventaire.domain.errors import Conflict
from inventaire.models import Account, AuditLine, Membership, RecoveryCode, SignIn, db
from inventaire.models.scope import set_scope
from inventaire.services.second_factor import switch_on
from inventaire.services.session import open_session, person_of
from tests.conftest import PASSWORD, checked, fields_of, token_of
from tests.second_factor import Telephone, give_telephone
from tests.views.test_own_account import is_in, sign_in

PAGE = "/compte/second-facteur"
ASKED = "/connexion/code"


def codes_on(page):
    return [each.text for each in page.select("main li code")]


def send(client, address, **values):
    return client.post(address, data=fields_of(client.get(address).text) | values)


@pytest.fixture
def telephone(app, clock):
    return give_telephone(app, clock)


@pytest.fixture
def half_way(app, telephone):
    """A browser that gave the password and not the code."""
    return sign_in(app)


@pytest.fixture
def set_up(visit, clock):
    """Put one's own second factor in place through the page; give the telephone and the codes on paper."""
    telephone = Telephone(visit(PAGE).select_one("main p code").text, clock)
    page = visit(PAGE, code=telephone.code)
    return telephone, codes_on(page)


def test_the_page_draws_the_key_and_writes_it(visit):
    page = visit(PAGE)
    assert page.select_one("main svg[role=img] title").text
    assert len(page.select_one("main p code").text.replace(" ", "")) == 32
    assert visit(PAGE).select_one("main p code").text == page.select_one("main p code").text


def test_it_is_in_place_once_the_telephone_shows_a_good_code(app, signed_in, clock, visit):
    another = sign_in(app)
    telephone = Telephone(visit(PAGE).select_one("main p code").text, clock)
    assert "n’est pas bon" in visit(PAGE, status=422, code=telephone.wrong()).text
    before = signed_in.get_cookie("inventaire").value
    page = visit(PAGE, code=telephone.code)
    assert len(set(codes_on(page))) == 10
    assert signed_in.get_cookie("inventaire").value != before
    assert is_in(signed_in)
    assert not is_in(another)
    shown = visit(PAGE)
    assert "10" in shown.select_one(".facts").text
    assert not set(codes_on(page)) & set(shown.stripped_strings)
    assert "en place" in visit("/compte").select_one(".facts").text


def test_codes_on_paper_are_kept_as_hashes_and_the_trace_tells_none(app, set_up):
    _, codes = set_up
    with app.app_context():
        set_scope(db.session(), 1)
        kept = {code.code_hash for code in db.session.scalars(select(RecoveryCode))}
        assert len(kept) == 10
        account = db.session.scalars(select(Account)).one()
        secrets = {*codes, *kept, account.totp_nonce}
        lines = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc()).limit(11)).all()
        assert {line.subject for line in lines} == {"account", "recovery_code"}
        assert not [line for line in lines if any(secret in str(line.sides()) for secret in secrets)]


def test_after_the_password_comes_the_code(app, half_way, telephone):
    assert not is_in(half_way)
    page = checked(half_way.get(ASKED).text)
    assert "Votre mot de passe est bon" in page.text
    assert send(half_way, ASKED, code=telephone.code).location == "/"
    assert is_in(half_way)
    with app.app_context():
        assert db.session.scalars(select(SignIn)).one().second_factor


def test_the_page_that_was_wanted_comes_after_the_code(app, telephone):
    client = app.test_client()
    address = client.get("/materiels?tri=name").location
    answer = send(client, address, email="dsi@valbrume.example", password=PASSWORD)
    assert answer.location.startswith(f"{ASKED}?next=")
    assert send(client, answer.location, code=telephone.code).location == "/materiels?tri=name"


@pytest.mark.parametrize("address", ["/", "/materiels", "/compte", PAGE, "/compte/mot-de-passe", "/collectivites"])
def test_half_way_opens_nothing(half_way, address):
    assert half_way.get(address).location.startswith("/connexion?next=")


def test_the_code_cannot_be_asked_of_nobody(client):
    assert client.get(ASKED).location == "/connexion"
    token = token_of(client.get("/connexion").text)
    answer = client.post(ASKED, data={"csrf_token": token, "code": "000000"})
    assert answer.location == "/connexion"
    assert "Commencez par votre mot de passe" in client.get("/connexion").text


def test_a_code_is_good_once_in_another_browser_too(app, half_way, telephone, clock):
    other, code = sign_in(app), telephone.code
    assert send(half_way, ASKED, code=code).status_code == 302
    assert send(other, ASKED, code=code).status_code == 422
    clock.wait(seconds=30)
    assert send(other, ASKED, code=telephone.code).status_code == 302


def test_of_two_that_come_together_with_one_code_one_is_let_in(app, telephone):
    browsers = [sign_in(app), sign_in(app)]
    sent = [fields_of(browser.get(ASKED).text) | {"code": telephone.code} for browser in browsers]
    with ThreadPoolExecutor() as pool:
        answers = pool.map(lambda browser, form: browser.post(ASKED, data=form).status_code, browsers, sent)
    assert sorted(answers) == [302, 422]


def test_the_cookie_of_half_a_sign_in_cannot_be_used_again_with_its_code(app, half_way, telephone):
    old, code = half_way.get_cookie("inventaire").value, telephone.code
    send(half_way, ASKED, code=code)
    replayed = app.test_client()
    replayed.set_cookie("inventaire", old)
    assert send(replayed, ASKED, code=code).status_code == 422
    assert not is_in(replayed)


def test_half_way_lasts_five_minutes(half_way, monkeypatch, telephone):
    present = TimestampSigner.get_timestamp
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: present(self) + 301)
    assert half_way.get(ASKED).location == "/connexion"


@pytest.mark.parametrize("change", [{"active": False}, {"password_hash": "autre"}, {"totp_nonce": "autre"}])
def test_half_way_shuts_when_the_account_changes(app, half_way, telephone, change):
    with app.app_context():
        db.session.query(Account).update(change)
        db.session.commit()
    assert half_way.get(ASKED).location == "/connexion"


def test_half_way_leads_nowhere_once_one_belongs_nowhere(app, half_way, telephone):
    with app.app_context():
        set_scope(db.session(), 1)
        db.session.query(Membership).delete()
        db.session.commit()
    answer = send(half_way, ASKED, code=telephone.code)
    assert (answer.status_code, "aucune collectivité" in answer.text) == (403, True)


def test_guessing_codes_is_slowed_as_guessing_passwords(half_way, telephone, clock):
    statuses = [send(half_way, ASKED, code=telephone.wrong()).status_code for _ in range(6)]
    assert statuses == [422] * 4 + [429] * 2
    clock.wait(minutes=15)
    assert half_way.get(ASKED).status_code == 200
    assert send(half_way, ASKED, code=telephone.code).status_code == 302


def test_coming_in_twice_a_day_slows_nobody_of_the_same_address(app, telephone, clock):
    for _ in range(25):
        clock.wait(seconds=30)
        assert send(sign_in(app), ASKED, code=telephone.code).status_code == 302


def test_a_failed_code_and_a_good_one_are_told_in_the_log(half_way, telephone, told):
    for code in (telephone.wrong(), telephone.code):
        send(half_way, ASKED, code=code)
    found = [line for line in told("code_asked", "code_failed", "signed_in") if line["account_id"] == 1]
    assert [line["event"] for line in found] == ["code_asked", "code_failed", "signed_in"]
    assert found[-1]["second_factor"]


def test_a_code_on_paper_stands_once_for_the_telephone(app, set_up, clock):
    _, codes = set_up
    first, second = sign_in(app), sign_in(app)
    assert send(first, ASKED, code=f" {codes[3].upper()} ").status_code == 302
    assert send(second, ASKED, code=codes[3]).status_code == 422
    assert send(second, ASKED, code=codes[4]).status_code == 302
    assert "8" in checked(first.get(PAGE).text).select_one(".facts").text


def test_new_codes_on_paper_take_the_place_of_the_former(app, visit, set_up, clock):
    telephone, codes = set_up
    clock.wait(seconds=30)
    visit(f"{PAGE}/codes", status=422, code=telephone.wrong())
    drawn = codes_on(visit(f"{PAGE}/codes", code=telephone.code))
    assert len(set(drawn) - set(codes)) == 10
    client = sign_in(app)
    assert send(client, ASKED, code=codes[0]).status_code == 422
    assert send(client, ASKED, code=drawn[0]).status_code == 302


def test_it_is_taken_away_against_a_code(app, visit, set_up, clock):
    telephone, _ = set_up
    clock.wait(seconds=30)
    visit(f"{PAGE}/retirer", status=422, code=telephone.wrong())
    visit(f"{PAGE}/retirer", status=302, code=telephone.code)
    assert "pas en place" in visit("/compte").select_one(".facts").text
    assert is_in(sign_in(app))
    with app.app_context():
        assert not db.session.scalars(select(RecoveryCode)).all()
        assert not any(each.second_factor for each in db.session.scalars(select(SignIn)))


@pytest.mark.parametrize("action", ["codes", "retirer"])
def test_without_a_second_factor_there_is_nothing_to_renew_nor_to_take_away(visit, action):
    assert "Aucun second facteur" in visit(f"{PAGE}/{action}", status=409, code="000000").text


def test_it_is_not_set_up_twice(app, signed_in, clock, visit):
    sent = fields_of(signed_in.get(PAGE).text)
    give_telephone(app, clock)
    assert "déjà" not in signed_in.post(PAGE, data=sent | {"code": "000000"}).text
    assert "Il est en place" in visit(PAGE).text
    with app.app_context():
        person = person_of(open_session(db.session.query(Account).one()))
        with pytest.raises(Conflict, match="déjà en place"):
            switch_on(person, "nonce", "000000")


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}/codes", f"{PAGE}/retirer"])
def test_changing_it_asks_the_password_again_after_a_while(signed_in, clock, address):
    clock.wait(minutes=11)
    assert signed_in.get(address).location.startswith("/compte/confirmer?next=")


def test_after_the_key_of_the_installation_changes_a_telephone_is_still_known(app, app_with, telephone):
    new = "n" * 40
    for former, status in (((), 422), (("k" * 40,), 302)):
        client = sign_in(app_with(secret_key=new, former_keys=former))
        assert send(client, ASKED, code=telephone.code).status_code == status
