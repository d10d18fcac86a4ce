"""How quick list pages stay, served as in production, while a long file is imported beside.

    python benchmarks/beside.py [ROWS] [FORM]   (50000 and ods unless given)

Prints the 95th percentile of the pages without and with the import, their ratio, and what the web processes held
in memory before and after.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import quantiles
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from imports import write
from pages import PASSWORD, fill

from inventaire.app import create_app
from inventaire.domain.vocabulary import Role
from inventaire.models import db
from inventaire.services import account
from inventaire.services.organisation import initialise

DEVICES, QUIET = 10_000, 20.0  # devices beforehand; seconds measured without an import
PAGES = ("/materiels", "/materiels?page=100", "/materiels?tri=-in_service_on", "/materiels?q=5490")
PAUSE = 0.05  # seconds between two pages: somebody reads them
COMMAND = [sys.executable, "-m", "inventaire"]


def prepare() -> None:
    """Make a town with devices and somebody who may read them."""
    with create_app().app_context():
        organisation = initialise("Mesure")
        token = account.invite(organisation, Role.ADMINISTRATOR)
        account.accept_invitation(token, "Mesure", "a@b.example", PASSWORD)
        fill(DEVICES)
        db.session.remove()


@contextmanager
def served() -> Iterator[tuple[OpenerDirector, str, int]]:
    """Serve the town; give a client that is signed in, the address, and the process."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port = opened.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    running = subprocess.Popen([*COMMAND, "servir", "--port", str(port)], start_new_session=True)
    try:
        client = build_opener(HTTPCookieProcessor(CookieJar()))
        form = {"email": "a@b.example", "password": PASSWORD, "csrf_token": token_of(client, f"{address}/connexion")}
        client.open(f"{address}/connexion", urlencode(form).encode()).close()
        yield client, address, running.pid
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait()


def token_of(client: OpenerDirector, page: str) -> str:
    """Wait for a page, and give the token of its form."""
    while True:
        try:
            with client.open(page) as answer:
                found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', answer.read().decode())
        except URLError:
            sleep(0.1)
        else:
            assert found, page
            return found[1]


def measured(client: OpenerDirector, address: str, goes_on: Callable[[], bool]) -> list[float]:
    """Open pages one after the other, as long as something goes on; give the time of each [ms]."""
    times: list[float] = []
    while goes_on():
        page = PAGES[len(times) % len(PAGES)]
        start = perf_counter()
        with client.open(address + page) as answer:
            assert b"<table" in answer.read(), page
        times.append((perf_counter() - start) * 1000)
        sleep(PAUSE)
    return times


def held(server: int) -> str:
    """Give what each process of the service holds in memory, and held at most [MiB]."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    found = []
    for process in (str(server), *children):
        told = dict(re.findall(r"(VmRSS|VmHWM):\s+(\d+) kB", Path(f"/proc/{process}/status").read_text()))
        found.append(f"{int(told['VmRSS']) // 1024} (at most {int(told['VmHWM']) // 1024})")
    return ", ".join(found)


def main() -> None:
    """Measure without, then with."""
    rows, form = int((sys.argv[1:] or ["50000"])[0]), (sys.argv[2:] or ["ods"])[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["INVENTAIRE_INSTANCE"] = str(folder / "instance")
        prepare()
        write(folder / f"parc.{form}", form, rows)
        with served() as (client, address, server):
            measured(client, address, iter([True] * 20 + [False]).__next__)  # warm
            before, end = held(server), perf_counter() + QUIET
            quiet = measured(client, address, lambda: perf_counter() < end)
            start = perf_counter()
            importing = subprocess.Popen([*COMMAND, "importer", str(folder / f"parc.{form}"), "--appliquer"])
            busy = measured(client, address, lambda: importing.poll() is None)
            took, after = perf_counter() - start, held(server)
            assert importing.returncode == 0
    without, beside = (quantiles(times, n=20)[-1] for times in (quiet, busy))
    print(f"{rows} rows in {form}, imported in {took:.1f} s")
    print(f"p95 {without:.0f} ms without ({len(quiet)} pages), {beside:.0f} ms with ({len(busy)} pages)")
    print(f"ratio {beside / without:.1f}")
    print(f"memory of the service [MiB]: {before} before; {after} after")


if __name__ == "__main__":
    main()
