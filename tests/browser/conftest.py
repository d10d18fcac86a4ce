"""A served product and a real browser that watches every page it meets."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
MOST_REQUESTS = 10
HEAVIEST = 100_000  # bytes of a page, all it fetches included
HEAVIEST_LIST = 60_000
PATIENCE = 20_000  # milliseconds that a page may take to say what another process does
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def service(database, tmp_path):
    """Serve an empty commune; give its address and the first link, as the terminal printed them."""
    database.make(tmp_path / "instance")
    environment = os.environ | database.environment(tmp_path / "instance") | {"INVENTAIRE_PORT": free_port()}
    command = [sys.executable, "-m", "inventaire"]
    subprocess.run([*command, "initialiser", "--nom", "Valbrume"], env=environment, check=True, capture_output=True)
    printed = tmp_path / "printed"
    with printed.open("wb") as output:
        running = subprocess.Popen(
            [*command, "servir"], env=environment, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield wait_for(running, f"http://127.0.0.1:{environment['INVENTAIRE_PORT']}", printed)
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait()
        database.drop(tmp_path / "instance")


def free_port():
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return str(opened.getsockname()[1])


def wait_for(running, address, printed):
    while True:
        assert running.poll() is None, printed.read_text()
        try:
            urlopen(f"{address}/connexion").close()
        except URLError:
            time.sleep(0.1)
        else:
            return re.search(r"http://\S+/premier-acces/\S+", printed.read_text()).group()


@dataclass
class Watch:
    """What a browser was told and asked while it walked."""

    page: object
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)
    answers: list[object] = field(default_factory=list)

    def __post_init__(self):
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("response", lambda answer: self.answers.append(answer))

    def go(self, address):
        self.requests.clear()
        self.answers.clear()
        self.page.goto(address)
        self.check()

    def click(self, name, role="link"):
        self.requests.clear()
        self.answers.clear()
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.page.wait_for_load_state()
        self.check()

    def check(self):
        """Hold the page to what every page promises: accessible, light, silent, alone."""
        address = self.page.url
        found = Axe().run(self.page, options=RULES)
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
        assert self.errors == [], address
        hosts = {urlsplit(url).hostname for url in self.requests if not url.startswith(("data:", "about:"))}
        assert hosts <= {"127.0.0.1"}, hosts
        assert len(self.requests) <= MOST_REQUESTS, self.requests
        weight = sum(int(answer.headers.get("content-length", 0)) for answer in self.answers)
        self.weights[urlsplit(address).path] = weight
        listing = urlsplit(address).path in ("/materiels", "/logiciels", "/catalogue", "/imports", "/plan")
        assert weight <= (HEAVIEST_LIST if listing else HEAVIEST), (address, weight)


@pytest.fixture
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def walk(browser):
    page = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True).new_page()
    page.set_default_timeout(PATIENCE)
    return Watch(page)
