"""One application for every test: making it, its templates and its queries takes longer than most tests."""

from sqlalchemy import event, make_url

from inventaire.app import create_app
from inventaire.models import db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import set_scope
from tests.databases import settings_of


class Standing:
    """An application that moves from one installation to the next, as if it had been made for each."""

    def __init__(self, settings):
        self.app = create_app(settings)
        self.plain = dict(self.app.config)
        with self.app.app_context():
            self.engine = db.engine
        event.listen(self.engine, "do_connect", self.connect)

    def move(self, settings):
        """Stand on an installation, with nothing left of the former one but what is compiled."""
        self.app.config.clear()
        self.app.config.update(self.plain | settings.for_flask())
        self.engine.dispose()
        self.engine.url = make_url(settings.database_url)
        return self.app

    def furnish(self, database, source, folder, fill):
        """Copy an installation and fill the copy, to be copied in its turn."""
        database.copy(source, folder)
        with self.move(settings_of(database, folder)).app_context():
            set_scope(db.session(), 1)
            db.session().info[ACTOR] = Actor("test")
            fill()
        self.engine.dispose()
        return folder

    def connect(self, dialect, _record, _args, _more):
        args, more = dialect.create_connect_args(self.engine.url)
        return dialect.connect(*args, **more)
