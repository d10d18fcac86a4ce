"""Many people on the same rows at once: no save is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from inventaire.domain.errors import Overtaken
from inventaire.models import db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import set_scope
from inventaire.services.device import get_device, update_device
from tests.services.inventories import a_part, take_in

EDITORS, SAVES, ROWS = 12, 10, 3


@pytest.fixture(autouse=True)
def _rows(town):
    take_in(a_part(*({"name": f"PC-{rank}", "purchase_price_excl_eur": 0.0} for rank in range(ROWS))))


def edit(app, editor):
    """Add one to a row, again and again; give how often somebody else was quicker."""
    overtaken = 0
    with app.app_context():
        set_scope(db.session(), 1)
        db.session().info[ACTOR] = Actor("test")
        for turn in range(SAVES):
            saved = False
            while not saved:
                db.session.rollback()
                row = get_device(1 + (editor + turn) % ROWS)
                seen, price = row.version, row.purchase_price_excl_eur
                try:
                    update_device(row.id, seen, {"purchase_price_excl_eur": price + 1})
                except Overtaken:
                    overtaken += 1
                else:
                    saved = True
        db.session.remove()
    return overtaken


def test_no_save_is_lost_among_many_editors(town):
    with ThreadPoolExecutor(EDITORS) as editors:
        overtaken = list(editors.map(edit, [town] * EDITORS, range(EDITORS)))
    db.session.expire_all()
    rows = [get_device(1 + rank) for rank in range(ROWS)]
    assert sum(row.purchase_price_excl_eur for row in rows) == EDITORS * SAVES
    assert sum(row.version - 1 for row in rows) == EDITORS * SAVES
    assert sum(overtaken) > 0
