"""What goes out comes back the same, in every format, whatever the inventory."""

import string
from datetime import date
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inventaire.domain.imports import Outcome, Target
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import (
    Application,
    Contract,
    ContractApplication,
    ContractDevice,
    Department,
    Device,
    Installation,
    Site,
)
from inventaire.services import exports
from inventaire.services.database import writing
from inventaire.services.imports.comparison import compare
from inventaire.services.imports.contract_shelf import own_key
from inventaire.services.imports.reading import _sheet_parts
from inventaire.services.recognition import recognised
from inventaire.spreadsheets.child import parse
from inventaire.spreadsheets.columns import TABLES
from inventaire.spreadsheets.kinds import DAY
from inventaire.spreadsheets.understanding import understand
from tests.services.inventories import forget_everything, picture, take_in

TODAY = date(2026, 11, 22)
FEW = settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ODD = (
    *("=1+1", "@SUM(A1)", "'=x", "+33 1", "-7", "#N/A x", "VRAI", 'a"b;c', "a  b"),
    *("0012", "1e5", "12/03/2021", "2019", "3,5", "l’été œ", "Écrans", "🖥 salle 3"),
)
TYPED = st.text(string.ascii_letters + "éàç ;,\"'=+-@.", min_size=1, max_size=12)
WORDS = st.one_of(st.sampled_from(ODD), TYPED.map(lambda text: f"x{text}".strip()))
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
DAYS = st.one_of(
    st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(PartialDate.of),
    st.builds(PartialDate, st.integers(1990, 2040), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1990, 2040)),
)
NUMBERS = {
    "pue": (1, 3),
    "repairability_index": (0, 10),
    "hours_per_day": (0, 24),
    "days_per_year": (0, 366),
    "memory_gb": (0, 2048),
    "lifetime_years": (0, 100),
}
WHOLE = {"quantity": 1, "seats": 0, "notice_months": 0}
ELSEWHERE = {"site", "site_kind", "department", "device", "version", "user_label"}
ELSEWHERE |= {"covered_application", "covered_publisher", "covered_device"}
TOLD = {"raw_name", "publisher", "category", "serial", "uuid", "inventory_number", "name"}
OF_CONTRACTS = ("title", "number", "supplier")


def values_of(column):
    """Give what the field of a column may hold, as a form would leave it there."""
    if column.kind.choices:
        return st.sampled_from(list(column.kind.choices))
    if column.kind is DAY:
        return DAYS
    if column.field in WHOLE:
        return st.integers(WHOLE[column.field], 10_000)
    if column.kind.told.startswith("nombre"):
        return st.floats(*NUMBERS.get(column.field, (0, 1e6)), allow_subnormal=False).map(lambda value: round(value, 4))
    if column.field == "comment":
        return LINES
    return WORDS.map(lambda text: text[:25])


def fields_of(target, told):
    return {column.field: values_of(column) for column in TABLES[target] if column.field not in ELSEWHERE | TOLD | told}


def rows(target, **required):
    optional = fields_of(target, set(required))
    kept = {field: optional.pop(field) for field in ("quantity", "status") if field in optional}
    return st.fixed_dictionaries(required | kept, optional=optional)


def name_of(application):
    values = application[0]
    return " ".join(values["raw_name"].casefold().split()), values["publisher"]


PLACE = st.integers(0, 2)
DEVICES = st.lists(
    st.tuples(rows(Target.DEVICES, category=st.sampled_from(list(DeviceCategory)), name=WORDS), PLACE, PLACE),
    max_size=4,
)
VERSIONS = st.sampled_from([None, "1.0", "2019", "=2"])
INSTALLED = st.lists(st.tuples(st.integers(0, 3), VERSIONS), max_size=3, unique_by=lambda one: one[0])
PROGRAMS = rows(Target.APPLICATIONS, raw_name=WORDS, publisher=st.sampled_from(["", "Oracle", "=éditeur"]))
APPLICATIONS = st.lists(st.tuples(PROGRAMS, PLACE, VERSIONS, INSTALLED), max_size=3, unique_by=name_of)
COVERED = st.lists(st.integers(0, 3), max_size=2, unique=True)
AGREEMENTS = rows(
    Target.CONTRACTS,
    title=WORDS,
    number=st.sampled_from(["", "0012", "=1+1", "C-1"]),
    supplier=st.sampled_from(["", "Orange", "=éditeur"]),
)
CONTRACTS = st.lists(
    st.tuples(AGREEMENTS, COVERED, COVERED), max_size=4, unique_by=lambda contract: own_key(contract[0])
)


