"""Rows chosen in a list, ticked or all that its filters keep, and changed together."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, cast, func, literal, select

from inventaire.domain.errors import NotFound, Overtaken, Refusal
from inventaire.domain.formats import number
from inventaire.domain.values import LARGEST
from inventaire.models import Application, Contract, Device, Purchase, db
from inventaire.models.bulk import change_all
from inventaire.services.database import writing
from inventaire.services.staleness import differences, named
from inventaire.services.wording import headings

TICKED = re.compile(r"([1-9][0-9]{0,9}):([0-9]{1,9})")
MOST = 1_000  # rows ticked one by one
FIRST = 10  # names shown before « et … autres »
NAMES: dict[Any, Any] = {
    Device: func.coalesce(
        Device.name, Device.serial, Device.inventory_number, literal("n° ") + cast(Device.id, String)
    ),
    Application: Application.raw_name,
    Purchase: Purchase.label,
    Contract: Contract.title,
}
UNKNOWN = (
    "Rien n’a été fait. Ne sont pas dans l’inventaire, ou sont à la corbeille : {}. "
    "Revenez à la liste et choisissez à nouveau."
)
TOO_MANY = "Cochez {} lignes au plus ; pour davantage, filtrez la liste et choisissez-la entière."
STALE = (
    "Quelqu’un a modifié {} entre-temps : rien n’a été fait, sur aucune ligne. "
    "Relisez, puis confirmez à nouveau pour que votre choix l’emporte."
)
MOVED = (
    "La liste a changé entre-temps ({} lignes, puis {}, ou des fiches modifiées) : rien n’a été fait. "
    "Relisez, puis confirmez à nouveau."
)
UNTOUCHED = "laissé tel quel"


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of one table that a condition keeps, and the state they were seen in.

    It is the version of each row that was ticked, or the count and the sums of a list chosen whole.
    """

    model: Any
    kept: Any
    seen: str
    one_by_one: bool


def ticked(model: Any, words: Sequence[str]) -> Selection:
    """Choose rows said as « id:version ». Raises NotFound with those that are not there, Refusal beyond the limit."""
    if len(words) > MOST:
        raise Refusal(TOO_MANY.format(number(MOST)))
    versions = {word: found for word in words if (found := _read(word))}
    ids = [row for row, _ in versions.values()]
    known = set(db.session.scalars(select(model.id).where(model.id.in_(ids))))
    bad = [word.partition(":")[0] for word in words if word not in versions or versions[word][0] not in known]
    if bad:
        raise NotFound(_unknown(bad))
    return Selection(model, model.id.in_(ids), _state(dict(versions.values())), one_by_one=True)


def whole(model: Any, kept: Any) -> Selection:
    """Choose all the rows that a condition keeps, as they are now."""
    return Selection(model, kept, _sums(model, kept), one_by_one=False)


def first_names(selection: Selection) -> tuple[int, Sequence[str]]:
    """Count the rows of a selection, and name the first ones."""
    model = selection.model
    count = db.session.scalar(select(func.count(model.id)).where(selection.kept)) or 0
    names = select(NAMES[model]).where(selection.kept).order_by(NAMES[model], model.id)
    return count, db.session.scalars(names.limit(FIRST)).all()


def effects(selection: Selection, values: dict[str, Any]) -> list[tuple[str, Any, int]]:
    """Say of each field its heading, its new value, and how many rows it would change."""
    model = selection.model
    unlike = [func.count().filter(getattr(model, field).is_distinct_from(value)) for field, value in values.items()]
    counts = db.session.execute(select(*unlike).select_from(model).where(selection.kept)).one()
    words = headings()
    return [
        (words[field], named(field, value), count) for (field, value), count in zip(values.items(), counts, strict=True)
    ]


def change_selected(selection: Selection, seen: str, values: dict[str, Any]) -> int:
    """Give the same values to the rows of a selection; count those that change.

    Raises Overtaken, and changes none, when one of them was saved since it was seen.
    """
    with writing() as session:
        ids = hold(selection, seen, values, UNTOUCHED)
        return change_all(session, selection.model, ids, values)


def hold(selection: Selection, seen: str, values: Mapping[str, Any], otherwise: str) -> Sequence[int]:
    """Give the ids of a selection, in the transaction that gives it values; `otherwise` is said of the other fields.

    Raises Overtaken when the rows are not in the state they were seen in.
    """
    model = selection.model
    rows = db.session.execute(select(model.id, model.version).where(selection.kept).order_by(model.id))
    versions = {row: version for row, version in rows}  # noqa: C416 - rows are no pairs to the checker of types
    if selection.one_by_one:
        before = dict(found for word in seen.split() if (found := _read(word)))
        _refuse_gone(before.keys() - versions.keys())
        stale = {row: before.get(row, 0) for row, version in versions.items() if before.get(row) != version}
        if stale:
            raise _overtaken(model, stale, _state(versions), values, otherwise)
    elif (now := _sums(model, selection.kept)) != seen:
        raise Overtaken(MOVED.format(seen.partition(".")[0], len(versions)), [], now)
    return list(versions)


def _refuse_gone(ids: Set[int]) -> None:
    if ids:
        raise NotFound(_unknown([str(row) for row in sorted(ids)]))


def _overtaken(model: Any, stale: Mapping[int, int], now: str, values: Mapping[str, Any], otherwise: str) -> Overtaken:
    """Tell both versions of each row that was saved since it was seen (its id, the version seen)."""
    rows = db.session.execute(select(model, NAMES[model]).where(model.id.in_(stale)).order_by(model.id)).all()
    told = [each for row, name in rows for each in differences(row, stale[row.id], values, otherwise, name)]
    return Overtaken(STALE.format(", ".join(name for _, name in rows[:FIRST])), told, now)


def _read(word: str) -> tuple[int, int] | None:
    found = TICKED.fullmatch(word)
    return (int(found[1]), int(found[2])) if found and int(found[1]) <= LARGEST else None


def _state(versions: dict[int, int]) -> str:
    return " ".join(f"{row}:{version}" for row, version in sorted(versions.items()))


def _sums(model: Any, kept: Any) -> str:
    """Mark the state of a list: it moves when a row enters, leaves, or is saved."""
    total = func.count(model.id), func.sum(model.version), func.sum(model.id)
    return ".".join(str(each or 0) for each in db.session.execute(select(*total).where(kept)).one())


def _unknown(ids: Sequence[str]) -> str:
    told = ", ".join(f"n° {each[:12]}" for each in ids[:FIRST])
    return UNKNOWN.format(told)
