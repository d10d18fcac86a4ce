"""Everything about a person is found, and goes without a break in the trace."""

import json
from datetime import date

import pytest
from sqlalchemy import NullPool, create_engine, select, text

from inventaire.domain.errors import NotFound, Refusal
from inventaire.domain.estimate import Quality
from inventaire.domain.factors import Bounds, OwnFigure, OwnValue
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.person import words_of
from inventaire.domain.prices import PriceKey
from inventaire.domain.vocabulary import DeviceCategory, Role
from inventaire.models import (
    Account,
    Device,
    Import,
    ImportRow,
    Invitation,
    Membership,
    Organisation,
    SentForm,
    SignIn,
    db,
)
from inventaire.models.audit_line import ACTOR, PERSONAL, Actor
from inventaire.models.base import Base
from inventaire.models.scope import acting_as, set_scope
from inventaire.services import account as accounts
from inventaire.services import purchase
from inventaire.services.application import get_application, update_application
from inventaire.services.database import writing
from inventaire.services.device import create_device, get_device, update_device
from inventaire.services.factors import prefer_factor
from inventaire.services.history import history_of
from inventaire.services.organisation import current_organisation, update_organisation
from inventaire.services.person import SEARCHED, find_account, find_person, person_sheet
from inventaire.services.person_erasure import erase_person
from inventaire.services.policy import create_policy
from inventaire.services.prices import give_price
from inventaire.services.report.freezing import freeze_report, lift_report
from inventaire.services.report.yearly import yearly_report
from inventaire.services.session import open_session, person_of
from inventaire.services.trace_check import installation_faults
from inventaire.services.user_names import forget_user_names
from tests.conftest import PASSWORD
from tests.services.inventories import a_part, software, take_in

MARK = "Zorglub"
ADDRESS = "e.zorglub@valbrume.example"


@pytest.fixture(autouse=True)
def _at_home(town):
    pass


@pytest.fixture
def zorglub():
    """A manager who left their name everywhere; give their account."""
    token = accounts.invite(current_organisation(), Role.MANAGER)
    account = accounts.accept_invitation(token, "Émile Zorglub", ADDRESS, PASSWORD)
    db.session().info[ACTOR] = Actor(account.name, account.id, Role.ADMINISTRATOR)
    device = create_device({"category": DeviceCategory.LAPTOP, "name": "PC-ZORGLUB", "user_label": "É. Zorglub"})
    update_device(device.id, 1, {"comment": "Rendu par Émile Zorglub", "name": "PC-1"})
    part = a_part({"name": "zorglub-2", "serial": "S2"}, {"name": "PC-9"}, file="parc-zorglub.csv")
    take_in(part, software({"raw_name": "Zoom", "device": "S2"}, {"raw_name": "X", "device": "PC de Zorglub"}))
    update_application(get_application(1).id, 1, {"comment": "Demandé par Zorglub"})
    with writing() as session:
        session.add(Invitation(role=Role.READER, token_hash="h", email=ADDRESS, expires_at=account.created_at))
    db.session().info[ACTOR] = Actor("test")
    return account


def dump(app):
    """Give everything the database holds, as its owner reads it, in plain text."""
    db.session.rollback()  # the owner waits for whoever holds a table
    url = app.config["DATABASE_OWNER_URL"] or app.config["SQLALCHEMY_DATABASE_URI"]
    engine = create_engine(url, poolclass=NullPool)
    found = []
    with engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            if engine.dialect.name == "postgresql":
                connection.execute(text(f'ALTER TABLE "{table.name}" NO FORCE ROW LEVEL SECURITY'))
            rows = [list(row) for row in connection.execute(select(table))]
            found.append(json.dumps(rows, default=str, ensure_ascii=False))
    return "\n".join(found)


def test_every_place_is_found(zorglub):
    found = find_person("zorglub")
    tables = {place.table for place in found}
    assert tables == {"account", "device", "application", "invitation", "import", "import_row", "audit_line"}
    (account,) = [place for place in found if place.table == "account"]
    assert account.values == ("Émile Zorglub", ADDRESS, "Gestionnaire")
    assert {place.values for place in found if place.table == "device"} == {
        ("É. Zorglub", "Rendu par Émile Zorglub"),
        ("zorglub-2",),
    }
    assert {place.number for place in found if place.table == "import_row"} == {1}
    sheet = person_sheet(found)
    assert ("Compte", zorglub.id, "Nom, Adresse électronique, Rôle", ADDRESS) in list(sheet.rows)


def test_after_the_erasure_the_name_is_nowhere_and_the_trace_is_whole(town, zorglub):
    token = open_session(zorglub)
    set_scope(db.session(), 1)
    assert MARK.lower() in dump(town).lower()
    assert erase_person(find_person(MARK), words_of(MARK)) > 10
    assert find_person(MARK) == []
    assert MARK.lower() not in dump(town).lower()
    assert installation_faults() == []
    assert person_of(token) is None
    set_scope(db.session(), 1)
    account = db.session().get_one(Account, zorglub.id)
    assert (account.name, account.active, account.password_hash) == (
        f"Personne effacée n°\u00a0{account.id}",
        False,
        None,
    )
    assert account.email.endswith(".invalid")
    assert get_device(1).comment == "(effacé)"
    assert history_of("device", 1)[-1].actor == account.name
    assert history_of("device", 1)[-1].erased
    assert db.session.scalars(select(Import.author)).all() == [account.name]


def test_a_name_searched_for_by_somebody_else_goes_from_where_their_forms_led(town, zorglub):
    open_session(db.session.get(Account, 1))
    set_scope(db.session(), 1)
    with writing() as session:
        searcher = session.scalars(select(SignIn.id).where(SignIn.account_id == 1)).first()
        session.add(SentForm(key="0" * 64, sign_in_id=searcher, leads_to="/materiels?q=Zorglub"))
    erase_person(find_person(MARK), words_of(MARK))
    assert db.session.scalars(select(SentForm.leads_to)).all() == []


