"""Two organisations in one database: neither sees nor touches what is the other's."""

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import aliased

from inventaire.domain.device_life import Act
from inventaire.domain.errors import NotFound
from inventaire.domain.factors import OwnFigure
from inventaire.domain.interview import AnswerState
from inventaire.domain.meters import MeterKind, ReadingKind
from inventaire.domain.model_sheet import known_as
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.prices import PriceKey
from inventaire.domain.purchase import AvoidedKind
from inventaire.domain.reuse_table import RecipientKind
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus, DisposalOutlet, NameKind
from inventaire.models import (
    Application,
    AuditHead,
    AuditLine,
    AvoidedPurchase,
    CatalogOpinion,
    Consolidated,
    Contract,
    ContractApplication,
    ContractDevice,
    Department,
    DependencyAnswer,
    DependencySetting,
    Device,
    DeviceEvent,
    Disposal,
    DisposedDevice,
    FleetPolicy,
    FrozenReport,
    Import,
    ImportRow,
    Installation,
    InterviewAnswer,
    LocalName,
    MakerSheet,
    Meter,
    MeteredDevice,
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
from inventaire.models.base import Base, Scoped, now
from inventaire.models.bulk import insert_all
from inventaire.models.scope import WHOLE_TABLE, OutOfScope, acting_as, caller_of, scope_of, set_scope
from inventaire.services import application as applications
from inventaire.services import device as devices
from inventaire.services.history import history_of
from inventaire.services.imports.batch import get_import
from inventaire.services.imports.record import list_imports
from inventaire.services.memory import state_of_inventory
from tests.services.inventories import a_part, outcomes, software, take_in

SCOPED = sorted(
    (mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Scoped)),
    key=lambda model: model.__name__,
)
MINE, THEIRS = 1, 2


def fill(organisation, word):
    set_scope(db.session(), organisation)
    take_in(
        a_part({"name": f"PC-{word}", "serial": "ABC123", "site": f"Mairie {word}", "department": f"Finances {word}"}),
        software({"raw_name": f"Logiciel {word}", "device": "ABC123"}),
    )
    db.session.add(Consolidated(key="devices", communes=3))
    db.session.add(RememberedReading(mark=word, headings=word, correction={}))
    db.session.add(LocalName(name=word, raw_name=word, kind=NameKind.COMPONENT))
    db.session.add(CatalogOpinion(tool="zoom", alternative="jitsi", reason=word))
    db.session.add(InterviewAnswer(question="nom-de-domaine", state=AnswerState.GIVEN, said={"text": word}, made={}))
    known = db.session.scalars(select(Application.id)).one()
    db.session.add(DependencyAnswer(application_id=known, criterion="export", value="full", evidence=word))
    db.session.add(DependencySetting(criterion="export", weight=1, reason=word))
    let_go(word)
    put_a_meter(word)
    bought(word)
    bind(word)
    db.session.commit()


def let_go(word):
    """Give the first device an event and a batch it left in, and the organisation a figure of its own."""
    day, device = PartialDate(2026, 3, 12), db.session.scalars(select(Device.id)).first()
    kind = {"outlet": DisposalOutlet.GIFT_ASSOCIATION, "recipient_kind": RecipientKind.SOLIDARITY}
    batch = Disposal(left_on=day, recipient=word, comment=word, **kind)
    db.session.add(batch)
    db.session.flush()
    db.session.add(DisposedDevice(device_id=device, disposal_id=batch.id, status=DeviceStatus.IN_STOCK))
    db.session.add(DeviceEvent(device_id=device, act=Act.BATTERY, happened_on=day, note=word))
    db.session.add(PriceParameter(key=PriceKey.KWH, since=day, value=0.2, reason=word))
    db.session.add(FleetPolicy(name=word, ages={"computers": 8}, comment=word))
    db.session.add(RegulatoryValue(key="reemploi-cible", since=day, value=60, reason=word))
    said = {"source": word, "reason": word}
    db.session.add(OwnFactor(figure=OwnFigure.LIFETIME, key="laptop", since=day, central=6, **said))
    known = {"manufacturer": word, "model": word, "known_as": known_as(word, word)}
    db.session.add(FrozenReport(year=2024, document={"kind": word}, parameters={}))
    db.session.add(MakerSheet(**known, embodied_kgco2e=200, source=word, dated=day))


