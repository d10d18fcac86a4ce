"""A file of readings, from its preview to the way back, in the pages."""

import io

import pytest

from tests.conftest import checked, fields_of, token_of

NEW = "/materiels/releves/importer"
FILE = "Compteur;Date du relevé;Valeur\nSalle « A »;31/12/2024;1000\nSalle « A »;31/12/2025;8300\nCave;31/12/2025;1\n"


@pytest.fixture
def room(visit):
    visit("/materiels/releves/nouveau", status=302, name="Salle « A »", measures="server_room", reads="index")


@pytest.fixture
def send(signed_in):
    def upload(text, name="releves.csv"):
        token = token_of(signed_in.get(NEW).text)
        file = (io.BytesIO(text.encode()), name)
        return signed_in.post(NEW, data={"csrf_token": token, "file": file}, content_type="multipart/form-data")

    return upload


def told(page):
    return " ".join(page.main.text.split())


def test_a_file_is_shown_then_written_then_taken_back(room, visit, send, signed_in):
    page = checked(send(FILE).text)
    assert "2 relevés à ajouter" in told(page)
    assert "Aucun compteur ne s’appelle « Cave »" in told(page)
    sent = fields_of(str(page.select_one("main")))
    assert signed_in.post(f"{NEW}/confirmer", data=sent).location == "/materiels/releves"
    assert "2 relevés, le dernier le 31/12/2025" in told(visit("/materiels/releves/1"))
    assert "2 déjà là" in told(checked(send(FILE).text))
    back = visit(NEW).select_one("main table a")["href"]
    assert "peut être importé à nouveau" in told(visit(back))
    visit(back, status=302, version="1")
    assert "Aucun relevé" in told(visit("/materiels/releves/1"))
    visit(back, status=404)


def test_a_file_that_is_none_says_what_it_needs(room, send):
    answer = send("Nom;Catégorie\nPC;Serveur\n")
    assert answer.status_code == 422
    assert "Date du relevé" in checked(answer.text).select_one(".notice-bad").text
    assert send("", "releves.exe").status_code == 422


@pytest.mark.parametrize(
    "lines", ["", "{}", "[[1, {}]]", '[[1, {"meter": "Salle « A »", "read_on": "x", "value": 1}]]']
)
def test_a_preview_that_no_page_wrote_writes_nothing(room, visit, signed_in, lines):
    sent = {"csrf_token": token_of(signed_in.get(NEW).text), "lines": lines}
    assert signed_in.post(f"{NEW}/confirmer", data=sent).status_code == 302
    assert "Aucun relevé" in told(visit("/materiels/releves/1"))