def test_all_that_the_trace_keeps_aside_is_looked_through():
    searched = {model.__tablename__: set(fields) for model, fields in SEARCHED}
    of_accounts = {"account", "identity"}  # found by what they are
    assert {table: fields for table, fields in PERSONAL.items() if not fields <= searched.get(table, set())}.keys() == (
        of_accounts
    )


def test_a_frozen_report_gives_a_name_back_and_keeps_the_rest(town):
    figures = Bounds(50, 100, 200)
    value = OwnValue(OwnFigure.EMBODIED, figures, date(2025, 1, 1), "Étude de Mme Zorglub", "Nos achats", Quality.B)
    prefer_factor(DeviceCategory.LAPTOP, value)
    create_device({"category": DeviceCategory.LAPTOP, "quantity": 3})
    purchase.create_purchase({"label": "Don de Zorglub", "bought_on": PartialDate(2026), "supplier": "Zorglub"})
    price = {"key": PriceKey.KWH, "category": None, "value": 0.2, "since": PartialDate(2026)}
    give_price(**price, reason="Facture reçue par Zorglub")
    create_policy({"name": "Douze ans", "comment": "Demandée par Zorglub", "ages": {}, "hours": {}})
    for reason in ("Zorglub l’a vue fausse", None):
        freeze_report(2026, date(2026, 11, 22))
        if reason:
            lift_report(2026, reason)
    tables = {place.table for place in find_person(MARK)}
    assert tables >= {"own_factor", "purchase", "price_parameter", "fleet_policy", "frozen_report"}
    before = yearly_report(2026, date(2026, 11, 22)).blocks
    erase_person(find_person(MARK), words_of(MARK))
    after = yearly_report(2026, date(2026, 11, 22)).blocks
    assert 1 <= sum(one != other for one, other in zip(before, after, strict=True)) <= 5
    assert MARK.lower() not in dump(town).lower()
    assert installation_faults() == []


@pytest.mark.sqlite
def test_the_file_itself_no_longer_holds_the_name(town, zorglub):
    erase_person(find_person(MARK), words_of(MARK))
    for path in town.config["INSTANCE"].glob("inventaire.sqlite*"):
        assert MARK.lower().encode() not in path.read_bytes().lower(), path.name


def test_an_account_is_found_and_erased_by_its_address(town, zorglub):
    found = find_account(ADDRESS.upper())
    assert {"account", "invitation", "import", "audit_line"} <= {place.table for place in found}
    erase_person(found, words_of(ADDRESS))
    assert ADDRESS not in dump(town)
    assert installation_faults() == []
    assert get_device(2).name == "zorglub-2"
    with pytest.raises(NotFound):
        find_account(ADDRESS)


def test_only_the_places_chosen_are_erased(zorglub):
    chosen = [place for place in find_person(MARK) if place.table == "device"]
    erase_person(chosen, words_of(MARK))
    assert {place.table for place in find_person(MARK)} >= {"account", "application", "audit_line"}
    assert "device" not in {place.table for place in find_person(MARK)}
    assert installation_faults() == []


def test_the_last_administrator_cannot_be_erased(town):
    before = dump(town)
    with pytest.raises(Refusal, match="dernier administrateur"):
        erase_person(find_account("dsi@valbrume.example"), words_of("dsi@valbrume.example"))
    assert dump(town) == before


def test_who_belongs_elsewhere_too_only_leaves(town, zorglub):
    with acting_as(db.session(), operator=True), writing() as session:
        session.add(Organisation(id=2, code="autre", name="Autre-Commune"))
    with acting_as(db.session(), organisation_id=2), writing() as session:
        session.add(Membership(account_id=zorglub.id, organisation_id=2, role=Role.READER))
    erase_person(find_account(ADDRESS), words_of(ADDRESS))
    account = db.session().get_one(Account, zorglub.id)
    assert (account.active, account.email) == (True, ADDRESS)
    assert db.session.scalars(select(Membership.role).where(Membership.account_id == zorglub.id)).all() == []
    with acting_as(db.session(), organisation_id=2):
        assert db.session.scalars(select(Membership.role)).all() == [Role.READER]
    assert db.session.scalar(select(Import.author)) == f"Personne effacée n°\u00a0{zorglub.id}"


def test_another_town_keeps_what_it_holds_of_a_namesake(town, zorglub):
    with acting_as(db.session(), operator=True), writing() as session:
        session.add(Organisation(id=2, code="autre", name="Autre-Commune"))
    with acting_as(db.session(), organisation_id=2):
        create_device({"category": DeviceCategory.LAPTOP, "name": "PC-ZORGLUB"})
    erase_person(find_person(MARK), words_of(MARK))
    with acting_as(db.session(), organisation_id=2):
        assert [place.table for place in find_person(MARK)] == ["device", "audit_line"]
    assert installation_faults() == []


def test_the_users_of_machines_are_forgotten_everywhere(town):
    update_organisation(current_organisation().version, {"keeps_user_names": True})
    take_in(a_part({"name": "PC-1", "user_label": "Zorglub"}))
    update_device(1, 1, {"user_label": "Zorglub Émile"})
    update_organisation(current_organisation().version, {"keeps_user_names": False})
    assert forget_user_names() == 1
    assert MARK not in dump(town)
    assert get_device(1).name == "PC-1"
    assert db.session.scalar(select(ImportRow.values)) == {"category": "laptop", "name": "PC-1"}
    assert db.session.scalar(select(Device.user_label)) is None
    assert installation_faults() == []
