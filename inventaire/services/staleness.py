"""Rows saved on a version that has moved on: refused, and both sides told."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from inventaire.domain.errors import Difference, Overtaken
from inventaire.models import Department, Site, db
from inventaire.services.history import Told, history_of
from inventaire.services.wording import heading, in_words

OVERTAKEN = "Quelqu’un a modifié {} entre-temps : rien n’a été enregistré."
DIFFERENT = "Relisez les deux versions, puis enregistrez à nouveau : vos valeurs l’emporteront."
ALIKE = "Rien de ce qui a changé ne contredit votre saisie : enregistrez à nouveau."
PLACES: dict[str, Any] = {"site_id": Site, "department_id": Department}


def refuse_if_stale(row: Any, version: int, values: dict[str, Any], what: str) -> None:
    """Refuse to save values read on another version of a row. Raises Overtaken with both versions.

    `what` names the row in the sentence, such as « ce matériel ».
    """
    if row.version == version:
        return
    found = differences(row, version, values)
    advice = DIFFERENT if found else ALIKE
    raise Overtaken(f"{OVERTAKEN.format(what)} {advice}", found, str(row.version))


def differences(
    row: Any, version: int, values: Mapping[str, Any], otherwise: str | None = None, name: str = ""
) -> list[Difference]:
    """Set what was saved in a row since a version beside what somebody would save, field by field.

    Fields that `values` does not hold are left out, or told with `otherwise`: what becomes of them.
    """
    return [
        Difference(heading(field), _saved(row, field), named(field, entered), name, line.actor, line.at)
        for field, line in _saved_since(row, version).items()
        if (entered := values.get(field, otherwise)) != getattr(row, field) and (field in values or otherwise)
    ]


def named(field: str, value: Any) -> Any:
    """Give the name of a place in the stead of its id, a list in words; any other value as it is."""
    if isinstance(value, list | dict):
        return in_words("", field, value) or "aucun"
    if field not in PLACES or not isinstance(value, int):
        return value
    place = PLACES[field]
    return db.session.scalar(select(place.name).where(place.id == value))


def _saved(row: Any, field: str) -> Any:
    return named(field, getattr(row, field))


def _saved_since(row: Any, version: int) -> dict[str, Told]:
    """Give the fields written after a version, each with its last line: a version is one line of the trace.

    A version that the row never had stands before them all.
    """
    past = history_of(row.__tablename__, row.id)
    since = past[: row.version - version] if 0 < version < row.version else past
    found: dict[str, Told] = {}
    for line in since:
        for field in line.after:
            if line.action in ("created", "changed") and hasattr(row, field):
                found.setdefault(field, line)
    return found
