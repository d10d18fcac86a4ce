import csv
import io
import re

import pytest

from inventaire.domain.vocabulary import DeviceCategory
from inventaire.services.device import create_device
from inventaire.spreadsheets.child import parse

TYPES = {
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
TABLES = [(f"/{what}/export", form) for what in ("materiels", "logiciels", "plan") for form in TYPES]
ROUTES = [*TABLES, ("/imports/modele", "ods"), ("/imports/modele", "xlsx")]


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize(("address", "form"), ROUTES)
def test_a_file_is_handed_out_under_a_name_of_its_own(signed_in, address, form):
    with signed_in.get(f"{address}.{form}") as answer:
        assert answer.status_code == 200
        assert answer.mimetype == TYPES[form]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        name = r"modele-inventaire" if "modele" in address else r"\w+-valbrume-\d{4}-\d{2}-\d{2}"
        assert re.fullmatch(rf"attachment; filename={name}\.{form}", answer.headers["Content-Disposition"])
        assert answer.data.startswith(b"\xef\xbb\xbf" if form == "csv" else b"PK")


@pytest.mark.parametrize(("address", "form"), ROUTES)
def test_a_stranger_gets_nothing(client, address, form):
    assert client.get(f"{address}.{form}").status_code == 302


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("/exports/tout.ods", "tout"),
        ("/exports/tout.xlsx", "tout"),
        ("/exports/tout.zip", "tout"),
        ("/exports/donnees-ouvertes.zip", "donnees-ouvertes"),
        ("/exports/g4it.zip", "g4it"),
        ("/rapports/2025.odt", "rapport"),
    ],
)
def test_what_goes_out_whole_is_offered_and_leaves_its_line(signed_in, told, address, what):
    with signed_in.get(address) as answer:
        assert (answer.status_code, answer.data[:2]) == (200, b"PK")
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert [line["what"] for line in told("exported")] == [what]
    if what != "rapport":
        assert address in signed_in.get("/exports").text


def test_the_whole_inventory_asks_for_the_password_again(signed_in, clock):
    clock.wait(minutes=25)
    with signed_in.get("/exports/tout.ods") as answer:
        assert answer.status_code == 302
        assert "/compte/confirmer" in answer.location


@pytest.mark.parametrize("address", ["/materiels/export.pdf", "/imports/modele.csv", "/plan/export"])
def test_a_format_that_is_not_offered_is_not_found(visit, address):
    visit(address, status=404)


@pytest.mark.parametrize(
    "filters",
    ["", "?q=dell&tri=-name", "?categorie=laptop&etat=in_service", "?site=1", "?service=1&tri=site", "?page=3"],
)
def test_a_file_holds_every_page_of_the_filtered_list(demonstration, visit, filters):
    found = rows(visit(f"/materiels/export.csv{filters}"))
    page = visit(f"/materiels{filters}")
    total = re.search(r"sur (\d+)", page.select_one(".pagination").text)
    assert len(found) == int(total[1])
    if "page" not in filters:
        shown = [link.text for link in page.select("tbody th a")]
        assert [row["Nom"] for row in found][: len(shown)] == shown


@pytest.mark.parametrize(
    "filters", ["?q=office", "?reconnu=ignored", "?mode=saas&tri=-publisher", "?outil=adobe-acrobat"]
)
def test_a_file_of_software_holds_what_the_list_shows(demonstration, visit, filters):
    found = dict.fromkeys(row["Nom"] for row in rows(visit(f"/logiciels/export.csv{filters}")))
    shown = dict.fromkeys(link.text for link in visit(f"/logiciels{filters}").select("tbody th a"))
    assert list(found)[: len(shown)] == list(shown)


@pytest.mark.parametrize(
    ("page", "label"),
    [("/materiels", "Exporter ce qui est filtré"), ("/logiciels", "Exporter ce qui est filtré"), ("/plan", "Exporter")],
)
def test_a_page_offers_its_files_with_its_filters_odf_first(demonstration, visit, page, label):
    links = visit(f"{page}?q=d%C3%A9p%C3%B4t&tri=-name").select("a[href*='/export.']")
    assert [link["href"] for link in links] == [f"{page}/export.{form}?q=d%C3%A9p%C3%B4t&tri=-name" for form in TYPES]
    assert label in links[0].parent.text


def test_a_hostile_address_stays_text(demonstration, visit):
    links = visit('/materiels?q="><b id=x>').select("a[href*='/export.']")
    assert len(links) == len(TYPES)


def test_the_import_page_offers_the_empty_template(visit):
    links = visit("/imports/nouveau").select("a[href*='modele']")
    assert [link["href"] for link in links] == ["/imports/modele.ods", "/imports/modele.xlsx"]


def test_a_large_file_waits_on_the_disk_and_comes_whole(town, signed_in, monkeypatch, tmp_path):
    monkeypatch.setattr("inventaire.views.sending.IN_MEMORY", 10)
    create_device({"name": "=1+1", "category": DeviceCategory.LAPTOP})
    for form in TYPES:
        with signed_in.get(f"/materiels/export.{form}") as answer:
            path = tmp_path / f"recu.{form}"
            path.write_bytes(answer.data)
        first = parse(path, path.name)["sheets"][0]["rows"][1][0]
        assert first == ("'=1+1" if form == "csv" else "=1+1")
