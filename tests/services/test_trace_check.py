"""Whatever is done to the trace behind the service's back is found."""

from random import Random

import pytest
from sqlalchemy import NullPool, create_engine, delete, func, insert, select, text, update

from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import AuditHead, AuditLine, Organisation, db
from inventaire.models.audit_line import line_of
from inventaire.models.scope import KEY, acting_as
from inventaire.models.sealing import keep_lines
from inventaire.services.database import writing
from inventaire.services.device import create_device, update_device
from inventaire.services.trace_check import (
    REWRITTEN,
    check_installation,
    check_trace,
    installation_faults,
    trace_faults,
)
from tests.services.inventories import a_part, software, take_in

LINES, HEADS = AuditLine.__table__, AuditHead.__table__
MINE, THEIRS = 1, 2
SHORT, FULL = 60, 1_000


@pytest.fixture(autouse=True)
def _a_life(town):
    """Give the town some history, and another town beside it."""
    with acting_as(db.session(), operator=True), writing() as session:
        session.add(Organisation(id=THEIRS, code="autre", name="Autre-Commune"))
    device = create_device({"category": DeviceCategory.LAPTOP, "name": "PC-DUPONT", "comment": "Prêté à l’accueil"})
    update_device(device.id, 1, {"name": "PC-2", "purchase_price_excl_eur": 1234.5})
    machines = a_part({"name": "PC-3", "serial": "ABC"}, {"name": "PC-4"})
    take_in(machines, software({"raw_name": "Zoom", "device": "ABC"}))
    update_device(device.id, 2, {"comment": None})


