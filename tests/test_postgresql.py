"""The same use cases on PostgreSQL: a private cluster, gone with the test."""

import json
import os
import shutil
import subprocess
import tempfile
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from inventaire.app import create_app
from inventaire.cli import inventaire
from inventaire.config import settings_from
from inventaire.domain.errors import Conflict
from inventaire.domain.imports import ImportState
from inventaire.domain.vocabulary import Role
from inventaire.models import Organisation, db
from inventaire.services import account as accounts
from inventaire.services.database import enter
from inventaire.services.imports.batch import confirm_import, prepare_import
from tests.conftest import FILES, PASSWORD, close, token_of

INVENTORY = (str(FILES / "inventaire-municipal.ods"), str(FILES / "glpi-agent.json"))
PAGES = (
    "/",
    "/materiels?q=dell%25_&tri=-in_service_on&categorie=laptop",
    "/materiels/1",
    "/logiciels?q=office&tri=publisher",
    "/logiciels/1",
    "/catalogue",
    "/plan",
    "/rapports/2026",
    "/imports",
    "/imports/1",
    "/administration",
    "/materiels/export.csv?q=vb",
    "/logiciels/export.csv",
)


def program(name):
    """Find a program of the newest PostgreSQL of the machine, as Debian lays them out."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    assert found, "PostgreSQL is missing: ./run test installs it, or says what to type"
    return str(found[-1])


def unprivileged(command):
    """PostgreSQL refuses to run as root: become nobody, with no other means to come back."""
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command] if os.getuid() == 0 else command


@pytest.fixture(scope="module")
def cluster():
    """Serve an empty cluster on a socket alone, in a folder whose path is short enough for one."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        if os.getuid() == 0:
            shutil.chown(folder, "nobody", "nogroup")
        data = f"{folder}/data"
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        run = {"check": True, "capture_output": True, "cwd": folder, "timeout": 60}
        init = ["initdb", "-D", data, "-U", "inventaire", "--auth=trust", "--locale=C.UTF-8", "--no-sync"]
        start = ["pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start"]
        stop = ["pg_ctl", "-D", data, "-m", "immediate", "stop"]
        for command in (init, start):
            subprocess.run(unprivileged([program(command[0]), *command[1:]]), **run)
        yield folder
        subprocess.run(unprivileged([program(stop[0]), *stop[1:]]), **run)


@pytest.fixture(scope="module")
def served(cluster, tmp_path_factory):
    """The application on that cluster, with what `initialiser` makes."""
    url = f"postgresql://inventaire@/postgres?host={cluster}"
    environment = {"INVENTAIRE_INSTANCE": str(tmp_path_factory.mktemp("instance")), "DATABASE_URL": url}
    app = create_app(settings_from(environment))
    command(app, "initialiser", "--nom", "Valbrume")
    yield app
    close(app)


@pytest.fixture(scope="module")
def filled(served):
    """That application once a workbook and the file of an agent are in."""
    found = json.loads(command(served, "importer", "--appliquer", "--json", *INVENTORY))
    assert found["import"] == 1
    assert sum(part["created"] for part in found["files"]) > 50
    return served


def command(app, *words):
    with app.app_context():
        result = CliRunner().invoke(inventaire, words)
    assert result.exit_code == 0, (result.output, result.exc_info)
    return result.stdout


def outcomes(app, *files):
    parts = json.loads(command(app, "importer", "--json", *files))["files"]
    return {outcome: sum(part[outcome] for part in parts) for outcome in ("created", "updated", "unchanged")}


def test_it_does_run_on_postgresql(served):
    with served.app_context():
        assert db.engine.dialect.name == "postgresql"


def test_the_same_files_again_change_nothing(filled):
    found = outcomes(filled, *INVENTORY)
    assert (found["created"], found["updated"]) == (0, 0)
    assert found["unchanged"] > 50


@pytest.mark.parametrize("form", ["ods", "csv"])
@pytest.mark.parametrize("what", ["materiels", "logiciels"])
def test_what_is_exported_comes_back_unchanged(filled, tmp_path, what, form):
    path = str(tmp_path / f"{what}.{form}")
    command(filled, "exporter", what, "-o", path)
    found = outcomes(filled, path)
    assert (found["created"], found["updated"]) == (0, 0)
    assert found["unchanged"] > 0


def test_figures_plan_and_report_come_out(filled, tmp_path):
    assert json.loads(command(filled, "estimer", "--json"))["total"]["count"] > 50
    assert json.loads(command(filled, "planifier", "--json"))["steps"]
    command(filled, "rapport", "2026", "-o", str(tmp_path / "rapport.odt"))
    assert (tmp_path / "rapport.odt").read_bytes().startswith(b"PK")


def test_pages_open(filled):
    with filled.app_context():
        town = db.session.query(Organisation).one()
        accounts.accept_invitation(accounts.invite(town, Role.ADMINISTRATOR), "DSI", "dsi@valbrume.example", PASSWORD)
    client = filled.test_client()
    token = token_of(client.get("/connexion").text)
    client.post("/connexion", data={"csrf_token": token, "email": "dsi@valbrume.example", "password": PASSWORD})
    for address in PAGES:
        with client.get(address) as answer:
            assert answer.status_code == 200, address
            assert answer.data


def test_an_import_is_taken_back_whole(filled, tmp_path):
    before, after = tmp_path / "avant.zip", tmp_path / "apres.zip"
    command(filled, "exporter", "tout", "-o", str(before))
    written = json.loads(command(filled, "importer", "--appliquer", "--json", str(FILES / "ocsinventory.ocs")))
    command(filled, "annuler-import", str(written["import"]))
    command(filled, "exporter", "tout", "-o", str(after))
    assert sum(part["created"] for part in written["files"]) > 5
    assert contents(before) == contents(after)


def test_of_two_who_confirm_at_once_one_writes_and_the_other_is_told(filled):
    path = FILES / "ocsinventory.ocs"
    with filled.app_context():
        enter(None, "test")
        number = prepare_import([(path, path.name)]).number

    def confirm():
        with filled.app_context():
            enter(None, "test")
            gate.wait()
            try:
                return confirm_import(number).state
            except Conflict as conflict:
                return str(conflict)

    gate = threading.Barrier(4)
    with ThreadPoolExecutor(4) as people:
        told = [future.result() for future in [people.submit(confirm) for _ in range(4)]]
    assert told.count(ImportState.APPLIED) == 1
    assert told.count("Cet import a déjà été appliqué.") == 3
    command(filled, "annuler-import", str(number))


def contents(path):
    with zipfile.ZipFile(path) as archive:
        return {name: sorted(archive.read(name).splitlines()) for name in archive.namelist()}
