"""A form saved on a row that has moved on: refused, and both sides told."""

from typing import Any

from sqlalchemy import select

from inventaire.domain.errors import Conflict
from inventaire.domain.formats import number
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import Term
from inventaire.models import Department, Site, db
from inventaire.services.wording import headings

OVERTAKEN = "Quelqu’un a modifié {} entre-temps : rien n’a été enregistré."
DIFFERENT = "La fiche dit maintenant : {}. Relisez vos valeurs, puis enregistrez à nouveau pour qu’elles l’emportent."
ALIKE = "Elle dit déjà ce que vous avez saisi."
PLACES: dict[str, Any] = {"site_id": Site, "department_id": Department}
OWN = {"name": "Nom", "kind": "Nature", "territory": "Territoire électrique", "staff_count": "Effectif", "role": "Rôle"}


def refuse_if_stale(row: Any, version: int, values: dict[str, Any], what: str) -> None:
    """Refuse to save values read on another version of a row. Raises Conflict with what it holds now.

    `what` names the row in the sentence, such as « ce matériel ».
    """
    if row.version == version:
        return
    words = headings() | OWN
    now = [
        f"{words.get(field, field)} « {_told(field, getattr(row, field))} »"
        for field, value in values.items()
        if getattr(row, field) != value
    ]
    raise Conflict(f"{OVERTAKEN.format(what)} {DIFFERENT.format(', '.join(now)) if now else ALIKE}")


def _told(field: str, value: Any) -> str:
    if value is None:
        return "non renseigné"
    if field in PLACES:
        place = PLACES[field]
        return str(db.session.scalar(select(place.name).where(place.id == value)))
    if isinstance(value, Term):
        return value.label
    if isinstance(value, PartialDate):
        return "/".join(reversed(str(value).split("-")))
    return number(value, 0 if float(value).is_integer() else 2) if isinstance(value, int | float) else str(value)
