"""Whole installations in tests: another one beside, all that one holds, its trace walked."""

from contextlib import contextmanager

from flask import current_app

from inventaire.app import create_app
from inventaire.domain import chain
from inventaire.models import CatalogOpinion, Organisation, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import acting_as, set_scope
from inventaire.models.tables import reach, rows_of, standing_tables
from tests.conftest import close
from tests.databases import settings_of
from tests.services.inventories import a_part, software, take_in

MINE, THEIRS = 1, 2


def add_another_town():
    """Give a second organisation, grouped with the first, rows of its own; go back to the first."""
    with acting_as(db.session(), operator=True):
        db.session.add(Organisation(id=THEIRS, code="autre", name="Autre-Commune"))
        db.session.commit()
        db.session.get(Organisation, MINE).group_id = THEIRS
        db.session.commit()
    for town, word in ((THEIRS, "autre"), (MINE, "mien")):
        set_scope(db.session(), town)
        machine = {"name": f"PC-{word}", "serial": "ABC", "site": f"École « {word} »", "department": f"Finances {word}"}
        take_in(a_part(machine, {"name": "=1+1\u2028\n", "comment": "\U0001f5a5"}), software({"raw_name": f"X {word}"}))
        db.session.add(CatalogOpinion(tool="zoom", alternative="jitsi", difficulty=2, reason=f"Essai « {word} »"))
        db.session.commit()


@contextmanager
def beside(database, folder):
    """Enter an installation where nothing was made yet."""
    database.make(folder)
    app = create_app(settings_of(database, folder))
    try:
        with app.app_context():
            yield app
    finally:
        close(app)
        database.drop(folder)


def everything():
    """Give every row of every table, by table and organisation, and the last id that each table gave."""
    with db.engine.connect() as connection:
        found = {}
        for each in standing_tables(connection):
            for owner in (None, *towns(connection)):
                reach(connection, owner)
                rows = list(rows_of(connection, each, owner))
                if rows and (owner is None) == (each.owner is None):
                    found[each.name, owner] = (each.table.c.keys(), rows)
        return found


def towns(connection):
    reach(connection, None)
    return list(connection.exec_driver_sql("SELECT id FROM organisation ORDER BY id").scalars())


def trace_faults():
    """Walk the chain of every organisation: give the numbers of the lines whose seal does not hold."""
    key, found, held = current_app.config["TRACE_KEY"], [], everything()
    for (table, owner), (columns, rows) in held.items():
        if table != "audit_line":
            continue
        previous = chain.FIRST
        for number, row in enumerate(rows, start=1):
            line = dict(zip(columns, row, strict=True))
            seal = chain.seal(key, previous, line)
            if (line["sequence"], line["seal"]) != (number, seal):
                found.append((owner, number))
            previous = line["seal"]
        names, (head,) = held["audit_head", owner]
        end = dict(zip(names, head, strict=True))
        mark = chain.mark(key, owner, end["sequence"], end["seal"])
        if (end["sequence"], end["seal"], end["mark"]) != (len(rows), previous, mark):
            found.append((owner, "head"))
    return found


def enter_first_town():
    set_scope(db.session(), MINE)
    db.session().info[ACTOR] = Actor("test")
