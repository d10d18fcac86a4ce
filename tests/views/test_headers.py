"""Every answer tells the browser what to refuse, faults included."""

import pytest

from inventaire.domain.vocabulary import Role
from tests.views.routes import routes

HOME = "https://inventaire.valbrume.example"


def protected(answer):
    headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    static = answer.request.path.startswith("/static/") and answer.status_code == 200
    assert headers["Cache-Control"] == ("public, max-age=86400" if static else "no-store")
    return True


def test_every_page_is_protected_for_an_administrator(app, signed_in):
    found = set()
    for address in routes(app, "GET"):
        with signed_in.get(address) as answer:
            assert protected(answer), address
            found.add(answer.status_code)
    assert {200, 404} <= found
    assert not [status for status in found if status >= 500]


def test_every_page_is_protected_for_a_stranger(app, client):
    for address in routes(app, "GET"):
        with client.get(address) as answer:
            assert protected(answer), address


def test_refusals_and_faults_are_protected_too(app, signed_in, role, monkeypatch):
    def broken(*_args, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr("inventaire.views.method.render_template", broken)
    asked = [
        (500, signed_in.get("/methode")),
        (404, signed_in.get("/rien")),
        (404, signed_in.get("/static/rien.css")),
        (405, signed_in.delete("/materiels")),
        (400, signed_in.post("/materiels/nouveau")),
        (413, signed_in.post("/connexion", data={"x": "x" * (2 << 20)})),
        (400, signed_in.get("/materiels?q=%00")),
    ]
    role(Role.READER)
    asked.append((403, signed_in.get("/administration")))
    for status, answer in asked:
        assert answer.status_code == status
        assert protected(answer)
        assert "Traceback" not in answer.text


@pytest.mark.parametrize(("address", "told"), [(None, None), (HOME, "max-age=31536000")])
def test_a_public_address_is_held_to_tls(app_with, address, told):
    client = app_with(public_address=address).test_client()
    for path in ("/connexion", "/rien", "/", "/static/style.css"):
        with client.get(path, base_url=address) as answer:
            assert answer.headers.get("Strict-Transport-Security") == told


@pytest.mark.parametrize(("address", "name"), [(None, "inventaire"), (HOME, "__Host-inventaire")])
def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app_with, address, name):
    answer = app_with(public_address=address).test_client().get("/connexion", base_url=address)
    value, *attributes = answer.headers["Set-Cookie"].split("; ")
    assert value.startswith(f"{name}=")
    assert set(attributes) == {"HttpOnly", "Path=/", "SameSite=Lax"} | ({"Secure"} if address else set())
