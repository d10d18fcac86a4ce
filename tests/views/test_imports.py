"""Files sent through the browser: previewed, confirmed, taken back, or refused in French."""

import io
import json
import os
import zipfile

import pytest
from openpyxl import Workbook

from inventaire.confinement import Limits
from inventaire.models import db
from inventaire.models.scope import set_scope
from inventaire.services import jobs
from inventaire.services.database import leave_database
from inventaire.services.imports import batch, kept, preview, received
from tests.conftest import checked, token_of
from tests.spreadsheets.builders import FILES, a_zip, an_xlsx

WORKBOOK = "inventaire-municipal.xlsx"
MIB = 1 << 20
MULTIPART = "multipart/form-data; boundary=frontiere"


def form_of(token, files):
    """Write the body that a browser sends."""
    parts = [b'Content-Disposition: form-data; name="csrf_token"\r\n\r\n' + token.encode()]
    for name, content in files:
        head = f'Content-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        parts.append(head.encode() + content)
    return b"".join(b"--frontiere\r\n" + part + b"\r\n" for part in parts) + b"--frontiere--\r\n"


@pytest.fixture
def send(signed_in):
    """Send files as (name, content) through the form; give the answer."""

    def post(*files, status=302):
        token = token_of(signed_in.get("/imports/nouveau").text)
        answer = signed_in.post("/imports/nouveau", data=form_of(token, files), content_type=MULTIPART)
        assert answer.status_code == status, answer.text[:1000]
        return answer

    return post


@pytest.fixture
def press(signed_in):
    """Press a button of the page of an import; follow to the page it leads to."""

    def post(address):
        page = signed_in.get(address.rpartition("/")[0])
        answer = signed_in.post(address, data={"csrf_token": token_of(page.text)}, follow_redirects=True)
        assert answer.status_code == 200
        return checked(answer.text)

    return post


def content_of(name):
    return name, (FILES / name).read_bytes()


def count(app, table):
    with app.app_context():
        set_scope(db.session(), 1)
        return db.session.connection().exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar()


def test_a_workbook_goes_from_preview_to_inventory_and_back(app, send, visit, press):
    assert send(content_of(WORKBOOK)).location == "/imports/1"
    page = visit("/imports/1")
    assert "Ce jour n’existe pas dans le calendrier" in visit("/imports/1?devenir=refused").main.text
    assert page.select_one("form[action='/imports/1/confirmer']")
    assert (count(app, "device"), count(app, "import")) == (0, 1)
    assert "Import n° 1 appliqué." in press("/imports/1/confirmer").text.replace("\u00a0", " ")
    assert count(app, "device") == 38
    assert "déjà été appliqué" in press("/imports/1/confirmer").text
    assert count(app, "device") == 38
    assert "revenu à son état d’avant" in press("/imports/1/annuler").text
    assert (count(app, "device"), count(app, "application"), count(app, "site")) == (0, 0, 0)


def test_what_is_not_read_and_why_a_line_is_refused_are_seen_at_once(send, visit):
    rows = "Nom;Type;Lieu;Prix;IP\nPC-1;2 écrans;idem;12;1\nPC-2;3 UC;Mairie;12;1\n"
    send(("parc.csv", rows.encode()))
    page = visit("/imports/1")
    assert "Colonnes non lues : Prix, IP." in page.main.text
    assert "Lieu : « idem »" in page.main.text
    assert "3 × PC-2" in page.main.text


def test_several_files_go_in_at_once(app, send, visit):
    send(content_of(WORKBOOK), content_of("glpi-agent.json"), content_of("glpi-11-ordinateurs.csv"))
    page = visit("/imports/1")
    assert all(name in page.text for name in (WORKBOOK, "glpi-agent.json", "glpi-11-ordinateurs.csv"))
    assert count(app, "import") == 1


def test_an_archive_of_agents_shows_the_file_of_each_line_and_what_goes(app, send, visit, press):
    def archive(*programs):
        inventory = {"hardware": {"name": "PC-1"}, "softwares": [{"name": program} for program in programs]}
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as members:
            members.writestr("mairie/pc-1.json", json.dumps({"deviceid": "x", "content": inventory}))
            members.writestr("lisez-moi.txt", "bonjour")
        return "agents.zip", made.getvalue()

    send(archive("GIMP", "VLC"))
    page = visit("/imports/1").main.text
    assert "mairie/pc-1.json" in page
    assert "lisez-moi.txt" in visit("/imports/1?devenir=refused").main.text
    press("/imports/1/confirmer")
    send(archive("GIMP"))
    assert "1 à retirer" in visit("/imports/2").main.text.replace("\u00a0", " ")
    assert "ne le liste plus" in visit("/imports/2?devenir=removed").main.text
    press("/imports/2/confirmer")
    assert count(app, "installation") == 1
    press("/imports/2/annuler")
    assert count(app, "installation") == 2


def refusal_of(page):
    return page.select_one("[role=alert]").text.replace("\u00a0", " ")


