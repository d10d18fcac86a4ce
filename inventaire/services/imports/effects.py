"""What an import did to a row."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from inventaire.domain.plain import plain
from inventaire.models import (
    Application,
    Contract,
    ContractApplication,
    ContractDevice,
    Department,
    Device,
    Installation,
    Purchase,
    Site,
    db,
)
from inventaire.models.bulk import chunks

KINDS = (Application, Contract, ContractApplication, ContractDevice, Department, Device, Installation, Purchase, Site)
MODELS: dict[str, Any] = {model.__tablename__: model for model in KINDS}


def created(model: Any, new: int) -> dict[str, Any]:
    """Note that a row was made."""
    return {"subject": model.__tablename__, "id": new, "action": "created"}


def change(row: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    """Change a row; give the effect with which it can be put back."""
    before = {key: plain(getattr(row, key)) for key in wanted}
    for key, value in wanted.items():
        setattr(row, key, value)
    return {"subject": row.__tablename__, "id": row.id, "action": "changed", "before": before}


def rows_by_id(model: Any, ids: Sequence[int], **options: Any) -> dict[int, Any]:
    """Load rows of one table, in as few queries as there are chunks; `options` are WITH_BIN, or nothing."""
    found: dict[int, Any] = {}
    for some in chunks(ids):
        query = select(model).where(model.id.in_(some)).execution_options(**options)
        part = db.session.scalars(query)
        found.update({row.id: row for row in part})
    return found
