"""Of an application and the contracts that cover it, one value counts, and no euro twice."""

from datetime import date

import pytest
from sqlalchemy import select

from inventaire.domain.contract import Renewal
from inventaire.domain.partial_date import PartialDate
from inventaire.models import Application, Contract, ContractApplication, ContractDevice, db
from inventaire.models.base import now
from inventaire.services.application import ApplicationQuery, get_application, list_applications
from inventaire.services.contract_terms import ENDS_ON, NOTICE_MONTHS, YEARLY_COST, notice_of
from inventaire.services.database import writing
from inventaire.services.dependency import profile_of
from inventaire.services.dependency_list import all_profiles
from inventaire.services.holdings import uses
from inventaire.services.plan import current_plan
from tests.services.inventories import a_part, software, take_in

TODAY = date.today()  # noqa: DTZ011 - the database counts so too
NEXT, LATER, PAST = f"{TODAY.year + 1}-06-30", f"{TODAY.year + 3}", f"{TODAY.year - 1}"


@pytest.fixture(autouse=True)
def _two_programs(town):
    own = {"contract_ends_on": NEXT, "notice_months": 2, "yearly_cost_excl_eur": 100.0}
    take_in(a_part({"name": "PC", "serial": "A1"}), software({"raw_name": "Zoom", **own}, {"raw_name": "Doodle"}))


def bind(*applications, devices=(), **values):
    """Record a contract that covers these applications, by rank from 1."""
    with writing() as session:
        for field in ("starts_on", "ends_on"):
            if field in values:
                values[field] = PartialDate.parse(values[field])
        contract = Contract(**{"title": f"C{session.query(Contract).count()}"} | values)
        session.add(contract)
        session.flush()
        session.add_all(ContractApplication(contract_id=contract.id, application_id=each) for each in applications)
        session.add_all(ContractDevice(contract_id=contract.id, device_id=each) for each in devices)
    return contract


def terms(application):
    end, notice, cost = db.session.execute(
        select(ENDS_ON, NOTICE_MONTHS, YEARLY_COST).where(Application.id == application)
    ).one()
    return str(end) if end else None, notice, cost


def test_without_a_contract_the_application_says_it_all():
    assert (terms(1), terms(2)) == ((NEXT, 2, 100.0), (None, None, None))


def test_the_contract_that_ends_last_gives_the_end_and_its_own_notice():
    bind(1, ends_on=NEXT, notice_months=6)
    bind(1, ends_on=LATER)
    assert terms(1) == (LATER, None, 100.0)
    assert notice_of(1) is None


def test_a_contract_without_an_end_leaves_those_of_the_application():
    bind(1, notice_months=9)
    assert terms(1)[:2] == (NEXT, 2)


def test_the_cost_of_the_application_counts_and_the_contracts_only_where_there_is_none():
    bind(1, yearly_amount_excl_eur=150.0)
    bind(2, yearly_amount_excl_eur=40.0)
    bind(2, yearly_amount_excl_eur=2.5)
    assert (terms(1)[2], terms(2)[2]) == (100.0, 42.5)


@pytest.mark.parametrize(
    ("covers", "more"),
    [
        ((1, 2), {}),
        ((2,), {"devices": [1]}),
        ((2,), {"ends_on": PAST}),
        ((2,), {"ends_on": f"{TODAY.year - 1}-12"}),
        ((2,), {"starts_on": f"{TODAY.year + 1}"}),
    ],
)
def test_an_amount_for_several_things_or_for_another_time_is_nobodys_cost(covers, more):
    bind(*covers, yearly_amount_excl_eur=40.0, **more)
    assert terms(2)[2] is None


@pytest.mark.parametrize("more", [{"ends_on": PAST, "renewal": Renewal.TACIT}, {"ends_on": f"{TODAY.year}"}])
def test_a_contract_renewed_by_silence_or_that_ends_this_year_is_in_force(more):
    bind(2, yearly_amount_excl_eur=40.0, **more)
    assert terms(2)[2] == 40.0


def test_a_contract_in_the_bin_says_nothing():
    contract = bind(2, ends_on=LATER, yearly_amount_excl_eur=40.0)
    with writing() as session:
        session.get_one(Contract, contract.id).deleted_at = now()
    assert terms(2) == (None, None, None)


def test_the_list_the_plan_the_spending_and_the_risks_read_the_same():
    with writing() as session:
        session.get_one(Application, 1).tool = "zoom"
    bind(1, 2, ends_on=LATER, notice_months=5, yearly_amount_excl_eur=900.0)
    rows = list_applications(ApplicationQuery(sort="contract_ends_on"), 1).rows
    assert [str(row.contract_ends_on) for row in rows] == [LATER, LATER]
    steps = [step for step in current_plan(TODAY).steps if step.tool == "zoom"]
    assert "préavis de 5 mois" in steps[0].because
    assert sum(each.cost for each in uses()) == 100.0
    (listed,) = [line.profile for line in all_profiles(TODAY) if line.application_id == 1]
    assert profile_of(get_application(1), TODAY) == listed
