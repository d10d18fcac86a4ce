"""List pages over many devices, against a bare page: Flask, sqlite3, one template, same columns and index.

    .venv/bin/python benchmarks/pages.py [DEVICES]

Prints the median time of each page and its ratio to the bare one, measured in the same run.
"""

import random
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from flask import Flask, g, render_template
from flask.testing import FlaskClient

from inventaire.app import create_app
from inventaire.config import Settings
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus, Role
from inventaire.models import Device, Site, db
from inventaire.models.bulk import insert_all
from inventaire.services import account
from inventaire.services.database import writing
from inventaire.services.organisation import initialise

PASSWORD = "une phrase que nul ne devine 7"
PAGES = (
    "/materiels",
    "/materiels?page=500",
    "/materiels?tri=-in_service_on",
    "/materiels?categorie=laptop&etat=in_service",
    "/materiels?site=3&tri=model",
    "/materiels?q=5490",
    "/materiels?q=introuvable",
)
BARE = (
    "SELECT id, name, category, manufacturer, model, site_id, in_service_on, status, quantity, serial "
    "FROM device WHERE organisation_id = 1 ORDER BY name, id LIMIT 50"
)
TEMPLATE = """<!doctype html><title>Matériels</title><table>{% for row in rows %}<tr>{% for cell in row %}
<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"""
ROUNDS = 25


def fill(count: int) -> None:
    """Insert devices that look like a town's, from a fixed seed."""
    chance = random.Random(8200)
    with writing() as session:
        sites = [Site(name=f"Site {number}") for number in range(40)]
        session.add_all(sites)
        session.flush()
        rows = [a_device(chance, number, sites) for number in range(count)]
        insert_all(session, Device, rows)


def a_device(chance: random.Random, number: int, sites: list[Site]) -> dict[str, object]:
    """Make one row."""
    return {
        "name": f"PC-{number:06}",
        "category": chance.choice(list(DeviceCategory)),
        "status": chance.choice(list(DeviceStatus)),
        "quantity": 1,
        "version": 1,
        "manufacturer": chance.choice(["Dell Inc.", "HP", "LENOVO"]),
        "model": f"Modèle {chance.randrange(9000)}",
        "serial": f"SN{number:08}",
        "site_id": chance.choice(sites).id,
        "in_service_on": PartialDate(chance.randrange(2012, 2027), chance.randrange(1, 13)),
        "operating_system": chance.choice(["Microsoft Windows 10 Professionnel", "Ubuntu 24.04", None]),
    }


def bare_app(database: Path, folder: Path) -> Flask:
    """Make the smallest page that shows the same list."""
    folder.mkdir()
    (folder / "list.html").write_text(TEMPLATE)
    app = Flask("bare", template_folder=str(folder))

    @app.get("/")
    def show() -> str:
        g.connection = sqlite3.connect(database)
        rows = g.connection.execute(BARE).fetchall()
        g.connection.close()
        return render_template("list.html", rows=rows)

    return app


def timed(client: FlaskClient, address: str) -> float:
    """Give the median time of a page [ms], warm."""
    client.get(address)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        answer = client.get(address)
        times.append(time.perf_counter() - start)
        assert answer.status_code == 200, (address, answer.status_code)
    return median(times) * 1000


def main() -> None:
    """Measure every page."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "inventaire.sqlite"
        app = create_app(Settings(folder, f"sqlite:///{database}", "k" * 40, "t" * 40))
        with app.app_context():
            organisation = initialise("Mesure", territory="FR", staff_count=1000)
            token = account.invite(organisation, Role.ADMINISTRATOR)
            account.accept_invitation(token, "Mesure", "a@b.example", PASSWORD)
            start = time.perf_counter()
            fill(count)
            print(f"{count} matériels insérés avec leur trace en {time.perf_counter() - start:.1f} s")
            db.session.remove()
        app.config["WTF_CSRF_ENABLED"] = False
        client = app.test_client()
        client.post("/connexion", data={"email": "a@b.example", "password": PASSWORD})
        bare = timed(bare_app(database, folder / "bare").test_client(), "/")
        print(f"{bare:8.2f} ms        page nue")
        for page in PAGES:
            found = timed(client, page)
            print(f"{found:8.2f} ms  ×{found / bare:5.1f}  {page}")


if __name__ == "__main__":
    main()
