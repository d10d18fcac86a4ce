"""The security log tells what happened, to whom, and no secret."""

import os

from inventaire.models import AuditLine, db
from inventaire.models.scope import set_scope
from inventaire.services.exports import note_export
from inventaire.services.memory import state_of_inventory
from inventaire.services.security_log import note
from tests.conftest import logs


def test_a_line_says_when_who_and_what(town, told, clock):
    note("rights_changed", membership_id=3)
    assert told("rights_changed") == [
        {
            "at": clock.moment.isoformat(timespec="seconds"),
            "event": "rights_changed",
            "organisation_id": 1,
            "account_id": None,
            "address": None,
            "membership_id": 3,
        }
    ]


def test_control_characters_cannot_forge_a_line(town, told):
    before = len(told())
    note("refused", path="/x\r\n{}\x1b[31m\u2028\x00")
    assert len(told()) == before + 1
    assert all(char.isprintable() or char == "\n" for path in logs(town) for char in path.read_text())


def test_only_the_service_reads_it_whatever_the_mask(town):
    old = os.umask(0)
    try:
        for path in logs(town):
            path.unlink()
        note("x")
    finally:
        os.umask(old)
    assert logs(town)[-1].stat().st_mode & 0o777 == 0o600


def test_a_new_month_begins_a_file_and_twelve_are_kept(town, clock):
    for _ in range(20):
        clock.wait(days=31)
        note("x")
    names = [path.name for path in logs(town)]
    assert len(names) == 12
    assert names[-1] == f"securite-{clock.moment:%Y-%m}.log"


def test_an_export_is_told_and_traced(signed_in, told, app):
    with signed_in.get("/materiels/export.csv") as answer:
        assert answer.status_code == 200
    assert [(line["what"], line["form"]) for line in told("exported")] == [("materiels", "csv")]
    with app.app_context():
        set_scope(db.session(), 1)
        line = db.session.query(AuditLine).order_by(AuditLine.id.desc()).first()
        assert (line.action, line.subject, line.account_id) == ("exported", "export", 1)
        assert line.after == {"what": "materiels", "form": "csv"}


def test_an_export_leaves_the_reckoned_figures_as_they_are(town):
    before = state_of_inventory()
    note_export("materiels", "ods")
    assert state_of_inventory() == before
