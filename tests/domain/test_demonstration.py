import json
from collections import Counter
from dataclasses import fields
from enum import Enum

import pytest

from inventaire.domain import vocabulary
from inventaire.domain.demonstration.commune import build_demonstration
from inventaire.domain.demonstration.people import FUNCTIONS
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import (
    DeviceCategory,
    DeviceStatus,
    OrganisationKind,
    Origin,
    SiteKind,
)

TERMS = {
    "category": DeviceCategory,
    "status": DeviceStatus,
    "site_kind": SiteKind,
    "origin": Origin,
    "disposal_outlet": vocabulary.DisposalOutlet,
    "storage_kind": vocabulary.StorageKind,
    "connection": vocabulary.Connection,
    "energy_source": vocabulary.EnergySource,
    "delivery": vocabulary.Delivery,
    "hosting_place": vocabulary.HostingPlace,
    "personal_data": vocabulary.PersonalData,
    "export_kind": vocabulary.ExportKind,
}
DATES = {
    "purchased_on",
    "in_service_on",
    "decommissioned_on",
    "retired_on",
    "warranty_until",
    "contract_starts_on",
    "contract_ends_on",
    "debated_on",
}
NUMBERS = {
    "purchase_price_excl_eur": float,
    "purchase_price_incl_eur": float,
    "memory_gb": float,
    "storage_gb": float,
    "energy_kwh_per_year": float,
    "power_on_w": float,
    "power_standby_w": float,
    "hours_per_day": float,
    "days_per_year": float,
    "yearly_cost_excl_eur": float,
    "quantity": int,
    "seats": int,
    "notice_months": int,
}
TEXTS = {
    *("name", "manufacturer", "model", "serial", "inventory_number", "site", "department", "user_label"),
    *("supplier", "operating_system", "operating_system_version", "processor", "tpm_version", "comment"),
    *("raw_name", "publisher", "version", "mission", "debated_where"),
}


@pytest.fixture(scope="module")
def town():
    return build_demonstration()


@pytest.fixture(scope="module")
def rows(town):
    return town.devices + town.applications


def expected_kind(field):
    if field in TERMS:
        return TERMS[field]
    return PartialDate if field in DATES else NUMBERS.get(field, str)


def test_two_calls_give_the_same_town(town):
    again = build_demonstration()
    assert all(getattr(again, field.name) == getattr(town, field.name) for field in fields(town))


def test_it_is_a_commune_of_8200_inhabitants_without_the_numbers_of_a_real_one(town):
    facts = town.organisation
    assert (facts["name"], facts["kind"], facts["population"]) == ("Valbrume", OrganisationKind.COMMUNE, 8200)
    assert (facts["insee_code"], facts["siren"]) == (None, None)


def test_it_holds_about_420_devices_on_about_330_lines(town):
    assert 410 <= sum(row["quantity"] for row in town.devices) <= 430
    assert 320 <= len(town.devices) <= 345


def test_they_stand_on_fourteen_sites_among_them_four_primary_schools(town):
    kinds = {row["site"]: row["site_kind"] for row in town.devices if "site" in row}
    assert len(kinds) == 14
    assert Counter(kinds.values())[SiteKind.PRIMARY_SCHOOL] == 4
    assert set(kinds.values()) == set(SiteKind)


def test_it_declares_seventy_applications_each_once(town):
    assert len({(row["raw_name"], row.get("publisher")) for row in town.applications}) == 70
    assert len(town.applications) == 70


def test_every_value_has_the_type_of_its_field(rows):
    known = TERMS.keys() | DATES | NUMBERS.keys() | TEXTS
    for row in rows:
        assert row.keys() <= known
        assert all(type(value) is expected_kind(field) for field, value in row.items()), row


def test_a_fact_that_nobody_wrote_down_is_absent_and_never_a_zero(rows):
    for row in rows:
        assert not {0, None, ""} & {value for value in row.values() if not isinstance(value, Enum)}, row


def test_nothing_is_dated_after_the_middle_of_2026(town):
    latest = max(row["in_service_on"] for row in town.devices if "in_service_on" in row)
    assert PartialDate(2026, 1) < latest < PartialDate(2026, 7)
    assert town.reference_date.isoformat() == "2026-11-01"


def test_contracts_end_between_2026_and_2029(town):
    ends = [row["contract_ends_on"] for row in town.applications if "contract_ends_on" in row]
    assert {end.year for end in ends} == {2026, 2027, 2028, 2029}
    assert min(ends).first_day() > town.reference_date


