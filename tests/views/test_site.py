"""The schools, and what is said of a place."""

from datetime import date

import pytest

from inventaire.domain.vocabulary import DeviceCategory, Role, SiteKind
from inventaire.models import Site, db
from inventaire.services.database import writing
from inventaire.services.device import create_device
from inventaire.services.schools import schools, schools_sheet, wifi_by_kind

TODAY = date.today()  # noqa: DTZ011
PAGE = "/materiels/ecoles"


@pytest.fixture
def places(town):
    kinds = {"École": SiteKind.PRIMARY_SCHOOL, "Crèche": SiteKind.NURSERY, "Mairie": None}
    with writing() as session:
        session.add_all([Site(id=rank, name=name, kind=kind) for rank, (name, kind) in enumerate(kinds.items(), 1)])
    for site, category, quantity in (
        (1, DeviceCategory.SCHOOL_TABLET, 10),
        (2, DeviceCategory.WIFI_AP, 2),
        (3, DeviceCategory.WIFI_AP, 5),
    ):
        create_device({"category": category, "quantity": quantity, "site_id": site})


def rows(page, label="Écoles et crèches"):
    found = page.select(f"[aria-label='{label}'] tbody tr")
    return {row.th.text.strip(): [cell.text.strip() for cell in row.select("td")] for row in found}


def test_each_school_shows_what_stands_in_it(visit, places):
    found = rows(visit(PAGE))
    assert found["École"] == ["non renseigné", "10", "0", "0", "0", "", "non renseigné", ""]
    assert found["Crèche"][4] == "2"
    assert "aucune n’y est attendue" in found["Crèche"][-1]


def test_what_is_said_of_a_school_counts_at_once(visit, places):
    visit("/materiels/lieux/1/modifier", status=302, pupils="40", wifi_switch="yes")
    assert rows(visit(PAGE))["École"][0] == "40"
    assert rows(visit(PAGE))["École"][5:7] == ["0,25", "oui"]
    assert visit("/materiels/lieux/1/modifier").select_one("option[value=yes]").has_attr("selected")
    visit("/materiels/lieux/1/modifier", status=302, wifi_switch="no")
    assert rows(visit(PAGE))["École"][6] == "non"


def test_a_place_becomes_a_school(visit, places):
    assert list(rows(visit(PAGE), "Autres lieux")) == ["Mairie"]
    visit("/materiels/lieux/3/modifier", status=302, kind="primary_school")
    assert "Mairie" in rows(visit(PAGE))


def test_several_schools_are_added_up_when_each_gives_its_pupils(visit, places):
    visit("/materiels/lieux/1/modifier", status=302, pupils="40")
    visit("/materiels/lieux/3/modifier", status=302, kind="primary_school")
    assert rows(visit(PAGE))["Toutes les écoles primaires"][0] == "non renseigné"
    visit("/materiels/lieux/3/modifier", status=302, pupils="60")
    assert rows(visit(PAGE))["Toutes les écoles primaires"][:2] == ["100", "10"]


@pytest.mark.parametrize("pupils", ["-1", "beaucoup", "9" * 30])
def test_pupils_that_are_no_count_are_refused(visit, places, pupils):
    assert visit("/materiels/lieux/1/modifier", status=422, pupils=pupils).select_one("#pupils-error")


def test_a_place_saved_by_somebody_else_in_between_is_told(visit, places):
    visit("/materiels/lieux/1/modifier", status=302, pupils="40")
    page = visit("/materiels/lieux/1/modifier", status=422, pupils="50", version="1")
    assert "Quelqu’un a modifié ce lieu" in page.text


def test_a_reader_reads_and_changes_nothing(visit, signed_in, places, role):
    role(Role.READER)
    assert not visit(PAGE).select("a[href*=lieux]")
    assert signed_in.get("/materiels/lieux/1/modifier").status_code == 403


def test_without_a_place_the_page_says_where_they_come_from(visit, town):
    assert "les lieux viennent avec les matériels" in visit(PAGE).main.text


def test_wifi_points_are_counted_by_kind_of_place(places):
    assert wifi_by_kind(TODAY) == {SiteKind.NURSERY: 2, None: 5}


def test_the_export_has_a_row_for_each_place(places):
    names = [row[0] for row in schools_sheet(TODAY).rows]
    assert names == [line.name for line in schools(TODAY).lines]
    assert db.session.query(Site).count() == 3
