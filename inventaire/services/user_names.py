"""The users of machines, forgotten once an organisation no longer keeps them."""

from typing import Any

from sqlalchemy import select

from inventaire.domain.imports import Target
from inventaire.models import AuditLine, Device, ImportRow
from inventaire.models.scope import WITH_BIN
from inventaire.services.database import rewrite_file, writing
from inventaire.services.erasure import erase_lines, last_sequence, rewrite_rows
from inventaire.services.privacy import USER


def forget_user_names() -> int:
    """Erase the users of all machines, there and in what imports and trace remember. Give the count of machines."""
    with writing() as session:
        start = last_sequence()
        named = select(Device).where(Device.user_label.is_not(None))
        devices = session.scalars(named, execution_options=WITH_BIN).all()
        for device in devices:
            device.user_label = None
        rows = session.scalars(select(ImportRow).where(ImportRow.target == Target.DEVICES))
        rewrite_rows(
            (row for row in rows.all() if _tells([row.values, row.changes, row.held, row.effects])), _without_user
        )
        lines = select(AuditLine.sequence, AuditLine.personal).where(AuditLine.subject == Device.__tablename__)
        erase_lines([sequence for sequence, personal in session.execute(lines) if _tells(personal)], start)
    rewrite_file()
    return len(devices)


def _tells(value: Any) -> bool:
    if isinstance(value, dict):
        return USER in value or any(map(_tells, value.values()))
    return isinstance(value, list) and any(map(_tells, value))


def _without_user(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_user(each) for key, each in value.items() if key != USER}
    return [_without_user(each) for each in value] if isinstance(value, list) else value