def test_one_bad_file_among_several_stops_the_batch_and_is_named(app, send, visit):
    send(content_of(WORKBOOK), ("rien.xlsx", b""))
    assert "« rien.xlsx »" in refusal_of(visit("/imports/1"))
    assert "rien.xlsx" in visit("/imports").text
    assert (count(app, "import_row"), count(app, "device")) == (0, 0)


def test_lines_to_be_mended_are_offered_as_files_and_note_that_they_left(app, send, visit, told):
    send(("parc.csv", "Nom;Catégorie\nPC-1;Portabl\n".encode()))
    links = visit("/imports/1").select("a[href*='/refus.']")
    assert [link["href"] for link in links] == [f"/imports/1/refus.{form}" for form in ("ods", "xlsx", "csv")]
    answer = visit("/imports/1/refus.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=refus-import-1-valbrume-")
    assert "PC-1;Portabl;2;Catégorie;" in answer.text
    assert [line["what"] for line in told("exported")] == ["refus-import-1"]


def test_an_import_with_nothing_to_mend_offers_no_file(send, visit):
    send(("parc.csv", "Nom;Catégorie\nPC-1;Tablette\n".encode()))
    assert not visit("/imports/1").select("a[href*='/refus.']")
    assert "aucune ligne refusée" in visit("/imports/1/refus.ods", status=404).main.text


ODD_NAMES = (
    "parc d’été 2026 (copie).csv",
    "../../etc/parc.csv",
    "C:\\\\Users\\\\mairie\\\\parc.csv",
    "<b>parc</b>.csv",
    "-rf.csv",
    "パソコン.CSV",
    "parc;rm.csv",
    "x" * 240 + ".csv",
)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_odd_file_name_is_only_a_name(send, visit, name):
    send((name, "Nom;Catégorie\nPC-1;Ordinateur portable\n".encode()))
    page = visit("/imports/1")
    assert not page.main.select("b")
    assert name.rpartition("/")[2].rpartition("\\")[2][-12:] in page.text


@pytest.mark.parametrize("name", ["parc\u0000.csv", "parc\u0007.csv", "\u200f\u202evsc.csv"])
def test_an_invisible_sign_in_a_name_is_no_fault_of_ours(send, visit, name):
    send((name, "Nom;Catégorie\nPC-1;Ordinateur portable\n".encode()))
    visit("/imports/1")


def whole():
    return content_of(WORKBOOK)[1]


def far_cell(_folder):
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "Nom", "loin"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def with_macros(folder):
    return an_xlsx(folder / "f", **{"xl/vbaProject.bin": b"x"}).read_bytes()


def encrypted(_folder):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


