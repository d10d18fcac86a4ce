"""What is published counts, names nobody, tells no weakness, and is described as the standard asks."""

import csv
import io
import json
import re
import zipfile
from datetime import date, datetime

import pytest

from inventaire.catalog.reader import load_catalog
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.publishable import GUARDED, GUARDED_FUNCTIONS
from inventaire.domain.vocabulary import DeviceCategory, Origin, SiteKind
from inventaire.models import Application, Device, Installation, Organisation, Site, db
from inventaire.models.scope import acting_as, set_scope
from inventaire.services.database import writing
from inventaire.services.device import create_device
from inventaire.services.open_data import write_open_data

TODAY = date(2026, 11, 22)
MARK = "ZORGLUB"
KINDS = {"string": str, "integer": int, "year": int}


@pytest.fixture
def valbrume(demonstration):
    with demonstration.app_context():
        set_scope(db.session(), 1)
        yield demonstration


def published():
    """Give each file of the set by its name, as text."""
    target = io.BytesIO()
    write_open_data(target, TODAY)
    with zipfile.ZipFile(target) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows(text):
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def a_site(name, kind):
    with writing() as session:
        session.add(site := Site(name=name, kind=kind))
    return site.id


def test_devices_are_counted_by_group_with_the_year_alone(town):
    site = a_site(MARK, SiteKind.LIBRARY)
    for quantity, day in ((2, PartialDate(2021, 3, 12)), (3, PartialDate(2021))):
        create_device(
            {
                "category": DeviceCategory.LAPTOP,
                "quantity": quantity,
                "in_service_on": day,
                "site_id": site,
                "origin": Origin.REFURBISHED,
            }
        )
    assert rows(published()["materiels.csv"]) == [
        {
            "categorie": "Ordinateur portable",
            "type_de_site": "Médiathèque",
            "annee_mise_en_service": "2021",
            "etat": "En service",
            "origine": "Reconditionné",
            "nombre": "5",
        }
    ]


def test_what_guards_the_network_is_counted_without_place_nor_age(town):
    site = a_site("Mairie", SiteKind.TOWN_HALL)
    for year in (2012, 2024):
        create_device({"category": DeviceCategory.FIREWALL, "site_id": site, "in_service_on": PartialDate(year)})
    (row,) = rows(published()["materiels.csv"])
    assert row["nombre"] == "2"
    assert not row["type_de_site"] + row["annee_mise_en_service"] + row["etat"]


def test_no_name_number_place_person_version_or_comment_goes_out(town):
    told = {
        "category": DeviceCategory.LAPTOP,
        "site_id": a_site(MARK, SiteKind.OTHER),
        **dict.fromkeys(
            ("name", "serial", "uuid", "inventory_number", "ledger_number", "user_label", "manufacturer", "model"), MARK
        ),
        **dict.fromkeys(("operating_system", "operating_system_version", "processor", "supplier", "comment"), MARK),
    }
    device = create_device(told)
    with writing() as session:
        app = Application(raw_name=MARK, outcome="unknown", publisher=MARK, raw_version=MARK, comment=MARK)
        known = Application(
            raw_name=f"Zoom {MARK}", outcome="match", tool="zoom", mission=MARK, debated_where=MARK, raw_version=MARK
        )
        session.add_all([app, known])
        session.flush()
        session.add(Installation(application_id=known.id, device_id=device.id, raw_version=MARK))
    files = published()
    assert MARK not in "".join(files.values())
    (tool,) = rows(files["logiciels.csv"])
    assert (tool["nature"], tool["machines"]) == ("Outil propriétaire", "1")
    assert ", 1 que le catalogue ne" in files["LISEZMOI.txt"]


def test_every_column_of_the_models_is_published_on_purpose_or_not_at_all():
    """A column added to a model goes nowhere by itself: the set names each of its own."""
    from inventaire.services import open_data

    fields = [field.name for field in (*open_data.HARDWARE, *open_data.SOFTWARE)]
    assert fields == [
        *("categorie", "type_de_site", "annee_mise_en_service", "etat", "origine", "nombre"),
        *("outil", "nature", "editeur", "mode", "hebergement", "machines"),
    ]


def test_the_guarded_functions_are_those_of_the_catalogue():
    assert set(load_catalog().functions) >= GUARDED_FUNCTIONS
    assert DeviceCategory.LAPTOP not in GUARDED


def test_security_software_of_the_town_is_not_named(valbrume):
    guarded = {tool.name for tool in load_catalog().tools.values() if GUARDED_FUNCTIONS & set(tool.functions)}
    used = set(db.session.query(Application.tool).filter(Application.tool.is_not(None)).distinct())
    names = {row["outil"] for row in rows(published()["logiciels.csv"])}
    assert names
    assert not names & guarded
    assert {load_catalog().tools[slug].name for (slug,) in used if slug in load_catalog().tools} & guarded


def test_the_counts_are_those_of_the_inventory(valbrume):
    files = published()
    counted = sum(int(row["nombre"]) for row in rows(files["materiels.csv"]))
    assert counted == sum(quantity for (quantity,) in db.session.query(Device.quantity))


def test_every_cell_keeps_the_schema_that_describes_it(valbrume):
    files = published()
    told = json.loads(files["datapackage.json"])
    assert [each["path"] for each in told["resources"]] == ["materiels.csv", "logiciels.csv"]
    for resource in told["resources"]:
        content = rows(files[resource["path"]])
        fields = resource["schema"]["fields"]
        assert list(content[0]) == [field["name"] for field in fields]
        for row in content:
            for field in fields:
                _keep(field, row[field["name"]])


def _keep(field, cell):
    """Hold a cell to what https://specs.frictionlessdata.io/table-schema/ says of type and constraints."""
    limits = field.get("constraints", {})
    if not cell:
        assert not limits.get("required"), field
        return
    value = KINDS[field["type"]](cell)
    assert value in limits.get("enum", [value]), field
    assert field["type"] == "string" or value >= limits.get("minimum", 0)


def test_the_description_keeps_the_profile_of_the_standard(valbrume):
    """What schemas/tabular-data-package.json of Frictionless requires of a descriptor."""
    told = json.loads(published()["datapackage.json"])
    assert told["profile"] == "tabular-data-package"
    assert "licenses" not in told  # the organisation's to choose: an empty one is refused by the profile
    for resource in told["resources"]:
        assert resource["profile"] == "tabular-data-resource"
        assert {"name", "path", "schema"} <= resource.keys()
        assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"])
        assert all(field["type"] in KINDS for field in resource["schema"]["fields"])
    assert re.fullmatch(r"[-a-z0-9._/]+", told["name"])
    assert datetime.fromisoformat(told["created"]).tzinfo


def test_the_files_are_plain_utf_8_without_a_mark(valbrume):
    target = io.BytesIO()
    write_open_data(target, TODAY)
    with zipfile.ZipFile(target) as archive:
        assert archive.read("materiels.csv").startswith(b"categorie;")


def test_the_read_me_leaves_the_licence_to_the_town(town):
    assert "Licence\u00a0: non renseignée" in published()["LISEZMOI.txt"]


def test_another_town_s_rows_are_never_counted(valbrume):
    with acting_as(db.session(), operator=True):
        db.session.add(Organisation(id=2, code="autre", name="Autre-Commune"))
        db.session.commit()
    set_scope(db.session(), 2)
    assert rows(published()["materiels.csv"]) == rows(published()["logiciels.csv"]) == []