@pytest.fixture(autouse=True)
def _in_town(town):
    pass


def record(devices, applications, contracts=()):
    """Write an inventory straight into the tables: each machine has numbers of its own."""
    with writing() as session:
        sites = [Site(name=name, kind=None) for name in ("Mairie", "École Jean-Moulin")]
        departments = [Department(name=name) for name in ("Finances", "État civil")]
        session.add_all([*sites, *departments])
        session.flush()
        made = [
            Device(
                serial=f"VB7XK20{rank}",
                inventory_number=f"0{rank}",
                site_id=_id(sites, site),
                department_id=_id(departments, department),
                **values,
            )
            for rank, (values, site, department) in enumerate(devices)
        ]
        session.add_all(made)
        session.flush()
        programs = []
        for values, department, version, machines in applications:
            known = recognised(values["raw_name"], values["publisher"], version, {})
            row = Application(raw_version=version, department_id=_id(departments, department), **known, **values)
            session.add(row)
            session.flush()
            programs.append(row)
            places = [(made[rank].id, found) for rank, found in machines if rank < len(made)]
            session.add_all(
                Installation(application_id=row.id, device_id=device, raw_version=found) for device, found in places
            )
        for values, software, machines in contracts:
            contract = Contract(**values)
            session.add(contract)
            session.flush()
            for link, key, ranks, things in (
                (ContractApplication, "application_id", software, programs),
                (ContractDevice, "device_id", machines, made),
            ):
                ids = [things[rank].id for rank in ranks if rank < len(things)]
                session.add_all(link(contract_id=contract.id, **{key: other}) for other in ids)


def _id(places, rank):
    return places[rank].id if rank < len(places) else None


def read(path, name):
    """Read a file as the importer does, in this process: twenty inventories in five files each."""
    return _sheet_parts(understand(parse(path, name)), name)


def files(folder):
    """Write everything in each format; give each file with what it is made of."""
    for form in ("ods", "xlsx", "zip"):
        exports.write_all(folder / f"tout.{form}", form, TODAY)
    with ZipFile(folder / "tout.zip") as archive:
        archive.extractall(folder)
    return [["tout.ods"], ["tout.xlsx"], ["materiels.csv", "logiciels.csv", "contrats.csv"]]


def inventory():
    """Give what the tables hold, but the places where nothing stands: no file speaks of them."""
    found = picture()
    return [row for row in found if row[0] not in ("site", "department")]


@FEW
@given(DEVICES, APPLICATIONS, CONTRACTS)
def test_every_format_brings_the_whole_inventory_back(tmp_path, devices, applications, contracts):
    forget_everything()
    record(devices, applications, contracts)
    before, kept = inventory(), files(tmp_path)
    for names in kept:
        parts = [part for name in names for part in read(tmp_path / name, name)]
        compare(parts)
        told = [(each.outcome, each.reason, each.changes) for part in parts for each in part.records]
        assert all(outcome is Outcome.UNCHANGED for outcome, _, _ in told), (names, told)
    for names in kept:
        forget_everything()
        take_in(*(part for name in names for part in read(tmp_path / name, name)))
        assert inventory() == before, names


@pytest.mark.parametrize("name", ["Total", "total général", "IDEM", "idem", "ditto", "Somme"])
def test_a_machine_or_a_program_that_bears_the_word_of_a_total_or_of_a_ditto_comes_back(tmp_path, name):
    record(
        [({"category": DeviceCategory.LAPTOP, "name": name}, 0, 0)],
        [({"raw_name": name, "publisher": ""}, 0, "1.0", [(0, "2")])],
    )
    before = inventory()
    for names in files(tmp_path):
        forget_everything()
        take_in(*(part for name in names for part in read(tmp_path / name, name)))
        assert inventory() == before, names
