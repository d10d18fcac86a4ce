"""Pages: read the request, call one service, answer."""

from flask import Flask

from inventaire.views import (
    account,
    addresses,
    administration,
    agent_token,
    agents,
    application,
    audit,
    catalogue,
    catalogue_changes,
    consolidation,
    dashboard,
    dependency,
    device,
    device_life,
    dictionary,
    disposal,
    errors,
    exports,
    fleet,
    forecast,
    group,
    headers,
    identity,
    import_lines,
    import_reading,
    imports,
    interview,
    layout,
    member,
    method,
    opinion,
    organisation,
    origin,
    own_account,
    own_factor,
    paper,
    password,
    person,
    plan,
    policy,
    price,
    prospects,
    reconciliation,
    regulatory,
    reliance,
    report,
    reuse,
    second_factor,
    selection,
    session,
    site,
)
from inventaire.views import bin as bins

SUBJECTS = (
    dashboard,
    reconciliation,
    prospects,
    forecast,
    policy,
    device,
    paper,
    reliance,
    device_life,
    disposal,
    reuse,
    application,
    dictionary,
    catalogue_changes,
    interview,
    dependency,
    selection,
    bins,
    catalogue,
    opinion,
    plan,
    report,
    import_lines,
    imports,
    import_reading,
    exports,
    fleet,
    site,
    method,
    consolidation,
    administration,
    member,
    agent_token,
    regulatory,
    price,
    own_factor,
    agents,
    group,
    organisation,
    audit,
    person,
    account,
    own_account,
    password,
    second_factor,
    identity,
)

WITHOUT_SESSION = (agents.bp,)  # no browser comes here: a token of its own stands for each change


def register(app: Flask) -> None:
    """Give an application all the pages, their guard, their headers and their errors."""
    addresses.guard_addresses(app)
    origin.guard_origin(app)
    session.guard(app)
    headers.protect(app)
    errors.handle_errors(app)
    layout.dress(app)
    for subject in SUBJECTS:
        app.register_blueprint(subject.bp)
