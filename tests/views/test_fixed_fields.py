"""What a form does not hold, nobody sets, whatever they send."""

import pytest

from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import Application, Device, Organisation, db
from inventaire.models.scope import set_scope

NEVER = {"id": "7", "organisation_id": "2", "deleted_at": "2026-01-01", "uuid": "x", "outcome": "x", "rule": "x"}
TOWN = {"id": "2", "code": "autre", "group_id": "1", "created_at": "2020-01-01"}
FORMS = [
    ("/materiels/1/modifier", Device, {"comment": "Su"}, NEVER),
    ("/logiciels/1/modifier", Application, {"comment": "Su"}, NEVER),
    ("/administration", Organisation, {"staff_count": "119"}, TOWN),
]


@pytest.fixture
def rows(app):
    with app.app_context():
        set_scope(db.session(), 1)
        db.session.add_all([Device(category=DeviceCategory.LAPTOP), Application(raw_name="Outil", outcome="free")])
        db.session.commit()


def values(app, model):
    with app.app_context():
        set_scope(db.session(), 1)
        row = db.session.query(model).filter_by(id=1).one()
        return {column.key: getattr(row, column.key) for column in model.__table__.columns}


@pytest.mark.parametrize(
    ("address", "model", "known", "never"), FORMS, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_form_changes_what_it_holds_and_nothing_else(app, visit, rows, address, model, known, never):
    before = values(app, model)
    visit(address, status=302, **known, **never)
    after = values(app, model)
    assert {key for key in after if after[key] != before[key]} == {*known, "version"}
    assert after["version"] == before["version"] + 1
