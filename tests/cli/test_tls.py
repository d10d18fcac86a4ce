"""servir: out of this machine only with TLS, and with TLS truly."""

import http.cookiejar
import os
import signal
import ssl
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPSHandler, build_opener

import pytest
from click.testing import CliRunner

from inventaire.cli import inventaire
from tests.conftest import PASSWORD, token_of
from tests.test_run import free_port

HOME = "https://inventaire.valbrume.example"


@pytest.mark.parametrize("settings", [{}, {"proxies": 1}, {"public_address": HOME}])
def test_out_of_this_machine_without_tls_it_says_how_to_have_it(app_with, settings):
    with app_with(**settings).app_context():
        result = CliRunner().invoke(inventaire, ["servir", "--hote", "192.0.2.1"])
    assert result.exit_code == 2
    for told in ("INVENTAIRE_ADRESSE", "INVENTAIRE_PROXY=1", "--certificat"):
        assert told in result.stderr


@pytest.mark.parametrize("option", ["--certificat", "--cle"])
def test_a_certificate_goes_with_its_key(app, option):
    with app.app_context():
        result = CliRunner().invoke(inventaire, ["servir", option, __file__])
    assert result.exit_code == 2
    assert "vont ensemble" in result.stderr


@pytest.mark.parametrize("settings", [{"proxies": 1}, {}])
def test_with_tls_it_does_listen_elsewhere(app_with, monkeypatch, settings, tmp_path):
    asked = []
    monkeypatch.setattr("inventaire.cli.database._serve", lambda *words: asked.append(words))
    options = [] if settings else ["--certificat", __file__, "--cle", __file__]
    with app_with(public_address=HOME, **settings).app_context():
        result = CliRunner().invoke(inventaire, ["servir", "--hote", "192.0.2.1", *options])
    assert result.exit_code == 0, result.stderr
    assert asked == [("192.0.2.1:8000", *([None, None] if settings else [__file__, __file__]))]
    assert f"Inventaire est servi sur {HOME}/" in result.stdout


@pytest.fixture
def certificate(tmp_path):
    """Make a certificate for this machine, that nobody signed."""
    paths = [str(tmp_path / "cle.pem"), str(tmp_path / "certificat.pem")]
    words = ["-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", paths[0], "-out", paths[1], "-days", "1"]
    subprocess.run(
        ["openssl", "req", *words, "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True,
        capture_output=True,
    )
    return paths


@pytest.fixture
def served(database, empty_town, certificate, tmp_path):
    """Serve the town over TLS."""
    database.copy(empty_town, tmp_path / "servie")
    port, (key, crt) = free_port(), certificate
    address = f"https://localhost:{port}"
    settings = {"INVENTAIRE_PORT": str(port), "INVENTAIRE_ADRESSE": address}
    running = subprocess.Popen(
        [sys.executable, "-m", "inventaire", "servir", "--certificat", crt, "--cle", key],
        env=os.environ | settings | database.environment(tmp_path / "servie"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    yield address, running
    os.killpg(running.pid, signal.SIGTERM)
    running.communicate()
    database.drop(tmp_path / "servie")


def test_over_tls_one_signs_in_under_a_cookie_of_this_host_alone(served, certificate):
    address, running = served
    cookies = http.cookiejar.CookieJar()
    trusting = HTTPSHandler(context=ssl.create_default_context(cafile=certificate[1]))
    browser = build_opener(trusting, HTTPCookieProcessor(cookies))
    token = token_of(read(browser, f"{address}/connexion", running))
    sent = urlencode({"csrf_token": token, "email": "dsi@valbrume.example", "password": PASSWORD}).encode()
    assert "Tableau de bord" in read(browser, f"{address}/connexion", running, sent)
    (kept,) = cookies
    assert (kept.name, kept.secure, kept.path, kept.domain_specified) == ("__Host-inventaire", True, "/", False)


def read(browser, address, running, sent=None):
    while True:
        assert running.poll() is None, running.stderr.read().decode()
        try:
            with browser.open(address, sent) as page:
                return page.read().decode()
        except URLError as fault:
            if not isinstance(fault.reason, ConnectionRefusedError):
                raise
            time.sleep(0.2)
