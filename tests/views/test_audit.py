"""The trace on its page: in French, narrowed, taken out, verified."""

import io
from contextlib import contextmanager

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, text

from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus, Role
from inventaire.models import AuditLine, Department, Site, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import set_scope
from inventaire.services.audit import HEADINGS, trace_head
from inventaire.services.database import writing
from inventaire.services.device import create_device, update_device
from tests.conftest import token_of
from tests.services.inventories import a_part, take_in

PAGE = "/administration/trace"


@pytest.fixture
def at_home(app):
    """Open the database for a moment, held to the town: pages have a session of their own."""

    @contextmanager
    def held():
        with app.app_context():
            set_scope(db.session(), 1)
            db.session().info[ACTOR] = Actor("test")
            yield

    return held


@pytest.fixture(autouse=True)
def _some_history(at_home):
    changes = {"site_id": 2, "status": DeviceStatus.IN_STOCK, "purchase_price_excl_eur": 1234.5}
    with at_home():
        with writing() as session:
            session.add_all([Site(name="Mairie"), Site(name="École"), Department(name="Finances")])
        device = create_device({"category": DeviceCategory.LAPTOP, "name": "PC-1", "site_id": 1})
        update_device(device.id, 1, changes)
        take_in(a_part({"name": "PC-9"}, file="parc.csv"))


def rows_of(page):
    return [row.get_text(" ", strip=True) for row in page.select("tbody tr")]


def test_a_change_is_told_in_words_with_names_for_numbers(visit):
    (row,) = rows_of(visit(f"{PAGE}?action=changed&sujet=device"))
    assert "test" in row
    assert "Modification Matériel PC-1" in row
    assert "Site : Ancienne valeur : Mairie → Nouvelle valeur : École" in row.replace("\u00a0", " ")
    assert "En service → Nouvelle valeur : En stock" in row.replace("\u00a0", " ")
    assert "1\u202f234,50" in row


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ("sujet=device", 3),
        ("sujet=device&numero=1", 2),
        ("sujet=device&action=changed", 1),
        ("import=1", 3),
        ("qui=tes", 8),
        ("qui=nobody", 0),
        ("du=2999-01-01", 0),
        ("au=2000-01-01", 0),
        ("ligne=1", 1),
        ("du=0001-01-01&au=9999-12-31", None),
        ("ligne=abc&du=hier&sujet=rien&numero=-1", None),
    ],
)
def test_filters_narrow_the_page_and_the_export_alike(visit, signed_in, filters, count):
    page = visit(f"{PAGE}?{filters}")
    wanted = len(rows_of(visit(PAGE))) if count is None else count
    assert len(rows_of(page)) == wanted
    with signed_in.get(f"{PAGE}/export.xlsx?{filters}") as answer:
        cells = list(load_workbook(io.BytesIO(answer.data), read_only=True).active.values)
    assert cells[0] == HEADINGS
    own = 1 if count is None else 0  # where nothing is filtered, the line that tells of this very export
    assert len({row[0] for row in cells[1:]}) == wanted + own


def test_the_export_has_a_row_for_each_field(signed_in):
    with signed_in.get(f"{PAGE}/export.csv?action=changed&sujet=device") as answer:
        lines = answer.text.splitlines()
    assert [line.split(";")[8:11] for line in lines[1:]] == [
        ["Site", "Mairie", "École"],
        ["État", "En service", "En stock"],
        ["Prix d’achat HT (€)", "", "1234,5"],
    ]


def test_the_page_of_a_machine_tells_its_history(visit):
    page = visit("/materiels/1")
    told = [item.get_text(" ", strip=True).replace("\u00a0", " ") for item in page.select(".history > li")]
    assert "— test : modification" in told[0]
    assert "Site : Ancienne valeur : Mairie → Nouvelle valeur : École" in told[0]
    assert page.select_one(".history details summary").text == "5\u00a0valeurs"
    assert "import n° 1" in visit("/materiels/2").select_one(".history a").text.replace("\u00a0", " ")
    assert visit("/imports/1").select_one(".history > li") is not None


def verify(client):
    token = token_of(client.get(PAGE).text)
    return client.post(f"{PAGE}/verifier", data={"csrf_token": token}, follow_redirects=True)


def test_a_verification_is_kept_in_the_trace_itself(visit, signed_in, at_home):
    assert "encore jamais été vérifiée" in visit(PAGE).main.text
    assert "sans faute" in verify(signed_in).text
    with at_home():
        line = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert (line.action, line.after["faults"], line.after["lines"]) == ("verified", 0, line.sequence - 1)
    page = visit(PAGE)
    assert "par Service informatique" in page.select_one("form.confirm").text
    assert line.after["head"][:16] in page.select_one("form.confirm").text


def test_a_fault_is_told_and_stays_told(signed_in, visit, at_home):
    with at_home():
        db.session.execute(text("UPDATE audit_head SET mark = 'x'"))
        db.session.commit()
    assert "La marque de fin de la trace a été changée." in verify(signed_in).text
    assert "1\u00a0faute" in visit(PAGE).select_one("form.confirm").text


def test_the_report_prints_where_the_trace_ends(visit, at_home):
    with at_home():
        sequence, seal = trace_head()
    assert f"ligne {sequence}, d’empreinte {seal}" in visit("/rapports/2025").main.text


@pytest.mark.parametrize("reader", [Role.READER, Role.CONTRIBUTOR, Role.MANAGER])
def test_only_an_administrator_reads_the_trace(signed_in, role, reader):
    role(reader)
    for address in (PAGE, f"{PAGE}/export.csv"):
        assert signed_in.get(address).status_code == 403
