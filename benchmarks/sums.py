"""Pages that add the whole fleet up: the first time, once it has changed, and once remembered.

    .venv/bin/python benchmarks/sums.py [DEVICES] [random|town]   (100000 and town unless given)

For each page, seconds by the clock and of the processor: in a process that has just started (its libraries and the
catalogue are still to be read), just after a change of the inventory, and as it stays.
DATABASE_URL names another database than SQLite; the processor's seconds are then ours alone.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from statistics import median

import pages
import town
from flask import Flask
from flask.testing import FlaskClient

from inventaire.app import create_app
from inventaire.domain.vocabulary import Role
from inventaire.models import Site, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import set_scope
from inventaire.services import account
from inventaire.services.database import leave_database, writing
from inventaire.services.organisation import initialise

FLEETS: dict[str, Callable[[int], None]] = {"random": pages.fill, "town": town.fill}
ADDING_UP = (
    "/",
    "/materiels/indicateurs",
    "/materiels/indicateurs?jour=2025-06-30",
    "/materiels/ages",
    "/materiels/ecoles",
    "/materiels/a-prolonger",
    "/materiels/a-prolonger/export.csv",
    "/materiels/fins-de-suivi",
    "/materiels/prospective",
    "/materiels/achats/indicateurs",
    "/materiels/reemploi",
    "/materiels/energie",
    "/logiciels/dependances",
    "/logiciels/risques",
    "/plan",
    "/rapports/2026",
    "/rapports/2026.odt",
    "/rapports/2025",
)
ROUNDS = 5
Spent = tuple[float, float]  # by the clock, of the processor [s]


@contextmanager
def filled(fill: Callable[[int], None], count: int) -> Iterator[None]:
    """Make an installation with a fleet and somebody who may read it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INVENTAIRE_INSTANCE"] = folder
        with served().app_context():
            organisation = initialise("Mesure", territory="FR", staff_count=1000)
            token = account.invite(organisation, Role.ADMINISTRATOR)
            account.accept_invitation(token, "Mesure", "a@b.example", pages.PASSWORD)
            start = time.perf_counter()
            fill(count)
            print(f"{count} devices inserted with their trace in {time.perf_counter() - start:.1f} s")
            db.session.remove()
            leave_database()
        yield


def served() -> Flask:
    """Make the service; its forms ask no token."""
    app = create_app()
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def signed_in(app: Flask) -> FlaskClient:
    """Give a client that may read."""
    client = app.test_client()
    client.post("/connexion", data={"email": "a@b.example", "password": pages.PASSWORD})
    return client


def spent(client: FlaskClient, address: str) -> Spent:
    """Open a page."""
    clock, processor = time.perf_counter(), time.process_time()
    with client.get(address) as answer:
        assert answer.status_code == 200, (address, answer.status_code)
        assert answer.data
    return time.perf_counter() - clock, time.process_time() - processor


def move(app: Flask, address: str) -> None:
    """Change the inventory, so that nothing is remembered of it."""
    with app.app_context():
        set_scope(db.session(), 1)
        db.session().info[ACTOR] = Actor("mesure")
        with writing() as session:
            session.add(Site(name=f"{time.time()} {address}"))


def measured(address: str) -> list[Spent]:
    """Open a page in this process, which has just started; then after a change; then again and again."""
    app = served()
    client = signed_in(app)
    found = [spent(client, address)]
    changed = []
    for _ in range(ROUNDS):
        move(app, address)
        changed.append(spent(client, address))
    again = [spent(client, address) for _ in range(ROUNDS)]
    return [*found, _median(changed), _median(again)]


def _median(found: list[Spent]) -> Spent:
    clock, processor = zip(*found, strict=True)
    return median(clock), median(processor)


def main() -> None:
    """Measure each page in a process of its own."""
    count, name = int((sys.argv[1:] or ["100000"])[0]), (sys.argv[2:] or ["town"])[0]
    with filled(FLEETS[name], count):
        print("clock and processor [s]    started        changed      remembered")
        for address in ADDING_UP:
            with get_context("fork").Pool(1) as pool:
                found = pool.apply(measured, (address,))
            print(" ".join(f"{clock:7.2f} {processor:7.2f}" for clock, processor in found), address, flush=True)


if __name__ == "__main__":
    main()