BAD = {
    "empty": ("parc.xlsx", lambda _: b"", "vide"),
    "truncated": ("parc.xlsx", lambda _: whole()[: len(whole()) // 2], "incomplet"),
    "mislabelled": ("parc.ods", lambda _: whole(), "celui d’un .xlsx"),
    "not a spreadsheet": ("parc.xlsx", lambda _: b"%PDF-1.7\n" + b"x" * 500, "pas un tableur"),
    "macro-bearing": ("parc.xlsm", with_macros, "macro"),
    "encrypted": ("parc.xlsx", encrypted, "mot de passe"),
    "a far cell": ("parc.xlsx", far_cell, "trop lourd"),
    "no heading": ("parc.csv", lambda _: b"1;2;3\n4;5;6\n", "compris"),
    "a picture named json": ("agent.json", lambda _: b"\x89PNG\r\n\x1a\n" + b"\0" * 90, ""),
    "broken json": ("agent.json", lambda _: b'{"deviceid": "x", "content": {', ""),
    "entities": (
        "agent.xml",
        lambda _: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><REQUEST>&b;</REQUEST>',
        "",
    ),
}


@pytest.mark.parametrize(("name", "content", "words"), BAD.values(), ids=BAD)
def test_a_bad_file_is_a_french_sentence_nothing_written_and_the_service_answers(
    app, send, visit, tmp_path, name, content, words
):
    assert send((name, content(tmp_path))).location == "/imports/1"
    page = visit("/imports/1")
    told = refusal_of(page)
    assert words in told
    assert "." in told
    assert (count(app, "import_row"), count(app, "device")) == (0, 0)
    assert not page.select("form[action='/imports/1/confirmer']")
    visit("/materiels")


def test_a_file_that_unfolds_beyond_reason_is_refused(app, send, visit, tmp_path):
    bomb = a_zip(tmp_path / "f", {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", b" " * (300 * MIB))
    send(("parc.ods", bomb.read_bytes()))
    assert "300 Mio" in refusal_of(visit("/imports/1"))
    assert count(app, "import_row") == 0


def test_more_than_32_mib_is_refused_before_being_read(app, send, visit):
    answer = send(("parc.csv", b"a;b\n" * (9 * MIB)), status=413)
    assert "32 Mio" in checked(answer.text).main.text
    assert count(app, "import") == 0
    visit("/imports")


def test_a_form_of_more_than_1_mib_is_refused_elsewhere(signed_in):
    token = token_of(signed_in.get("/materiels/nouveau").text)
    sent = {"csrf_token": token, "category": "laptop", "quantity": "1", "comment": "x" * (MIB + 1)}
    assert signed_in.post("/materiels/nouveau", data=sent).status_code == 413


@pytest.mark.parametrize("limits", [Limits(processor=15, wall=0), Limits(processor=0, wall=15)])
def test_a_file_too_long_to_read_is_sent_to_the_command(app, send, visit, monkeypatch, limits):
    monkeypatch.setattr(received, "LIMITS", limits)
    send(content_of(WORKBOOK))
    assert "./run importer" in refusal_of(visit("/imports/1"))
    assert count(app, "import_row") == 0


def test_what_could_not_be_read_is_read_again_or_let_go(app, send, press, visit, monkeypatch):
    with monkeypatch.context() as hurried:
        hurried.setattr(received, "LIMITS", Limits(wall=0))
        send(content_of(WORKBOOK))
    assert press("/imports/1/relire").select_one("form[action='/imports/1/confirmer']")
    assert "rien n’a été écrit" in press("/imports/1/abandonner").text
    assert "Abandonné" in visit("/imports/1").text
    assert count(app, "import_row") == 0
    assert not list((app.config["INSTANCE"] / kept.FOLDER).glob("1/*"))
    assert "a déjà été abandonné" in press("/imports/1/confirmer").text


def test_the_files_of_a_preview_are_kept_for_the_service_alone_until_it_is_written(app, send, press):
    send(content_of(WORKBOOK))
    found = list((app.config["INSTANCE"] / kept.FOLDER).rglob("*"))
    assert [path.read_bytes() for path in found if path.name == "0"] == [content_of(WORKBOOK)[1]]
    assert all(not path.stat().st_mode & 0o077 for path in found)
    press("/imports/1/confirmer")
    assert not list((app.config["INSTANCE"] / kept.FOLDER).glob("1/*"))


@pytest.fixture
def served(app, signed_in):
    """Let the work wait for a process of its own; give what does all that waits."""
    app.config[jobs.SERVED] = True

    def work():
        with app.app_context():
            leave_database()
        while jobs.do_next(app):
            pass

    yield work
    with app.app_context():
        jobs._task(jobs._queue_file()).huey.storage.close()


def test_reading_and_writing_go_on_without_the_page(app, served, send, press, visit):
    send(content_of(WORKBOOK))
    page = visit("/imports/1")
    assert "en attente" in page.select_one("[data-progress]").text
    assert not page.select("form[action='/imports/1/confirmer']")
    served()
    page = press("/imports/1/confirmer")
    assert "Écriture dans l’inventaire" in page.select_one("[data-progress]").text.replace("\u00a0", " ")
    assert count(app, "device") == 0
    served()
    assert count(app, "device") == 38
    assert not visit("/imports/1").select("[data-progress], [role=alert]")


def test_a_worker_that_dies_leaves_nothing_half_done_and_it_is_said(app, served, send, press, visit, monkeypatch):
    send(content_of(WORKBOOK))
    served()
    press("/imports/1/confirmer")
    with app.app_context():
        leave_database()
    worker = os.fork()
    if not worker:
        monkeypatch.setattr(batch, "write_applications", lambda *_: os._exit(9))
        served()
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == 9
    assert "en cours" in visit("/imports/1").select_one("[data-progress]").text
    with app.app_context():
        jobs._tell_what_stopped()
    assert "rien n’en a été écrit" in refusal_of(visit("/imports/1"))
    assert count(app, "device") == 0
    press("/imports/1/confirmer")
    served()
    assert count(app, "device") == 38


def test_no_file_or_too_many_are_asked_again(send, signed_in):
    token = token_of(signed_in.get("/imports/nouveau").text)
    answer = signed_in.post("/imports/nouveau", data={"csrf_token": token})
    assert (answer.status_code, "Choisissez au moins un fichier." in answer.text) == (422, True)
    assert "50 fichiers au plus" in send(*[("a.csv", b"x")] * 51, status=422).text


def test_a_preview_overtaken_by_another_import_is_shown_anew(app, send, press, visit):
    row = "Nom;Catégorie;Numéro de série;Modèle\nPC-1;Ordinateur portable;ABC123;{}\n"
    for model in ("5490", "5500"):
        send((f"{model}.csv", row.format(model).encode()))
    press("/imports/1/confirmer")
    assert "l’aperçu à jour" in press("/imports/2/confirmer").text
    assert "5490" in visit("/imports/2").text
    press("/imports/2/confirmer")
    assert "Cet import ne peut plus être annulé" in press("/imports/1/annuler").text
    assert count(app, "device") == 1


def test_several_files_share_the_time_of_one_answer(app, send, monkeypatch):
    clock = iter([0, 1, 14, 16])
    monkeypatch.setattr(preview.time, "monotonic", lambda: next(clock))
    left = [preview._remaining(Limits(wall=15), 0).wall for _ in range(4)]
    assert left == [15, 14, 1, 0]
