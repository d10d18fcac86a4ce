"""A list's address: its filters, its sort and its page, so that it can be kept and shared."""

from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request

from inventaire.domain.formats import number
from inventaire.domain.values import LARGEST
from inventaire.domain.vocabulary import Term
from inventaire.services.listing import Page

T = TypeVar("T", bound=Term)
YEARS = range(2, 9999)  # the first and the last year do not exist in every zone


def term_in(name: str, kind: type[T]) -> T | None:
    """Read a term from the address; anything else is no filter."""
    try:
        return kind(request.args.get(name, ""))
    except ValueError:
        return None


def number_in(name: str) -> int | None:
    """Read a number from the address; anything else is no filter."""
    found = request.args.get(name, type=int)
    return found if found is not None and 0 <= found <= LARGEST else None


def date_in(name: str) -> date | None:
    """Read a day from the address; anything else is no filter."""
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return day if day.year in YEARS else None


def today() -> date:
    """Give the day people see on the wall."""
    return date.today()  # noqa: DTZ011 - the day people see on the wall


def past_day() -> date:
    """Read the day a page is asked for, « date=2025-12-31 »; today unless an earlier one is."""
    now = today()
    return min(date_in("date") or now, now)


def sorted_columns(columns: tuple[tuple[str, str, bool], ...], sort: str, *, descending: bool) -> list[dict[str, Any]]:
    """Give headings of a table from (label, key, numeric): those with a key sort the list."""
    return [_column(label, key, numeric, sort, descending=descending) for label, key, numeric in columns]


def _column(label: str, key: str, numeric: bool, sort: str, *, descending: bool) -> dict[str, Any]:  # noqa: FBT001
    if not key:
        return {"label": label, "numeric": numeric}
    here = key == sort
    state = ("desc" if descending else "asc") if here else None
    way = "-" if here and not descending else ""
    return {
        "label": label,
        "numeric": numeric,
        "sorted": state,
        "sort_url": address(tri=way + key, page=None),
    }


def sort_in(usual: str) -> tuple[str, bool]:
    """Read « tri=nom » or « tri=-nom »: the key, and whether it goes down."""
    wanted = request.args.get("tri", usual)
    return wanted.removeprefix("-"), wanted.startswith("-")


def address(**changes: Any) -> str:
    """Give the present address with some parameters changed; None takes one away."""
    kept = {key: value for key, value in (request.args.to_dict() | changes).items() if value not in (None, "")}
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def filters_of_list() -> dict[str, str]:
    """Give the filters and the sort of the address, without its page and what was chosen in it."""
    return {key: value for key, value in request.args.items() if value and key not in ("page", "fiche", "tous")}


def pages(page: Page) -> dict[str, Any]:
    """Give what the pagination shows."""
    return {
        "summary": f"{number(page.first)} à {number(page.last)} sur {number(page.total)}",
        "previous_url": address(page=page.previous) if page.previous else None,
        "next_url": address(page=page.next) if page.next else None,
    }
