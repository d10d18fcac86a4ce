"""The real provider of the tests, and a browser that signs in there."""

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from inventaire.identity.openid import ProviderSettings
from tests.identity.slapd import free_port

SCRIPT = Path(__file__).parent / "oidc/provider.mjs"
LIBRARY = Path(sys.prefix) / "oidc/node_modules/oidc-provider/lib/index.js"
REDIRECT = "https://inventaire.example/connexion/retour"
PAGE = "http://localhost/connexion/oidc/retour"  # of this service, as its tests call it
SECRET = "un secret assez long: +%"


def settings_for(issuer, **changes):
    usual = {"issuer": issuer, "client_id": "inventaire", "client_secret": SECRET, "name": "Agglomération"}
    return ProviderSettings(**usual | changes)


@contextmanager
def served_provider():
    """Serve npm's oidc-provider; give its issuer."""
    assert shutil.which("node"), "node is missing: ./run test installs it, or says what to type"
    assert LIBRARY.exists(), "oidc-provider is missing: ./run test installs it"
    port = free_port()
    served = subprocess.Popen(["node", SCRIPT, LIBRARY, str(port), REDIRECT, PAGE], stderr=subprocess.DEVNULL)
    try:
        wait_for(served, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        served.terminate()
        served.wait()


def wait_for(served, port):
    for _ in range(300):
        assert served.poll() is None, "the provider stopped"
        try:
            socket.create_connection(("127.0.0.1", port), 5).close()
        except ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the provider does not answer")


class Arrived(Exception):  # noqa: N818 - a way out, not a fault
    """The browser was sent back to the service."""


class Watched(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, req, fp, code, msg, headers, newurl):
        if newurl.startswith((REDIRECT, PAGE)):
            fp.close()
            raise Arrived(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def a_browser():
    """Give a browser that keeps what the provider knows it by."""
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), Watched)


def come_back(url, login="élise", browser=None):
    """Sign in and agree as a person would, where the provider asks; give what the browser brings back."""
    browser = browser or a_browser()
    forms = {"login": {"prompt": "login", "login": login, "password": "x"}, "consent": {"prompt": "consent"}}
    form = None
    try:
        for _ in range(3):
            with browser.open(url, urlencode(form).encode() if form else None) as page:
                text = page.read().decode()
            url, form = (
                re.search('action="([^"]+)"', text)[1],
                forms[re.search('name="prompt" value="([^"]+)"', text)[1]],
            )
    except Arrived as arrived:
        return dict(parse_qsl(urlsplit(str(arrived)).query))
    raise AssertionError("the provider kept the browser")
