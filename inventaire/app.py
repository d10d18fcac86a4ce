"""The application: its settings, its database, its pages."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from inventaire.config import Settings, settings_from
from inventaire.models import db


def create_core(settings: Settings | None = None) -> Flask:
    """Make what commands need, from the settings, read from the environment unless given: no page."""
    app = Flask("inventaire")
    app.config.update((settings or settings_from()).for_flask())
    db.init_app(app)
    return app


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application with its pages, whose reading takes as long as most commands."""
    from inventaire import views
    from inventaire.views.once import hold_to_once

    app = create_core(settings)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    declared = app.config["PROXIES"]
    if declared:  # what a client writes in these headers stands before what the declared proxies add
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=declared, x_proto=declared)  # type: ignore[method-assign]
    views.register(app)
    guard = hold_to_once(app)  # after the views: they say first how large a body may be
    for entrance in views.WITHOUT_SESSION:
        guard.exempt(entrance)
    return app
