"""What every test stands on: an installation of its own, a signed-in visitor, strict pages."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import settings as hypothesis_settings
from sqlalchemy import update
from werkzeug.datastructures import MultiDict
from werkzeug.security import generate_password_hash

from inventaire.app import create_app
from inventaire.domain.vocabulary import Role
from inventaire.models import Membership, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.base import now
from inventaire.models.scope import set_scope
from inventaire.services import account as accounts
from inventaire.services.demonstration import fill_with_demonstration
from inventaire.services.organisation import initialise
from tests.databases import Postgresql, Sqlite, cluster, settings_of
from tests.identity.slapd import served_directory
from tests.members import CHEAP, let_in
from tests.outgoing import stay_on_this_machine
from tests.standing import Standing

FILES = Path(__file__).parent / "files"
TOWN = {"name": "Valbrume", "population": 8_200, "staff_count": 118, "territory": "FR"}
PASSWORD = "une phrase que nul ne devine 7"
LABELLED = ("input", "select", "textarea")

# Deadlines would time a busy machine; the same examples each time keep a run repeatable.
hypothesis_settings.register_profile("calm", deadline=None, derandomize=True)
hypothesis_settings.load_profile("calm")

stay_on_this_machine()


def pytest_addoption(parser):
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite", help="what the tests stand on")
    parser.addoption("--long", action="store_true", help="run the full drills too")


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL, run again what touches the database, and nothing else."""
    name = config.getoption("--database")
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[name]
    long = config.getoption("--long")
    left = [
        item
        for item in items
        if item.get_closest_marker(other)
        or (name == "postgresql" and "database" not in item.fixturenames)
        or (item.get_closest_marker("long") and not long)
    ]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in set(left)]


@pytest.fixture(scope="session")
def long(request):
    """Say whether the full drills were asked for."""
    return request.config.getoption("--long")


@pytest.fixture(scope="session")
def database(request):
    """The kind of database this run stands on."""
    if request.config.getoption("--database") == "sqlite":
        yield Sqlite()
        return
    with cluster() as socket:
        yield Postgresql(socket)


@pytest.fixture(scope="session")
def slapd():
    """The directory of a small town."""
    with served_directory() as served:
        yield served


def close(app):
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def empty_town(database, tmp_path_factory):
    """An installation with its tables, one organisation and one administrator, to be copied."""
    folder = tmp_path_factory.mktemp("town")
    database.make(folder)
    app = create_app(settings_of(database, folder))
    with app.app_context():
        organisation = initialise(**TOWN)
        token = accounts.invite(organisation, Role.ADMINISTRATOR)
        account = accounts.accept_invitation(token, "Service informatique", "dsi@valbrume.example", PASSWORD)
        account.password_hash = generate_password_hash(PASSWORD, **CHEAP)
        db.session.commit()
    close(app)
    return folder


@pytest.fixture(scope="session")
def standing(database, tmp_path_factory):
    return Standing(settings_of(database, tmp_path_factory.mktemp("nowhere")))


@pytest.fixture(scope="module")
def first_town(empty_town):
    """What each test of a file starts from; a file that fills it says so once."""
    return empty_town


@pytest.fixture
def app(database, first_town, standing, tmp_path):
    folder = tmp_path / "instance"
    database.copy(first_town, folder)
    app = standing.move(settings_of(database, folder))
    yield app
    close(app)
    database.drop(folder)


@pytest.fixture
def town(app):
    """The application's context, held to the one organisation."""
    with app.app_context():
        set_scope(db.session(), 1)
        db.session().info[ACTOR] = Actor("test")
        yield app


@pytest.fixture
def app_with(app, database):
    """Serve the same installation under other settings."""
    made = []

    def make(**changes):
        made.append(create_app(replace(settings_of(database, app.config["INSTANCE"]), **changes)))
        return made[-1]

    yield make
    for other in made:
        close(other)


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self):
        self.moment = now()

    def __call__(self):
        return self.moment

    def wait(self, **span):
        self.moment += timedelta(**span)


