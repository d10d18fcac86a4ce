"""The application that the tests share is each time as if it had been made for the test."""

from dataclasses import replace

from sqlalchemy import update

from inventaire.models import Organisation, db
from inventaire.models.scope import set_scope
from inventaire.services.memory import remembered
from inventaire.services.organisation import current_organisation
from tests.conftest import close
from tests.databases import settings_of

name_of_town = remembered(lambda: current_organisation().name)


def test_nothing_of_an_installation_is_left_in_the_next(app, standing, database, empty_town, tmp_path):
    app.config["MAX_FORM_PARTS"] = 1
    with app.app_context():
        set_scope(db.session(), 1)
        db.session.execute(update(Organisation).values(name="Ailleurs"))
        db.session.commit()
        assert name_of_town() == "Ailleurs"
    folder = tmp_path / "next"
    database.copy(empty_town, folder)
    settings = replace(settings_of(database, folder), public_address="https://inventaire.valbrume.example")
    with standing.move(settings).app_context():
        set_scope(db.session(), 1)
        assert name_of_town() == "Valbrume"
        assert (app.config["INSTANCE"], app.config["MAX_FORM_PARTS"]) == (folder, 1_000)
        assert app.config["SESSION_COOKIE_SECURE"]
    close(app)
    database.drop(folder)
