"""Factors of impact as they hold on a date: the catalogue's, or the organisation's own, which win."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from inventaire.catalog.factors import load_electricity, load_factors
from inventaire.domain.errors import Conflict, NotFound, Refusal
from inventaire.domain.factors import ElectricityFactor, Factor, OwnFigure, OwnValue
from inventaire.domain.formats import day
from inventaire.domain.own_factors import is_in_order, preferred, preferred_electricity
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import Account, OwnFactor, db
from inventaire.models.scope import scope_of
from inventaire.services.database import writing
from inventaire.services.organisation import current_organisation
from inventaire.services.permission import actor, refuse_unless_administrator

NO_CATEGORY = "Cette catégorie n’est pas de celles que le service connaît."
NO_VALUE = "Cette valeur n’est pas, ou n’est plus, celle de la collectivité."
TAKEN = "La collectivité a déjà une valeur à compter du {}\u00a0: retirez-la d’abord."
DISORDERED = "Rangez les trois valeurs\u00a0: la basse au plus égale au repère, le repère au plus égal à la haute."


def factors_in_force(on: date) -> dict[str, Factor]:
    """Give the factor of each category that has one on a date; an own value wins from its day until it is withdrawn."""
    known: dict[str, Factor | None] = {**load_factors(on)}
    for key, values in _own_by_key(on).items():
        known[key] = preferred(known.get(key), key, values)
    return {key: factor for key, factor in known.items() if factor}


def electricity_in_force(territory: str | None, on: date) -> ElectricityFactor | None:
    """Give the electricity factor of a territory on a date: the organisation's own, else the one published."""
    own = _own_in_force(on).get((OwnFigure.ELECTRICITY, territory or ""))
    return preferred_electricity(load_electricity(territory, on), territory, own)


def category_of(key: str) -> DeviceCategory:
    """Find a category by its key. Raises NotFound."""
    try:
        return DeviceCategory(key)
    except ValueError:
        raise NotFound(NO_CATEGORY) from None


def own_values(key: str, *, electricity: bool = False) -> Sequence[Any]:
    """List the own values of a category or a territory, latest first, each with the name of who gave it."""
    asked = OwnFactor.figure == OwnFigure.ELECTRICITY if electricity else OwnFactor.figure != OwnFigure.ELECTRICITY
    rows = select(OwnFactor, Account.name.label("author")).outerjoin(Account, Account.id == OwnFactor.account_id)
    return db.session.execute(
        rows.where(asked, OwnFactor.key == key).order_by(OwnFactor.since.desc(), OwnFactor.id)
    ).all()


def prefer_factor(category: DeviceCategory, value: OwnValue) -> None:
    """Prefer a value of a category to the catalogue's from its day on. Raises Refusal, Conflict."""
    _prefer(category.value, value)


def prefer_electricity(value: OwnValue) -> None:
    """Prefer an electricity factor in the organisation's territory from its day on. Raises Conflict."""
    _prefer(current_organisation().territory or "", value)


def withdraw_factor(own_factor_id: int) -> OwnFactor:
    """Go back to the catalogue's value; give what was withdrawn. Raises NotFound."""
    with writing() as session:
        refuse_unless_administrator()
        found = session.scalar(select(OwnFactor).where(OwnFactor.id == own_factor_id))
        if found is None:
            raise NotFound(NO_VALUE)
        session.delete(found)
    return found


def _prefer(key: str, value: OwnValue) -> None:
    if not is_in_order(value.bounds):
        raise Refusal(DISORDERED)
    low, central, high = value.bounds.values()
    since, who = PartialDate.of(value.since), actor()
    with writing() as session:
        refuse_unless_administrator()
        same = select(OwnFactor.id).where(OwnFactor.figure == value.figure, OwnFactor.key == key)
        if session.scalar(same.where(OwnFactor.since == since)):
            raise Conflict(TAKEN.format(day(since)))
        row = OwnFactor(figure=value.figure, key=key, since=since, low=low, central=central, high=high)
        row.quality, row.source, row.reason = value.quality, value.source, value.reason
        row.account_id = who.account_id if who else None
        session.add(row)


def _own_by_key(on: date) -> dict[str, list[OwnValue]]:
    found = defaultdict(list)
    for (figure, key), value in _own_in_force(on).items():
        if figure is not OwnFigure.ELECTRICITY:
            found[key].append(value)
    return found


def _own_in_force(on: date) -> dict[tuple[OwnFigure, str], OwnValue]:
    """Give the latest begun of each; a spreadsheet may be estimated where there is no organisation yet."""
    if not scope_of(db.session()):
        return {}
    rows = select(OwnFactor).where(OwnFactor.since <= PartialDate.of(on)).order_by(OwnFactor.since)
    return {(row.figure, row.key): row.facts() for row in db.session.scalars(rows)}
