"""The names of rows that are known by their number."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import String, cast, func, select

from inventaire.models import (
    Account,
    Application,
    CatalogOpinion,
    Contract,
    ContractApplication,
    ContractDevice,
    Department,
    DependencyAnswer,
    DependencySetting,
    Device,
    Disposal,
    FleetPolicy,
    Import,
    Installation,
    InterviewAnswer,
    LocalName,
    Membership,
    Meter,
    MeterReading,
    Organisation,
    Purchase,
    Site,
    db,
)
from inventaire.models.bulk import chunks

Known = tuple[str, int]


def _linked(name: Any, there: Any) -> Any:
    return select(name).where(there).scalar_subquery()


NAMES: dict[str, Any] = {
    "account": (Account, Account.name),
    "application": (Application, Application.raw_name),
    "catalog_opinion": (CatalogOpinion, CatalogOpinion.alternative),
    "contract": (Contract, Contract.title),
    "contract_application": (
        ContractApplication,
        _linked(Contract.title, Contract.id == ContractApplication.contract_id),
    ),
    "contract_device": (ContractDevice, _linked(Contract.title, Contract.id == ContractDevice.contract_id)),
    "department": (Department, Department.name),
    "fleet_policy": (FleetPolicy, FleetPolicy.name),
    "dependency_answer": (
        DependencyAnswer,
        _linked(Application.raw_name, Application.id == DependencyAnswer.application_id),
    ),
    "dependency_setting": (DependencySetting, DependencySetting.criterion),
    "device": (Device, func.coalesce(Device.name, Device.serial, Device.inventory_number)),
    "disposal": (Disposal, Disposal.recipient),
    "import": (Import, cast(Import.number, String)),
    "installation": (Installation, _linked(Application.raw_name, Application.id == Installation.application_id)),
    "local_name": (LocalName, LocalName.raw_name),
    "interview_answer": (InterviewAnswer, InterviewAnswer.question),
    "meter": (Meter, Meter.name),
    "meter_reading": (MeterReading, _linked(Meter.name, Meter.id == MeterReading.meter_id)),
    "membership": (Membership, _linked(Account.name, Account.id == Membership.account_id)),
    "organisation": (Organisation, Organisation.name),
    "purchase": (Purchase, Purchase.label),
    "site": (Site, Site.name),
}
REFERENCES = {
    "account_id": "account",
    "application_id": "application",
    "contract_id": "contract",
    "department_id": "department",
    "device_id": "device",
    "disposal_id": "disposal",
    "group_id": "organisation",
    "meter_id": "meter",
    "site_id": "site",
}


def names_of(wanted: Iterable[Known]) -> dict[Known, str]:
    """Give the present names of rows (table, number); what has gone, or has no name, is left out."""
    by_table: dict[str, set[int]] = defaultdict(set)
    for table, number in wanted:
        by_table[table].add(number)
    return {known: name for table in by_table.keys() & NAMES.keys() for known, name in _named(table, by_table[table])}


def _named(table: str, numbers: set[int]) -> Iterable[tuple[Known, str]]:
    model, name = NAMES[table]
    for some in chunks(sorted(numbers)):
        rows = db.session.execute(select(model.id, name).where(model.id.in_(some)))
        yield from (((table, found), said or f"n° {found}") for found, said in rows)
