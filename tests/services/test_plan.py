"""The plan of a town is drawn from a few questions to its database, however many tools it has."""

from datetime import date

import pytest
from sqlalchemy import event

from inventaire.models import db
from inventaire.models.scope import set_scope
from inventaire.services.plan import current_plan

TODAY = date(2026, 11, 22)
FEW = 12


@pytest.fixture
def asked(demonstration):
    """Note what the database of the demonstration commune is asked."""
    with demonstration.app_context():
        set_scope(db.session(), 1)
        found = []
        event.listen(db.engine, "before_cursor_execute", lambda *call: found.append(call[2]))
        yield found


def test_drawing_the_plan_asks_no_more_for_more_tools(asked):
    plan = current_plan(TODAY)
    assert len(plan.steps) + len(plan.unplaced) > 2 * FEW
    assert len(asked) <= FEW
