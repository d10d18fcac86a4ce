"""purger-corbeille, as somebody types it."""

from datetime import timedelta

from sqlalchemy import update

from inventaire.app import create_app
from inventaire.models import Device, db
from inventaire.models.scope import set_scope
from inventaire.services.bin import throw_away
from inventaire.services.device import chosen_devices
from tests.conftest import close
from tests.databases import settings_of
from tests.services.inventories import a_part, take_in


def throw_two_machines(app):
    """Throw two machines away, one of them thirty-one days ago."""
    with app.app_context():
        set_scope(db.session(), 1)
        take_in(a_part({"name": "PC-1"}, {"name": "PC-2"}))
        both = chosen_devices(["1:1", "2:1"], None)
        _, moment = throw_away(both, both.seen)
        db.session.execute(update(Device).where(Device.id == 1).values(deleted_at=moment - timedelta(days=31)))
        db.session.commit()
    close(app)


def test_what_is_too_old_goes_and_is_counted(run, database, tmp_path):
    assert run("purger-corbeille").out == "0 fiche(s) effacée(s) pour de bon.\n"
    throw_two_machines(create_app(settings_of(database, tmp_path / "instance")))
    assert run("purger-corbeille", "--json").json == {"purged": 1}
    assert run("purger-corbeille", "--json").json == {"purged": 0}