def put_a_meter(word):
    """Give the first device a meter of its own, read once."""
    meter = Meter(name=word, measures=MeterKind.SOCKET, reads=ReadingKind.INDEX, comment=word)
    db.session.add(meter)
    db.session.flush()
    device = db.session.scalars(select(Device.id)).first()
    db.session.add(MeterReading(meter_id=meter.id, read_on=PartialDate(2026, 3, 12), value=12))
    db.session.add(MeteredDevice(meter_id=meter.id, device_id=device))


def bought(word):
    """Give the organisation something bought, and something that was not."""
    day, laptop = PartialDate(2025, 3, 12), DeviceCategory.LAPTOP
    db.session.add(Purchase(bought_on=day, label=word, comment=word))
    db.session.add(AvoidedPurchase(decided_on=day, avoided=AvoidedKind.STOCK, category=laptop, note=word))


def bind(word):
    """Give a contract that covers the first program and the first device."""
    contract = Contract(title=word, number=word, supplier=word, market_reference=word, comment=word)
    db.session.add(contract)
    db.session.flush()
    for link, key, model in (
        (ContractApplication, "application_id", Application),
        (ContractDevice, "device_id", Device),
    ):
        found = db.session.scalars(select(model.id).order_by(model.id)).first()
        db.session.add(link(contract_id=contract.id, **{key: found}))


@pytest.fixture(scope="module")
def first_town(database, empty_town, standing, tmp_path_factory):
    return standing.furnish(database, empty_town, tmp_path_factory.mktemp("two") / "instance", two_towns)


def two_towns():
    """Give each of two organisations a row of every table."""
    with acting_as(db.session(), operator=True):
        db.session.add(Organisation(id=THEIRS, code="autre", name="Autre-Commune"))
        db.session.commit()
    fill(THEIRS, "autre")
    fill(MINE, "mien")


@pytest.fixture(autouse=True)
def _in_town(town):
    """Hold the session to the first."""


def owners(rows):
    return {row.organisation_id for row in rows}


def their_id(model):
    with acting_as(db.session(), organisation_id=THEIRS):
        return db.session.connection().scalar(select(func.min(model.__table__.c.id)).where(owned(model, THEIRS)))


def count_of(model, organisation):
    with acting_as(db.session(), organisation_id=organisation):
        return db.session.connection().scalar(
            select(func.count()).select_from(model.__table__).where(owned(model, organisation))
        )


def owned(model, organisation):
    return model.__table__.c.organisation_id == organisation


def test_every_scoped_table_holds_rows_of_both():
    assert {Application, Department, Device, Import, ImportRow, Installation, Site} <= set(SCOPED)
    assert all(count_of(model, town) for model in SCOPED for town in (MINE, THEIRS))


@pytest.mark.parametrize("model", SCOPED)
def test_no_select_sees_the_rows_of_the_other(model):
    other = aliased(model)
    assert owners(db.session.scalars(select(model))) == {MINE}
    assert set(db.session.scalars(select(model.organisation_id))) == {MINE}
    assert set(db.session.scalars(select(other.organisation_id))) == {MINE}
    assert set(db.session.scalars(select(select(model.organisation_id).subquery()))) == {MINE}
    assert set(db.session.scalars(select(model.organisation_id).union_all(select(model.organisation_id)))) == {MINE}
    assert owners(db.session.query(model).all()) == {MINE}


@pytest.mark.parametrize("model", SCOPED)
def test_no_table_read_whole_shows_the_rows_of_the_other(model):
    read = select(model.organisation_id).execution_options(**WHOLE_TABLE)
    assert set(db.session.scalars(read)) == {MINE}
    set_scope(db.session(), THEIRS)
    assert set(db.session.scalars(read)) == {THEIRS}


