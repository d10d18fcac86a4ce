"""The agents of Debian run for real against the served entrance; ten clients at once lose nothing.

An agent knows whether it runs in a container or in a virtual machine, which are no hardware of a town: here
FusionInventory is told that its machine is a real one, and OCS is kept from asking (it asks `dmidecode`).
"""

import json
import os
import subprocess
import sys
import time
import zlib
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.request import Request, urlopen

import pytest
from sqlalchemy import select

from inventaire.app import create_app
from inventaire.models import Application, Device, Installation, Site, db
from inventaire.models.scope import set_scope
from inventaire.services.agents.calls import WAITING
from tests.agents.inventories import PROLOG, json_inventory, xml_inventory
from tests.cli.commands import ROOT, SETTINGS, typed
from tests.conftest import close
from tests.databases import TRACE_KEY, settings_of
from tests.test_run import free_port

PATIENCE = 90  # seconds on a busy machine
ADDED = """<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT>
  <HARDWARE><VMSYSTEM>Physical</VMSYSTEM></HARDWARE>
  <BIOS><SSN>SERIE-FUSION</SSN><SMANUFACTURER>Dell Inc.</SMANUFACTURER><SMODEL>OptiPlex 3080</SMODEL></BIOS>
</CONTENT></REQUEST>
"""
ALONE = "/usr/bin:/bin"  # where dmidecode is not


class Served(NamedTuple):
    """The real server on a port of its own, and the command of the same installation."""

    port: int
    run: object
    process: object
    start: object


