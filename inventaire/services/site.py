"""The places of the organisation: found, and what they are used for."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from inventaire.domain.errors import NotFound
from inventaire.models import Site, db
from inventaire.services.database import writing
from inventaire.services.staleness import refuse_if_stale

NO_SITE = "Ce lieu n’est pas dans l’inventaire."


def get_site(site_id: int) -> Site:
    """Find a place of the organisation. Raises NotFound."""
    found = db.session.scalar(select(Site).where(Site.id == site_id))
    if found is None:
        raise NotFound(NO_SITE)
    return found


def list_sites() -> Sequence[Site]:
    """List the places by name."""
    return db.session.scalars(select(Site).order_by(Site.name)).all()


def update_site(site_id: int, version: int, values: dict[str, Any]) -> None:
    """Save what is said of a place. Raises NotFound, Overtaken."""
    with writing():
        site = get_site(site_id)
        refuse_if_stale(site, version, values, "ce lieu")
        for field, value in values.items():
            setattr(site, field, value)
