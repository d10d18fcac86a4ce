"""Whether the names of those who use machines are kept: no, unless the organisation asked for it."""

from sqlalchemy import func, select

from inventaire.models import Device, Organisation, db
from inventaire.models.scope import WITH_BIN, scope_of

USER = "user_label"


def keeps_names() -> bool:
    """Say whether the organisation in scope keeps the users of its machines."""
    session = db.session()
    return bool(session.scalar(select(Organisation.keeps_user_names).where(Organisation.id == scope_of(session))))


def hidden_fields() -> frozenset[str]:
    """Give the fields that no page, form or file of the organisation shows."""
    return frozenset() if keeps_names() else frozenset({USER})


def count_names() -> int:
    """Count the machines, those in the bin too, that bear the name of a user."""
    named = select(func.count()).select_from(Device).where(Device.user_label.is_not(None))
    return db.session.scalar(named, execution_options=WITH_BIN) or 0