@pytest.mark.parametrize("model", SCOPED)
def test_no_count_tells_the_rows_of_the_other(model):
    mine = count_of(model, MINE)
    inner = select(model.organisation_id).subquery()
    assert db.session.scalar(select(func.count()).select_from(model)) == mine
    assert db.session.scalar(select(func.count(model.id))) == mine
    assert db.session.scalar(select(func.count()).select_from(inner)) == mine


@pytest.mark.parametrize("model", SCOPED)
def test_no_row_of_the_other_is_had_by_its_number(model):
    theirs = their_id(model)
    assert db.session.get(model, theirs) is None
    assert db.session.scalar(select(model).where(model.id == theirs)) is None


def test_a_session_that_changes_hands_forgets_the_rows_it_had_loaded():
    site = db.session.scalars(select(Site)).one()
    set_scope(db.session(), THEIRS)
    assert db.session.get(Site, site.id) is None


def test_a_fault_met_for_another_is_the_one_that_shows():
    with pytest.raises(DatabaseError, match="absente"), acting_as(db.session(), organisation_id=THEIRS):
        db.session.connection().exec_driver_sql("SELECT * FROM absente")
    db.session.rollback()
    assert scope_of(db.session()) == MINE


def test_what_waits_to_be_written_is_neither_lost_nor_handed_over():
    db.session.add(Site(name="Gymnase"))
    with acting_as(db.session(), organisation_id=THEIRS), pytest.raises(OutOfScope):
        db.session.flush()
    db.session.rollback()
    db.session.add(Site(name="Gymnase"))
    with acting_as(db.session(), account_id=1):
        pass
    db.session.commit()
    assert db.session.scalar(select(Site.organisation_id).where(Site.name == "Gymnase")) == MINE


def test_a_session_that_fell_is_left_to_its_rollback():
    db.session.add(Site(name=None))
    with pytest.raises(IntegrityError), acting_as(db.session(), account_id=1):
        db.session.flush()
    db.session.rollback()
    assert caller_of(db.session()).account_id == 0


def test_what_was_read_for_another_a_moment_ago_is_forgotten():
    with acting_as(db.session(), organisation_id=THEIRS):
        site = db.session.scalars(select(Site)).one()
    assert db.session.get(Site, site.id) is None


@pytest.mark.parametrize("model", SCOPED)
def test_no_join_reaches_the_rows_of_the_other(model):
    across = select(Organisation.id, model.organisation_id).outerjoin(model, model.organisation_id == Organisation.id)
    assert set(db.session.execute(across)) == {(MINE, MINE)}
    with acting_as(db.session(), operator=True):
        assert set(db.session.execute(across)) == {(MINE, MINE), (THEIRS, None)}
    place = aliased(Site)
    everywhere = select(model.organisation_id, place.organisation_id).join(place, model.id > 0)
    assert set(db.session.execute(everywhere)) == {(MINE, MINE)}


def test_the_database_holds_a_bulk_change_of_the_trace_to_nothing():
    for change in (update(AuditLine).values(actor="x"), delete(AuditLine)):
        with pytest.raises(DatabaseError):
            db.session.execute(change)
        db.session.rollback()


@pytest.mark.parametrize("model", [model for model in SCOPED if model is not AuditLine])
def test_no_bulk_update_nor_delete_touches_the_rows_of_the_other(model):
    before = count_of(model, THEIRS)
    db.session.execute(update(model).values(organisation_id=MINE))
    assert count_of(model, THEIRS) == before
    for table in (
        Meter,
        DependencyAnswer,
        DependencySetting,
        Installation,
        ImportRow,
        Import,
        Application,
        Device,
        Department,
        Site,
        Consolidated,
        AuditHead,
        RememberedReading,
        LocalName,
        CatalogOpinion,
        InterviewAnswer,
        Disposal,
        FleetPolicy,
        PriceParameter,
        Purchase,
        AvoidedPurchase,
        RegulatoryValue,
        OwnFactor,
        MakerSheet,
        Contract,
        FrozenReport,
    ):
        db.session.execute(delete(table))
    assert count_of(model, THEIRS) == before
    assert count_of(model, MINE) == 0


@pytest.mark.parametrize("model", SCOPED)
def test_a_session_without_scope_sees_nothing(model):
    set_scope(db.session(), 0)
    assert list(db.session.scalars(select(model))) == []
    assert db.session.scalar(select(func.count()).select_from(model)) == 0


