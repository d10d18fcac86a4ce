"""Purchases that were avoided: listed, entered, changed, taken away."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from inventaire.domain.errors import NotFound
from inventaire.models import AvoidedPurchase, db
from inventaire.services.database import writing
from inventaire.services.listing import Page, page_of
from inventaire.services.staleness import refuse_if_stale

NO_AVOIDED = "Cet achat évité n’est pas, ou n’est plus, dans la liste."


def list_avoided(page: int) -> Page:
    """Give one page of what was avoided, latest first."""
    rows = select(AvoidedPurchase).order_by(AvoidedPurchase.decided_on.desc(), AvoidedPurchase.id.desc())
    return page_of(rows, page, select(AvoidedPurchase.id))


def all_avoided() -> Sequence[AvoidedPurchase]:
    """List all that was avoided, latest first."""
    rows = select(AvoidedPurchase).order_by(AvoidedPurchase.decided_on.desc(), AvoidedPurchase.id.desc())
    return db.session.scalars(rows).all()


def get_avoided(avoided_id: int) -> AvoidedPurchase:
    """Find what was avoided. Raises NotFound."""
    found = db.session.scalar(select(AvoidedPurchase).where(AvoidedPurchase.id == avoided_id))
    if found is None:
        raise NotFound(NO_AVOIDED)
    return found


def create_avoided(values: dict[str, Any]) -> AvoidedPurchase:
    """Enter what was avoided."""
    with writing() as session:
        avoided = AvoidedPurchase(**values)
        session.add(avoided)
    return avoided


def update_avoided(avoided_id: int, version: int, values: dict[str, Any]) -> None:
    """Save what was avoided. Raises NotFound, Overtaken."""
    with writing():
        avoided = get_avoided(avoided_id)
        refuse_if_stale(avoided, version, values, "cet achat évité")
        for field, value in values.items():
            setattr(avoided, field, value)


def remove_avoided(avoided_id: int) -> None:
    """Take away what was avoided; the trace keeps its line. Raises NotFound."""
    with writing() as session:
        session.delete(get_avoided(avoided_id))