@pytest.fixture
def clock(monkeypatch):
    stopped = Clock()
    for module in ("attempts", "second_factor", "session", "security_log"):
        monkeypatch.setattr(f"inventaire.services.{module}.now", stopped)
    return stopped


@pytest.fixture
def told(app):
    """Read the events of the log."""

    def read(*events):
        lines = [json.loads(line) for path in logs(app) for line in path.read_text().splitlines()]
        return [line for line in lines if not events or line["event"] in events]

    return read


def logs(app):
    return sorted(app.config["INSTANCE"].glob("securite-*.log"))


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def signed_in(client):
    return let_in(client, "dsi@valbrume.example")


def token_of(html):
    return BeautifulSoup(html, "html.parser").select_one("input[name=csrf_token]")["value"]


@pytest.fixture
def visit(signed_in):
    """Open a page as the administrator; with values, fill its form in and send it."""

    def open_page(address, status=200, follow=False, **values):
        answer = signed_in.get(address)
        if values:
            form = MultiDict(fields_of(answer.text) | values)
            answer = signed_in.post(address, data=form, follow_redirects=follow)
        assert answer.status_code == status, answer.text[:2000]
        return checked(answer.text) if answer.mimetype == "text/html" and status != 302 else answer

    return open_page


def fields_of(html):
    """What a browser would send of the page's main form if nobody touched it."""
    form = BeautifulSoup(html, "html.parser").select_one("main form[method=post]")
    sent = {}
    for control in form.select("input[name]"):
        if control.get("type") not in ("file", "checkbox", "radio", "submit") or control.has_attr("checked"):
            sent[control["name"]] = control.get("value", "")
    for control in form.select("textarea[name]"):
        sent[control["name"]] = control.text.lstrip("\n")
    for control in form.select("select[name]"):
        chosen = control.select_one("option[selected]") or control.select_one("option")
        sent[control["name"]] = chosen.get("value", "") if chosen else ""
    return sent


def checked(html):
    """Hold a page to the rules that every page keeps."""
    page = BeautifulSoup(html, "html.parser")
    assert page.html["lang"] == "fr"
    assert page.title.text.strip().endswith("· Inventaire")
    assert len(page.find_all("h1")) == 1
    assert page.h1.text.strip()
    ids = [each["id"] for each in page.find_all(id=True)]
    assert len(ids) == len(set(ids)), [one for one in ids if ids.count(one) > 1]
    labels = {label.get("for") for label in page.find_all("label")}
    for control in page.find_all(LABELLED):
        hidden = control.get("type") == "hidden"
        assert hidden or control.has_attr("aria-label") or control.get("id", "") in labels, control
    for table in page.find_all("table"):
        assert table.caption, table
        assert table.caption.text.strip()
        assert all(cell.has_attr("scope") for cell in table.find_all("th"))
    assert not page.find_all("style")
    assert not [one for one in page.find_all("script") if one.get("src") != "/static/progress.js"]
    assert not page.find_all(lambda each: each.has_attr("style") or each.has_attr("onclick"))
    assert not re.search(r"\bNone\b|\bTrue\b|Undefined|\{\{", page.main.text), page.main.text
    return page


@pytest.fixture(scope="session")
def demonstration_town(database, tmp_path_factory, empty_town, standing):
    """The demonstration commune, taken in once through the imports, to be copied."""
    folder = tmp_path_factory.mktemp("demonstration") / "instance"
    return standing.furnish(database, empty_town, folder, lambda: fill_with_demonstration(lambda _message: None))


@pytest.fixture
def demonstration(database, demonstration_town, app):
    """Give the application of the test the data of the demonstration commune."""
    close(app)
    database.copy(demonstration_town, app.config["INSTANCE"])
    return app


@pytest.fixture
def role(app):
    """Change the role of the one member."""

    def change(wanted):
        with app.app_context():
            set_scope(db.session(), 1)
            db.session.execute(update(Membership).values(role=wanted))
            db.session.commit()

    return change
