"""The local body whose inventory it is: made once, its facts kept up to date."""

import re
import unicodedata
from typing import Any

from inventaire.catalog.factors import territories
from inventaire.domain.errors import Refusal
from inventaire.models import Organisation, db
from inventaire.models.scope import acting_as, scope_of, set_scope
from inventaire.services.database import is_ready, upgrade, writing
from inventaire.services.staleness import refuse_if_stale

DEFAULT_NAME = "Ma commune"


def initialise(name: str = DEFAULT_NAME, code: str | None = None, **facts: Any) -> Organisation:
    """Make the tables and one organisation. Raises Refusal without a name, or when one is already there."""
    if not name.strip():
        raise Refusal('Donnez un nom à la collectivité, par exemple : --nom "Valbrume".')
    upgrade()
    if is_ready():
        raise Refusal("La base est déjà prête : rien n’a été changé.")
    with acting_as(db.session(), operator=True), writing() as session:
        organisation = Organisation(code=code or code_of(name), name=name, **facts)
        session.add(organisation)
    set_scope(db.session(), organisation.id)
    return organisation


def current_organisation() -> Organisation:
    """Give the organisation this session is held to."""
    return db.session().get_one(Organisation, scope_of(db.session()))


def update_organisation(version: int, values: dict[str, Any]) -> None:
    """Save the facts of the organisation. Raises Conflict when somebody saved in between."""
    with writing():
        organisation = current_organisation()
        refuse_if_stale(organisation, version, values, "cette fiche")
        for field, value in values.items():
            setattr(organisation, field, value)


def known_territories() -> dict[str, str]:
    """Give the territories that have a published electricity factor, label by code."""
    return territories()


def code_of(name: str) -> str:
    """Make a short code from a name: « Saint-Étienne » gives « saint-etienne »."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "commune"
