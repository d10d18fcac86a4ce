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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from inventaire.services.agents.calls import WAITING
from tests.agents.inventories import PROLOG, json_inventory, xml_inventory
from tests.cli.commands import ROOT, SETTINGS, command
from tests.databases import TRACE_KEY
from tests.test_run import free_port

PATIENCE = 90  # seconds on a busy machine
ADDED = """<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT>
  <HARDWARE><VMSYSTEM>Physical</VMSYSTEM></HARDWARE>
  <BIOS><SSN>SERIE-FUSION</SSN><SMANUFACTURER>Dell Inc.</SMANUFACTURER><SMODEL>OptiPlex 3080</SMODEL></BIOS>
</CONTENT></REQUEST>
"""
ALONE = "/usr/bin:/bin"  # where dmidecode is not


@pytest.fixture
def served(database, empty_town, tmp_path):
    """The real server; give its port, and the command of the same installation."""
    folder, port = tmp_path / "instance", free_port()
    database.copy(empty_town, folder)
    settings = database.environment(folder) | {"TRACE_KEY": TRACE_KEY}
    kept = {key: value for key, value in os.environ.items() if key not in SETTINGS}
    with (tmp_path / "told").open("wb") as told:
        server = subprocess.Popen(
            [sys.executable, "-m", "inventaire", "servir", "--port", str(port)],
            env=kept | settings | {"PYTHONPATH": str(ROOT)},
            cwd=tmp_path,
            stdout=told,
            stderr=told,
        )
        until(lambda: answers(port))
        yield port, command(settings)
        server.kill()
        server.wait()
    database.drop(folder)


@pytest.fixture
def address(served):
    port, run = served
    return run("agents", "ajouter", "Postes", "--site", "Mairie", "--adresse", f"http://127.0.0.1:{port}").out.strip()


@pytest.fixture
def inventory(served, tmp_path):
    """Read the devices and the software once all that was received is taken in."""
    run, root = served[1], tmp_path / "instance/recus"

    def read():
        until(lambda: not list(root.rglob(f"*{WAITING}")))
        found = []
        for what in ("materiels", "logiciels"):
            path = tmp_path / f"{what}.csv"
            run("exporter", what, "-o", path)
            found.append(path.read_text(encoding="utf-8-sig"))
        return found

    return read


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


def fusion(folder, address):
    """Run the agent of FusionInventory as a machine does: it asks, then hands over."""
    (folder / "agent.cfg").write_text(f"vardir = {folder}\nno-task = netdiscovery,netinventory,wakeonlan\n")
    (folder / "added.xml").write_text(ADDED)
    files = [f"--conf-file={folder / 'agent.cfg'}", f"--additional-content={folder / 'added.xml'}"]
    assert "running task Inventory" in agent("fusioninventory-agent", f"--server={address}", *files)


def ocs(folder, address):
    """Run the agent of OCS as a machine does: it asks, then hands over."""
    agent("ocsinventory-agent", f"--server={address}", f"--basevardir={folder}", "--nolocal", PATH=ALONE)


@pytest.mark.parametrize("run_agent", [fusion, ocs])
def test_a_real_agent_appears_with_its_software_and_a_second_run_changes_nothing(
    served, address, inventory, tmp_path, run_agent
):
    run_agent(tmp_path, address)
    before = inventory()
    host = os.uname().nodename.partition(".")[0]
    machines = [line for line in before[0].splitlines() if host in line]
    assert len(machines) == 1, before[0]
    assert "Mairie" in machines[0]
    assert len(before[1].splitlines()) > 1, before[1]
    imports = served[1]("agents", "lister", "--json").json["agents"][0]
    assert (imports["inventories"], imports["refusals"]) == (1, 0)
    run_agent(tmp_path, address)
    assert inventory() == before
    assert served[1]("agents", "lister", "--json").json["agents"][0]["inventories"] == 2


def test_both_agents_of_one_machine_speak_of_one_device(address, inventory, tmp_path):
    for run_agent in (fusion, ocs):
        run_agent(tmp_path, address)
    assert inventory()[0].count("SERIE-FUSION") == 1


@pytest.mark.parametrize("clients", [2, 10])
def test_clients_at_once_lose_nothing(served, address, inventory, clients):
    """Each asks, then hands its machines over, one after the other; every machine is there afterwards."""
    each = 10 if clients == 2 else 4
    machines = [[f"{client}-{number}" for number in range(each)] for client in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        statuses = [status for one in pool.map(lambda names: hand_over(address, names), machines) for status in one]
    assert set(statuses) == {200}
    devices, _ = inventory()
    for names in machines:
        for name in names:
            assert devices.count(f"SERIE-{name};") + devices.count(f"SERIE-{name},") == 1, name
    assert served[1]("agents", "lister", "--json").json["agents"][0]["machines"] == clients * each


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


def test_what_was_answered_is_there_after_the_server_is_killed(database, empty_town, tmp_path):
    """An inventory that was acknowledged waits on the disk, whatever becomes of who acknowledged it."""
    folder, port = tmp_path / "instance", free_port()
    database.copy(empty_town, folder)
    settings = database.environment(folder) | {"TRACE_KEY": TRACE_KEY}
    run = command(settings)
    address = run(
        "agents", "ajouter", "Postes", "--site", "Mairie", "--adresse", f"http://127.0.0.1:{port}"
    ).out.strip()
    kept = {key: value for key, value in os.environ.items() if key not in SETTINGS}

    def serve():
        words = [sys.executable, "-m", "inventaire", "servir", "--port", str(port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        server = subprocess.Popen(words, env=kept | settings | {"PYTHONPATH": str(ROOT)}, cwd=tmp_path, **quiet)
        until(lambda: answers(port))
        return server

    server = serve()
    assert set(hand_over(address, ["a", "b", "c"])) == {200}
    server.kill()
    server.wait()
    until(lambda: not answers(port))
    server = serve()
    until(lambda: not list((folder / "recus").rglob(f"*{WAITING}")))
    run("exporter", "materiels", "-o", tmp_path / "materiels.csv")
    server.kill()
    server.wait()
    devices = Path(tmp_path / "materiels.csv").read_text(encoding="utf-8-sig")
    assert all(f"SERIE-{name}" in devices for name in "abc")
    database.drop(folder)