def test_a_row_of_the_other_cannot_be_written_through_this_session():
    for row in (Site(name="Ailleurs", organisation_id=THEIRS), Department(name="Ailleurs", organisation_id=THEIRS)):
        db.session.add(row)
        with pytest.raises(OutOfScope):
            db.session.commit()
        db.session.rollback()


def test_a_row_cannot_be_handed_to_the_other():
    db.session.scalars(select(Site)).one().organisation_id = THEIRS
    with pytest.raises(OutOfScope):
        db.session.commit()
    db.session.rollback()


def test_rows_inserted_together_belong_to_the_caller_whatever_they_say():
    (new,) = insert_all(db.session(), Site, [{"name": "Gymnase", "version": 1, "organisation_id": THEIRS}])
    assert db.session.get(Site, new).organisation_id == MINE


A_DEVICE = {"category": "laptop", "quantity": 1, "status": "in_service", "version": 1}
REFERENCES = [
    (Device, A_DEVICE, {"site_id": Site}),
    (Device, A_DEVICE, {"department_id": Department}),
    (Application, {"raw_name": "X", "publisher": "", "outcome": "free", "version": 1}, {"department_id": Department}),
    (
        DependencyAnswer,
        {"criterion": "notice", "value": "none", "said_at": now(), "version": 1},
        {"application_id": Application},
    ),
    (Installation, {"version": 1}, {"application_id": Application, "device_id": Device}),
    (DisposedDevice, {"status": "in_stock"}, {"disposal_id": Disposal, "device_id": Device}),
    (MeteredDevice, {}, {"meter_id": Meter, "device_id": Device}),
    (MeterReading, {"read_on": "2026-01-01", "value": 1, "replaced": False, "version": 1}, {"meter_id": Meter}),
    (DeviceEvent, {"act": "start", "happened_on": "2026"}, {"device_id": Device}),
    (ContractApplication, {}, {"contract_id": Contract, "application_id": Application}),
    (ContractDevice, {}, {"contract_id": Contract, "device_id": Device}),
]


@pytest.mark.parametrize(("model", "values", "references"), REFERENCES)
def test_the_database_itself_refuses_a_reference_to_a_row_of_the_other(model, values, references):
    crossed = {column: their_id(target) for column, target in references.items()}
    with pytest.raises(IntegrityError):
        db.session.connection().execute(insert(model.__table__).values(organisation_id=MINE, **values, **crossed))


def test_the_services_of_one_never_show_the_other():
    assert [row.name for row in devices.list_devices(devices.DeviceQuery(), 1).rows] == ["PC-mien"]
    assert devices.list_devices(devices.DeviceQuery(), 1).total == 1
    page = applications.list_applications(applications.ApplicationQuery(), 1)
    assert ([row.raw_name for row in page.rows], page.total) == (["Logiciel mien"], 1)
    assert [site.name for site in devices.sites()] == ["Mairie mien"]
    assert [found.name for found in devices.departments()] == ["Finances mien"]
    assert len(list_imports()) == 1
    assert get_import(1).organisation_id == MINE
    for find, model in ((devices.get_device, Device), (applications.get_application, Application)):
        with pytest.raises(NotFound):
            find(their_id(model))
    assert history_of("device", their_id(Device)) == []
    assert list(devices.software_of(their_id(Device))) == []
    assert list(applications.machines_of(their_id(Application))) == []


def test_an_import_matches_its_own_machines_only():
    part = a_part({"serial": "ABC123", "model": "5500"})
    take_in(part)
    assert outcomes(part) == ["updated"]
    set_scope(db.session(), THEIRS)
    assert db.session.scalars(select(Device)).one().model is None


def test_the_state_of_an_inventory_moves_with_its_own_writes_only():
    before = state_of_inventory()
    set_scope(db.session(), THEIRS)
    take_in(a_part({"serial": "XYZ789"}))
    set_scope(db.session(), MINE)
    assert state_of_inventory() == before
    take_in(a_part({"serial": "JKL456"}))
    assert state_of_inventory() != before