@pytest.fixture
def served(database, empty_town, tmp_path):
    folder, port = tmp_path / "instance", free_port()
    database.copy(empty_town, folder)
    settings = database.environment(folder) | {"TRACE_KEY": TRACE_KEY}
    kept = {key: value for key, value in os.environ.items() if key not in SETTINGS}
    words = [sys.executable, "-m", "inventaire", "servir", "--port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = []

    def start():
        environment = kept | settings | {"PYTHONPATH": str(ROOT)}
        started.append(subprocess.Popen(words, env=environment, cwd=tmp_path, **quiet))
        until(lambda: answers(port))
        return started[-1]

    yield Served(port, typed(settings), start(), start)
    for server in started:
        server.kill()
        server.wait()
    database.drop(folder)


@pytest.fixture
def address(served):
    home = f"http://127.0.0.1:{served.port}"
    return served.run("agents", "ajouter", "Postes", "--site", "Mairie", "--adresse", home).out.strip()


@pytest.fixture
def inventory(database, served, tmp_path):
    """Read the devices, and the software of each, once all that was received is taken in."""
    app = create_app(settings_of(database, tmp_path / "instance"))

    def read():
        until(lambda: not list((tmp_path / "instance/recus").rglob(f"*{WAITING}")))
        with app.app_context():
            return devices()

    yield read
    close(app)


def devices():
    set_scope(db.session(), 1)
    db.session.rollback()
    rows = db.session.execute(
        select(Device.id, Device.name, Device.serial, Site.name, Device.version, Installation.raw_version, Application)
        .join(Site, Site.id == Device.site_id)
        .join(Installation, Installation.device_id == Device.id)
        .join(Application, Application.id == Installation.application_id)
        .order_by(Device.id, Installation.id)
    )
    return [(*row[:6], row.Application.raw_name) for row in rows]


def until(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not come in time"
        time.sleep(0.1)


def answers(port):
    try:
        with urlopen(f"http://127.0.0.1:{port}/connexion", timeout=5) as page:
            return page.status == 200
    except OSError:
        return False


def agent(*words, **environment):
    """Run an agent to its end; give what it says."""
    done = subprocess.run(
        words, capture_output=True, text=True, env=os.environ | environment, check=False, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr
    assert "[error]" not in done.stderr, done.stderr
    return done.stderr


def fusion(folder, address, *options, **environment):
    """Run the agent of FusionInventory as a machine does: it asks, then hands over."""
    (folder / "agent.cfg").write_text(f"vardir = {folder}\nno-task = netdiscovery,netinventory,wakeonlan\n")
    (folder / "added.xml").write_text(ADDED)
    files = [f"--conf-file={folder / 'agent.cfg'}", f"--additional-content={folder / 'added.xml'}"]
    said = agent("fusioninventory-agent", f"--server={address}", *files, *options, **environment)
    assert "running task Inventory" in said


def ocs(folder, address, *options, **environment):
    """Run the agent of OCS as a machine does: it asks, then hands over."""
    words = [f"--server={address}", f"--basevardir={folder}", "--nolocal", *options]
    agent("ocsinventory-agent", *words, PATH=ALONE, **environment)


def packages_without(folder, names):
    """Make a copy of what is installed, for `dpkg-query`, without the first package of these; say which."""
    told = Path("/var/lib/dpkg/status").read_text(encoding="utf-8").split("\n\n")
    gone = next(name for name in names for one in told if one.startswith(f"Package: {name}\n"))
    (folder / "info").mkdir(parents=True)
    kept = [one for one in told if not one.startswith(f"Package: {gone}\n")]
    (folder / "status").write_text("\n\n".join(kept), encoding="utf-8")
    return gone


@pytest.mark.parametrize("run_agent", [fusion, ocs])
def test_a_real_agent_appears_with_its_software_and_a_second_run_changes_nothing(
    served, address, inventory, tmp_path, run_agent
):
    run_agent(tmp_path, address)
    before = inventory()
    host = os.uname().nodename.partition(".")[0]
    assert {(row[0], row[3]) for row in before} == {(1, "Mairie")}
    assert before[0][1].startswith(host)
    assert calls_of(served) == (1, 0)
    run_agent(tmp_path, address)
    assert inventory() == before
    assert calls_of(served) == (2, 0)


@pytest.mark.parametrize("run_agent", [fusion, ocs])
def test_a_program_that_a_real_agent_no_longer_lists_leaves_its_machine(address, inventory, tmp_path, run_agent):
    run_agent(tmp_path, address)
    before = inventory()
    gone = packages_without(tmp_path / "dpkg", [row[6] for row in before])
    run_agent(tmp_path, address, DPKG_ADMINDIR=str(tmp_path / "dpkg"))
    assert {row[6] for row in before} - {row[6] for row in inventory()} == {gone}
    run_agent(tmp_path, address)
    assert {row[6] for row in inventory()} == {row[6] for row in before}


def as_it_is(word):
    return word


def in_base64(word):
    return b64encode(word.encode()).decode()


@pytest.mark.parametrize(
    ("run_agent", "written", "more"), [(fusion, as_it_is, []), (ocs, in_base64, ["--realm=Inventaire"])]
)
def test_a_real_agent_gives_its_token_as_a_password(served, address, inventory, tmp_path, run_agent, written, more):
    entrance, _, token = address.rpartition("/")
    run_agent(tmp_path, entrance, f"--user={written('agent')}", f"--password={written(token)}", *more)
    assert inventory()
    assert calls_of(served) == (1, 0)


def calls_of(served):
    (found,) = served.run("agents", "lister", "--json").json["agents"]
    return found["inventories"], found["refusals"]


def test_both_agents_of_one_machine_speak_of_one_device(address, inventory, tmp_path):
    for run_agent in (fusion, ocs):
        run_agent(tmp_path, address)
    assert {row[2] for row in inventory()} == {"SERIE-FUSION"}


@pytest.mark.parametrize("clients", [2, 10])
def test_clients_at_once_lose_nothing(address, inventory, clients):
    """Each asks, then hands its machines over, one after the other; every machine is there afterwards, once."""
    machines = [[f"{client}-{number}" for number in range(20 // clients)] for client in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        statuses = [status for one in pool.map(lambda names: hand_over(address, names), machines) for status in one]
    assert set(statuses) == {200}
    names = [name for one in machines for name in one]
    found = sorted((serial, program) for _, _, serial, _, _, _, program in inventory())
    assert found == sorted((f"SERIE-{name}", program) for name in names for program in ("Outil", f"Logiciel {name}"))


def hand_over(address, names):
    """Be one client: half of them speak XML as FusionInventory, half JSON as the GLPI agent."""
    told = []
    for number, name in enumerate(names):
        in_json = number % 2
        make = json_inventory if in_json else xml_inventory
        question = json.dumps({"action": "contact", "deviceid": name}) if in_json else PROLOG
        headings = {"GLPI-Agent-ID": "00000000-1111-4222-8333-444444444444"} if in_json else {}
        for text in (question, make(f"PC-{name}", f"SERIE-{name}", ["Outil", f"Logiciel {name}"])):
            sent = Request(address, zlib.compress(text.encode()), headings | {"Content-Type": "application/x-compress"})
            with urlopen(sent, timeout=PATIENCE) as answer:
                told.append(answer.status)
    return told


def test_what_was_answered_is_there_after_the_server_is_killed(served, address, inventory, tmp_path):
    """An inventory that was acknowledged waits on the disk, whatever becomes of who acknowledged it."""
    assert set(hand_over(address, ["a", "b", "c"])) == {200}
    served.process.kill()
    served.process.wait()
    until(lambda: not answers(served.port))
    served.start()
    assert {row[2] for row in inventory()} == {"SERIE-a", "SERIE-b", "SERIE-c"}
