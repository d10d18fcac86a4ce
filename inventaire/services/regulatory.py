"""Figures of the law as they hold on a date: the catalogue's, or the organisation's own, which wins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from inventaire.catalog.regulatory import load_regulatory
from inventaire.domain.errors import Conflict, NotFound
from inventaire.domain.formats import day
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.regulatory import FigureInForce, RegulatoryFigure
from inventaire.models import Account, RegulatoryValue, db
from inventaire.services.database import writing
from inventaire.services.permission import actor, refuse_unless_administrator

NO_FIGURE = "Ce chiffre réglementaire n’est pas au catalogue."
NO_VALUE = "Cette valeur n’est pas, ou n’est plus, celle de la collectivité."
TAKEN = "La collectivité a déjà une valeur à compter du {}\u00a0: retirez-la d’abord."


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure, and what holds today: nothing before its first value."""

    figure: RegulatoryFigure
    in_force: FigureInForce | None


def get_figure(key: str) -> RegulatoryFigure:
    """Find a figure of the catalogue. Raises NotFound."""
    found = load_regulatory().get(key)
    if found is None:
        raise NotFound(NO_FIGURE)
    return found


def figure_in_force(key: str, on: date) -> FigureInForce | None:
    """Give a figure as it holds on a date, None before its first value.

    The organisation's own value wins from the day it begins until the catalogue has a later one.
    """
    figure = get_figure(key)
    own = db.session.scalars(
        select(RegulatoryValue)
        .where(RegulatoryValue.key == key, RegulatoryValue.since <= PartialDate.of(on))
        .order_by(RegulatoryValue.since.desc())
        .limit(1)
    ).first()
    begun = figure.begun(on)
    if own and (begun is None or own.since.first_day() >= begun):
        return FigureInForce(figure, own.value, own.since.first_day(), own.reason)
    return FigureInForce(figure, figure.values[begun], begun) if begun else None


def value_in_force(key: str, on: date) -> float | None:
    """Give the value alone."""
    found = figure_in_force(key, on)
    return found.value if found else None


def list_figures(on: date) -> list[FigureLine]:
    """List every figure with what holds on a date, in the order of the catalogue."""
    return [FigureLine(figure, figure_in_force(key, on)) for key, figure in load_regulatory().items()]


def own_values(key: str) -> Sequence[Any]:
    """List the organisation's own values of a figure, latest first, each with the name of who gave it."""
    rows = select(RegulatoryValue, Account.name.label("author"))
    joined = rows.outerjoin(Account, Account.id == RegulatoryValue.account_id)
    return db.session.execute(joined.where(RegulatoryValue.key == key).order_by(RegulatoryValue.since.desc())).all()


def set_value(key: str, value: float, since: PartialDate, reason: str) -> None:
    """Prefer a value to the catalogue's from a day on. Raises NotFound, Conflict when one begins that day."""
    get_figure(key)
    begins, who = PartialDate.of(since.first_day()), actor()
    with writing() as session:
        refuse_unless_administrator()
        same = select(RegulatoryValue.id).where(RegulatoryValue.key == key, RegulatoryValue.since == begins)
        if session.scalar(same):
            raise Conflict(TAKEN.format(day(begins)))
        account = who.account_id if who else None
        session.add(RegulatoryValue(key=key, value=value, since=begins, reason=reason, account_id=account))


def withdraw_value(value_id: int) -> str:
    """Go back to the catalogue's value; give the key of its figure. Raises NotFound."""
    with writing() as session:
        refuse_unless_administrator()
        found = session.scalar(select(RegulatoryValue).where(RegulatoryValue.id == value_id))
        if found is None:
            raise NotFound(NO_VALUE)
        session.delete(found)
    return found.key
