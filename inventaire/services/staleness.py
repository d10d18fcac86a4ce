"""Rows saved on a version that has moved on: refused, and both sides told."""

from typing import Any

from sqlalchemy import select

from inventaire.domain.errors import Difference, Overtaken
from inventaire.models import Department, Site, db
from inventaire.models.columns import typed_values
from inventaire.services.history import Told, history_of
from inventaire.services.wording import headings

OVERTAKEN = "Quelqu’un a modifié {} entre-temps : rien n’a été enregistré."
DIFFERENT = "Relisez les deux versions, puis enregistrez à nouveau : vos valeurs l’emporteront."
ALIKE = "La fiche dit déjà ce que vous avez saisi."
PLACES: dict[str, Any] = {"site_id": Site, "department_id": Department}
OWN = {"name": "Nom", "kind": "Nature", "territory": "Territoire électrique", "staff_count": "Effectif", "role": "Rôle"}


def refuse_if_stale(row: Any, version: int, values: dict[str, Any], what: str) -> None:
    """Refuse to save values read on another version of a row. Raises Overtaken with both versions.

    `what` names the row in the sentence, such as « ce matériel ».
    """
    if row.version == version:
        return
    found = differences(row, values)
    advice = DIFFERENT if found else ALIKE
    raise Overtaken(f"{OVERTAKEN.format(what)} {advice}", found, str(row.version))


def differences(row: Any, values: dict[str, Any], name: str = "") -> list[Difference]:
    """Set what a row holds beside what somebody would save, field by field, with who saved it and when."""
    past = history_of(row.__tablename__, row.id)
    unlike = [field for field, value in values.items() if getattr(row, field) != value]
    return [_difference(field, getattr(row, field), values[field], name, past) for field in unlike]


def last_changes(row: Any, entered: str, name: str) -> list[Difference]:
    """Tell what was last saved in a row, by the words of what somebody would do to the whole of it."""
    past = history_of(row.__tablename__, row.id)
    changed = past[0].after if past and past[0].action == "changed" else {}
    saved = typed_values(type(row), changed)
    return [_difference(field, value, entered, name, past) for field, value in saved.items()]


def _difference(field: str, saved: Any, entered: Any, name: str, past: list[Told]) -> Difference:
    words = headings() | OWN
    line = next((line for line in past if field in line.after), None)
    by, at = (line.actor, line.at) if line else ("", None)
    return Difference(words.get(field, field), named(field, saved), named(field, entered), name, by, at)


def named(field: str, value: Any) -> Any:
    """Give the name of a place in the stead of its id; any other value as it is."""
    if field not in PLACES or not isinstance(value, int):
        return value
    place = PLACES[field]
    return db.session.scalar(select(place.name).where(place.id == value))
