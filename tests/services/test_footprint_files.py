"""The files for G4IT and NumEcoEval: their headings, their words, and what they cannot say."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus
from inventaire.models import Site, db
from inventaire.models.scope import set_scope
from inventaire.services.database import writing
from inventaire.services.device import create_device
from inventaire.services.footprint_files import write_footprint
from inventaire.services.maker_sheets import add_sheet

TODAY = date(2026, 11, 22)
REQUIRED = ("nomEquipementPhysique", "modele", "quantite", "type", "paysDUtilisation")
LAPTOP = {"category": DeviceCategory.LAPTOP}


@pytest.fixture(autouse=True)
def _in_town(town):
    pass


def files():
    target = io.BytesIO()
    write_footprint(target, TODAY)
    with zipfile.ZipFile(target) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def equipment(**facts):
    create_device(LAPTOP | facts)
    (row,) = csv.DictReader(io.StringIO(files()["inv_physicalEquipment.csv"]), delimiter=";")
    return row


def test_the_sheet_of_its_maker_tells_what_a_device_draws_unless_the_device_says_it():
    told = {"source": "exemple.invalid", "dated": PartialDate(2024), "energy_kwh_per_year": 31.6}
    sheet = dict.fromkeys(("embodied_low", "embodied_kgco2e", "embodied_high")) | told
    add_sheet({"manufacturer": "DELL", "model": "Latitude 5420", **sheet})
    known = equipment(manufacturer="Dell", model="Latitude 5420")
    assert known["consoElecAnnuelle"] == "32"
    create_device(LAPTOP | {"manufacturer": "Dell", "model": "Latitude 5420", "energy_kwh_per_year": 20.0})
    rows = csv.DictReader(io.StringIO(files()["inv_physicalEquipment.csv"]), delimiter=";")
    assert [row["consoElecAnnuelle"] for row in rows] == ["32", "20"]


def test_a_device_is_told_without_its_name_nor_its_user():
    row = equipment(
        name="PC-DUPONT",
        user_label="Mme Dupont",
        manufacturer="Dell",
        model="Latitude 5420",
        quantity=24,
        purchased_on=PartialDate(2021, 3, 12),
        energy_kwh_per_year=29.4,
    )
    assert row == {
        "nomEquipementPhysique": "materiel-1",
        "modele": "Dell Latitude 5420",
        "quantite": "24",
        "nomCourtDatacenter": "",
        "dateAchat": "2021-03-12",
        "dateRetrait": "",
        "type": "Terminal",
        "statut": "In use",
        "paysDUtilisation": "France",
        "consoElecAnnuelle": "29",
        "utilisateur": "",
        "nomSourceDonnee": "Inventaire",
        "nomEntite": "Valbrume",
    }


def test_a_date_without_its_day_is_left_empty_and_no_model_is_the_category():
    row = equipment(purchased_on=PartialDate(2021))
    assert (row["dateAchat"], row["modele"]) == ("", "Ordinateur portable")


@pytest.mark.parametrize(
    ("status", "word", "gone"),
    [("lent", "In use", ""), ("in_stock", "Not used", ""), ("retired", "Not used", "2025-01-31")],
)
def test_a_status_has_its_word(status, word, gone):
    row = equipment(status=DeviceStatus(status), retired_on=PartialDate(2025, 1, 31))
    assert (row["statut"], row["dateRetrait"]) == (word, gone)


def test_a_machine_with_a_pue_has_its_room():
    with writing() as session:
        session.add(site := Site(name="Salle serveur"))
    row = equipment(category=DeviceCategory.SERVER_RACK, pue=1.6, site_id=site.id)
    assert (row["type"], row["nomCourtDatacenter"]) == ("Server", f"site-{site.id} PUE 1.6")
    (room,) = csv.DictReader(io.StringIO(files()["inv_datacenter.csv"]), delimiter=";")
    assert room == {
        "nomCourtDatacenter": row["nomCourtDatacenter"],
        "nomLongDatacenter": "Salle serveur",
        "pue": "1.6",
        "localisation": "France",
        "nomEntite": "Valbrume",
    }


def test_what_has_no_word_there_is_left_out_with_the_reason():
    create_device({"category": DeviceCategory.BADGE_READER, "quantity": 3})
    dates = {"purchased_on": PartialDate(2025, 1, 1), "retired_on": PartialDate(2020, 1, 1)}
    create_device(LAPTOP | dates | {"status": DeviceStatus.RETIRED})
    told = files()
    assert told["inv_physicalEquipment.csv"].count("\n") == 1
    assert "Lecteur de badges : aucun type de G4IT n’y correspond (3)" in told["LISEZMOI.txt"].replace("\u00a0", " ")
    assert "Ordinateur portable : achat après le retrait" in told["LISEZMOI.txt"].replace("\u00a0", " ")


def test_virtual_machines_and_applications_have_their_headings_alone():
    told = files()
    assert told["inv_virtualEquipment.csv"].startswith("nomEquipementVirtuel;nomEquipementPhysique;")
    assert told["inv_application.csv"].startswith("nomApplication;typeEnvironnement;nomEquipementVirtuel;")
    assert {told[f"inv_{name}.csv"].count("\n") for name in ("virtualEquipment", "application")} == {1}


def test_every_line_of_a_town_keeps_the_rules_of_these_files(demonstration):
    with demonstration.app_context():
        set_scope(db.session(), 1)
        found = list(csv.DictReader(io.StringIO(files()["inv_physicalEquipment.csv"]), delimiter=";"))
    names = [row["nomEquipementPhysique"] for row in found]
    assert len(names) == len(set(names)) > 100
    for row in found:
        assert all(row[field] for field in REQUIRED), row
        assert all(len(cell) < 255 for cell in row.values())
        assert re.fullmatch(r"[1-9]\d*", row["quantite"])
        assert all(re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row[field]) for field in ("dateAchat", "dateRetrait"))
        assert row["type"] in ("Terminal", "Network", "Server", "Smartphone")
        assert row["statut"] in ("In use", "Not used")
        assert re.fullmatch(r"([1-9]\d*)?", row["consoElecAnnuelle"])