IMPERFECTIONS = {
    "no date": lambda row: "in_service_on" not in row and row["quantity"] == 1,
    "the year alone": lambda row: "in_service_on" in row and row["in_service_on"].month is None,
    "the month alone": lambda row: "in_service_on" in row and len(str(row["in_service_on"])) == 7,
    "no serial": lambda row: "serial" not in row and row["quantity"] == 1,
    "no price": lambda row: not row.keys() & {"purchase_price_excl_eur", "purchase_price_incl_eur"},
    "no maker": lambda row: "manufacturer" not in row,
    "no place": lambda row: "site" not in row,
    "a lot on one line": lambda row: row["quantity"] == 12 and row["category"].name.startswith("MONITOR"),
    "an unknown format": lambda row: row["category"] is DeviceCategory.COMPUTER,
    "an old Windows 7": lambda row: "Windows 7" in row.get("operating_system", ""),
    "a Windows 10 in use": lambda row: "Windows 10" in row.get("operating_system", ""),
    "asleep in a cupboard": lambda row: row["status"] is DeviceStatus.IN_STOCK,
    "out of use": lambda row: row["status"] is DeviceStatus.DECOMMISSIONED,
    "gone": lambda row: row["status"] is DeviceStatus.RETIRED and "retired_on" in row,
    "refurbished": lambda row: row.get("origin") is Origin.REFURBISHED,
    "a gift": lambda row: row.get("origin") is Origin.GIFT,
    "a lease": lambda row: row.get("origin") is Origin.LEASE,
    "a Wi-Fi terminal in the nursery": lambda row: (
        row["category"] is DeviceCategory.WIFI_AP and row.get("site_kind") is SiteKind.NURSERY
    ),
}


@pytest.mark.parametrize("imperfection", IMPERFECTIONS.values(), ids=IMPERFECTIONS)
def test_the_fleet_is_imperfect_as_real_ones_are(town, imperfection):
    found = [row for row in town.devices if imperfection(row)]
    assert 0 < len(found) < len(town.devices)


@pytest.mark.parametrize("field", ["publisher", "mission", "yearly_cost_excl_eur", "hosting_place", "seats"])
def test_some_applications_lack_a_fact_and_most_others_have_it(town, field):
    assert 0 < sum(field not in row for row in town.applications) < 50


def test_every_line_can_be_recognised_when_it_comes_back(town):
    serials = [row["serial"] for row in town.devices if "serial" in row]
    numbers = [row["inventory_number"] for row in town.devices if "inventory_number" in row]
    names = [(row["name"], row.get("site")) for row in town.devices if "name" in row]
    for keys in (serials, numbers, names):
        assert len(keys) == len(set(keys))
    alone = [row for row in town.devices if not row.keys() & {"serial", "inventory_number", "name"}]
    assert not alone
    assert all("inventory_number" in row for row in town.devices if row["quantity"] > 1)


def test_nobody_is_named(town):
    functions = {function for group in FUNCTIONS.values() for function in group}
    labels = {row["user_label"] for row in town.devices if "user_label" in row}
    assert labels <= functions | {"Direction de l’école"}
    assert not any({"lastloggeduser", "winowner"} & file["content"]["hardware"].keys() for _, file in town.agent_files)


def test_what_people_read_is_typeset_in_french(rows):
    for row in rows:
        texts = [row.get(field, "") for field in ("site", "department", "mission", "comment", "user_label")]
        assert not any("'" in text or " :" in text or " ?" in text for text in texts), row


def test_sixty_computers_report_under_the_serials_of_their_lines(town):
    serials = {row["serial"]: row for row in town.devices if "serial" in row}
    assert len({name for name, _ in town.agent_files}) == len(town.agent_files) == 60
    for _, inventory in town.agent_files:
        row = serials[inventory["content"]["bios"]["ssn"]]
        assert inventory["content"]["bios"]["smanufacturer"] == row["manufacturer"]
        assert inventory["content"]["hardware"]["name"] == row["name"]
        assert inventory["content"]["operatingsystem"]["full_name"] == row["operating_system"]


def test_agent_files_are_plain_json_of_the_documented_shape(town):
    for _, inventory in town.agent_files:
        assert json.loads(json.dumps(inventory)) == inventory
        assert inventory["itemtype"] == "Computer"
        assert inventory["content"]["versionclient"].startswith("GLPI-Agent")
        assert 20 <= len(inventory["content"]["softwares"]) <= 45


@pytest.mark.parametrize(
    "name",
    [
        "Microsoft Office Standard 2016",
        "Microsoft Office Standard 2019 - fr-fr",
        "Microsoft 365 Apps pour les PME - fr-fr",
        "LibreOffice 24.8.4.2",
        "Adobe Photoshop 2024",
        "e.magnus",
        "AutoCAD LT 2024 - Français (French)",
        "libreoffice-writer",
        "Portail Val Comptes",
    ],
)
def test_agents_find_the_programs_that_matter_on_some_computers_only(town, name):
    found = [
        any(program["name"] == name for program in inventory["content"]["softwares"])
        for _, inventory in town.agent_files
    ]
    assert 0 < sum(found) < len(found)


def test_what_left_in_batches_was_first_taken_out_of_service(town):
    known = {row["name"]: row for row in town.devices if "name" in row}
    for names, facts in town.disposals:
        assert names
        for name in names:
            assert known[name]["status"] is DeviceStatus.DECOMMISSIONED
            assert known[name]["decommissioned_on"] < facts["left_on"]
