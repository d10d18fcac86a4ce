"""The application: its settings, its database, its pages."""

from flask import Flask
from flask_wtf import CSRFProtect

from inventaire import views
from inventaire.config import Settings, settings_from
from inventaire.models import db


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application from its settings, read from the environment unless given."""
    app = Flask("inventaire")
    app.config.update((settings or settings_from()).for_flask())
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    db.init_app(app)
    views.register(app)
    CSRFProtect(app)  # after the views: they say first how large a body may be
    return app
