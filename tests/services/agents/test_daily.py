"""The import of one token and one day finds what it said already by the index that is made for it."""

import pytest
from sqlalchemy import event

from inventaire.domain.imports import Outcome, Target
from inventaire.models import db
from inventaire.services.agents.daily import tells
from inventaire.services.imports.parts import Part
from inventaire.services.imports.records import Record


@pytest.mark.sqlite  # PostgreSQL reads a small table through rather than its index
def test_a_refusal_said_before_is_looked_for_in_its_index(town):
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda _1, _2, *said: asked.append(said[:2]))
    part = Part("poste.xml", "glpi_xml", Target.DEVICES, records=[Record(1, Target.DEVICES, {}, Outcome.REFUSED)])
    assert tells([part])
    ((sql, values),) = [said for said in asked if "fingerprint" in said[0]]
    plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()
    assert "ix_import_row_refused" in str(plan)
