"""The local body whose inventory it is: made once, its facts kept up to date."""

import re
import unicodedata
from typing import Any

from sqlalchemy import select

from inventaire.catalog.factors import territories
from inventaire.domain.errors import Refusal
from inventaire.domain.vocabulary import OrganisationKind
from inventaire.models import Organisation, db
from inventaire.models.scope import acting_as, scope_of, set_scope
from inventaire.services.database import is_ready, upgrade, writing
from inventaire.services.staleness import refuse_if_stale

DEFAULT_NAME = "Ma commune"
NO_NAME = 'Donnez un nom à la collectivité, par exemple : --nom "Valbrume".'
TAKEN = "Le code « {} » est déjà pris : donnez-en un autre avec --code."
BAD_CODE = "Le code « {} » ne convient pas : des lettres sans accent, des chiffres et des tirets, par exemple « {} »."


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


def add_organisation(name: str, code: str | None, kind: OrganisationKind) -> Organisation:
    """Add one organisation to the installation, and hold this session to it. Raises Refusal on its name or code."""
    code = code or code_of(name)
    if not name.strip():
        raise Refusal(NO_NAME)
    if code != code_of(code):
        raise Refusal(BAD_CODE.format(code, code_of(code)))
    with acting_as(db.session(), operator=True), writing() as session:
        if session.scalar(select(Organisation.id).where(Organisation.code == code)):
            raise Refusal(TAKEN.format(code))
        organisation = Organisation(code=code, name=name.strip(), kind=kind)
        session.add(organisation)
    set_scope(db.session(), organisation.id)
    return organisation


def list_organisations() -> list[Organisation]:
    """List the organisations of the installation by code, for its operator."""
    with acting_as(db.session(), operator=True):
        return list(db.session.scalars(select(Organisation).order_by(Organisation.code)))


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