@pytest.fixture
def owner(town):
    """Open what an intruder with the owner's rights holds: a connection that no trigger stops."""
    url = town.config["DATABASE_OWNER_URL"] or town.config["SQLALCHEMY_DATABASE_URI"]
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER audit_line_rewritten"))
            connection.execute(text("DROP TRIGGER audit_line_removed"))
        else:
            connection.execute(text("ALTER TABLE audit_line DISABLE TRIGGER USER"))
            for table in ("audit_line", "audit_head", "organisation"):
                connection.execute(text(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"))

    def run(*statements):
        with engine.begin() as connection:
            return [connection.execute(statement) for statement in statements]

    def rows(table):
        with engine.connect() as connection:
            return [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]

    run.rows = rows
    return run


def test_an_untouched_trace_has_no_fault():
    checked = check_trace()
    assert checked.faults == []
    assert checked.lines == checked.sequence == db.session.scalar(select(func.max(AuditLine.sequence)))
    assert checked.head == db.session.scalar(select(AuditHead.seal))
    assert [each.code for each in check_installation()] == ["autre", "valbrume"]
    assert installation_faults() == []


def rewrite(draw, rows):
    """Change one column of one line."""
    line = draw.choice(rows)
    column = draw.choice([name for name in line if name not in ("id", "sequence")])
    was = line[column]
    new = {
        "at": lambda: was.replace(year=was.year - 1),
        "before": lambda: was | {"quantity": 7},
        "after": lambda: was | {"quantity": 7},
        "personal": lambda: {"after": {"name": "PC-DURAND"}},
        "account_id": lambda: (was or 0) + 1,
        "import_id": lambda: (was or 0) + 1,
        "subject_id": lambda: was + 1,
        KEY: lambda: THEIRS,
    }.get(column, lambda: f"{was}x"[-12:])
    value = {column: new()}
    return [update(LINES).where(LINES.c.id == line["id"]).values(value | ({"sequence": 999} if column == KEY else {}))]


def move(draw, rows):
    """Give a line another number."""
    line = draw.choice(rows)
    return [update(LINES).where(LINES.c.id == line["id"]).values(sequence=draw.choice([0, 700, 900]))]


def remove(draw, rows):
    """Take lines away: the first, some in the middle, the last."""
    line = draw.choice([rows[0], rows[-1], draw.choice(rows)])
    return [delete(LINES).where(LINES.c.id == line["id"])]


def cut(draw, rows):
    """Take the last lines away, and put the end back where they were."""
    place = draw.randrange(len(rows) - 1)
    end = {"sequence": rows[place]["sequence"], "seal": rows[place]["seal"]}
    gone = LINES.c.sequence > end["sequence"]
    return [delete(LINES).where(gone, LINES.c.organisation_id == MINE), update(HEADS).where(mine(HEADS)).values(end)]


def close_up(draw, rows):
    """Take a line away and number the next ones again."""
    place = draw.randrange(len(rows) - 1)
    later = [
        update(LINES).where(LINES.c.id == row["id"]).values(sequence=row["sequence"] - 1) for row in rows[place + 1 :]
    ]
    return [delete(LINES).where(LINES.c.id == rows[place]["id"]), *later]


def swap(draw, rows):
    """Let two lines change places."""
    one, other = draw.sample(rows, 2)
    put = [(one, 10_000), (other, one["sequence"]), (one, other["sequence"])]
    return [update(LINES).where(LINES.c.id == row["id"]).values(sequence=place) for row, place in put]


def slip_in(draw, rows):
    """Add a line, a copy of another or one that never was."""
    line = {**draw.choice(rows), "sequence": len(rows) + draw.choice([1, 2])}
    del line["id"]
    return [insert(LINES).values(line | draw.choice([{}, {"action": "deleted"}]))]


def touch_head(draw, rows):
    """Change the mark of where the trace ends, or take it away."""
    new = [{"sequence": 3}, {"sequence": 4_000}, {"seal": rows[2]["seal"]}, {"mark": "0" * 64}]
    return [draw.choice([delete(HEADS).where(mine(HEADS)), update(HEADS).where(mine(HEADS)).values(draw.choice(new))])]


def touch_personal(draw, rows):
    """Change a personal value or its salt, or make them vanish."""
    line = draw.choice([row for row in rows if row["salt"]])
    side, values = draw.choice(list(line["personal"].items()))
    changed = line["personal"] | {side: dict.fromkeys(values, "Durand")}
    new = [{"personal": changed}, {"salt": "0" * 16}, {"personal": None, "salt": None}, {"personal": None}]
    return [update(LINES).where(LINES.c.id == line["id"]).values(draw.choice(new))]


TAMPERINGS = (rewrite, move, remove, cut, close_up, swap, slip_in, touch_head, touch_personal)


def mine(table):
    return table.c.organisation_id == MINE


def write_on():
    """Write as the service does, which knows nothing of what was done."""
    with writing() as session:
        keep_lines(session, [line_of(session, "changed", "device", 1, after={"quantity": 2})])


def test_every_tampering_is_found_and_stays_found(owner, long):
    draw = Random(2026)
    lines, heads = owner.rows(LINES), owner.rows(HEADS)
    ours = [line for line in lines if line[KEY] == MINE]
    missed = []
    for rank in range(FULL if long else SHORT):
        tampering = TAMPERINGS[rank % len(TAMPERINGS)]
        owner(*tampering(draw, ours))
        after = owner.rows(LINES), owner.rows(HEADS)
        if after != (lines, heads):
            found = installation_faults()
            write_on()
            missed += [(rank, tampering.__name__)] if not found or not installation_faults() else []
        owner(delete(LINES), delete(HEADS), insert(LINES).values(lines), insert(HEADS).values(heads))
    assert missed == []
    assert installation_faults() == []


def test_a_fault_names_its_line(owner):
    (third,) = [row for row in owner.rows(LINES) if row[KEY] == MINE and row["sequence"] == 3]
    owner(update(LINES).where(LINES.c.id == third["id"]).values(action="deleted"))
    assert trace_faults() == [REWRITTEN.format(3)]
    assert installation_faults()[0].startswith("Valbrume\u00a0: Ligne 3")
    owner(delete(LINES).where(LINES.c.id == third["id"]))
    assert trace_faults()[0] == "Il manque la ligne 3 avant la ligne 4."


@pytest.mark.sqlite
@pytest.mark.parametrize(("column", "rubbish"), [("after", "{"), ("at", "hier"), ("personal", "x'00'")])
def test_a_line_that_cannot_be_read_is_told_and_stops_nothing(owner, column, rubbish):
    owner(text(f"UPDATE audit_line SET {column} = :rubbish WHERE sequence = 3").bindparams(rubbish=rubbish))
    assert any("3\u00a0: elle n’est plus lisible" in fault for fault in trace_faults())


def test_with_another_key_nothing_is_whole(town):
    town.config["TRACE_KEY"] = b"x" * 40
    assert len(trace_faults()) > check_trace().lines


def test_an_erasure_that_the_chain_tells_is_no_fault():
    with writing() as session:
        line = session.scalars(select(AuditLine).where(AuditLine.personal_digest.is_not(None))).first()
        session.execute(update(AuditLine).where(AuditLine.id == line.id).values(personal=None, salt=None))
        keep_lines(session, [line_of(session, "erased", "audit_line", 0, after={"lines": [line.sequence]})])
    assert trace_faults() == []
