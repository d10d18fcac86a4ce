"""What every page shows around its content, and how values are written on all of them."""

from datetime import date, datetime
from typing import Any

from flask import Flask, g, request, url_for
from flask_login import current_user
from markupsafe import Markup

from inventaire.documents.html import add_filters
from inventaire.domain import formats
from inventaire.domain.countries import country
from inventaire.domain.dependency import profile as dependency
from inventaire.domain.factors import Bounds
from inventaire.domain.figures import Figure, Reason
from inventaire.domain.regulatory import written as regulatory_text
from inventaire.domain.rights import Right, may
from inventaire.domain.vocabulary import AlternativeKind, Fit, OrganisationKind, Term
from inventaire.services import catalogue, permission, wording
from inventaire.views.subsections import subsections

SECTIONS = (
    ("Tableau de bord", "dashboard.show"),
    ("Matériels", "device.index"),
    ("Logiciels", "application.index"),
    ("Catalogue", "catalogue.index"),
    ("Plan", "plan.show"),
    ("Rapport", "report.index"),
    ("Imports", "imports.index"),
)
OF_GROUPS = (("Groupement", "consolidation.show"),)
SERVICE = (
    ("Méthode et sources", "method.show"),
    ("Administration", "administration.edit"),
    ("Mes collectivités", "organisation.index"),
)
BESIDE = {
    "/exports": "imports.index",
    "/contrats/selection": "application.index",
    "/contrats/selection/corbeille": "application.index",
}  # pages that stand elsewhere than their section
NO_VALUE = "non renseigné"
SOFTLY = Markup(f'<span class="soft">{NO_VALUE}</span>')  # noqa: S704 - our own words
PLURAL_FROM = 2  # French agrees from two on: « 1,5 an », « 2 ans »


def dress(app: Flask) -> None:
    """Give templates their frame, the French formats and the labels of closed lists."""
    app.context_processor(_frame)
    add_filters(app.jinja_env)
    filters = {
        "bounds": bounds,
        "estimate_parts": formats.estimate_parts,
        "estimate_text": formats.estimate_text,
        "moment": moment,
        "money": formats.money,
        "number": formats.number,
        "written": written,
    }
    app.jinja_env.filters.update(filters)
    app.jinja_env.globals.update(
        basis_of=catalogue.resting_on,
        headings=wording.headings(),
        is_overdue=is_overdue,
        in_words=wording.in_words,
        level_words=dependency.in_words,
        may_edit=permission.may_edit,
        model_name=model_name,
        plural=plural,
        subsections=subsections,
        figure_kinds=lambda: tuple(Figure),
        country=country,
        fit_label=lambda value: Fit(value).label,
        kind_label=lambda value: AlternativeKind(value).label,
        reason_label=lambda value: Reason(value).label,
        recognised_label=catalogue.recognised_label,
        regulatory_text=regulatory_text,
    )


def bounds(values: Bounds) -> str:
    """Write the three values of a factor: « 185,1 (130 à 386) »."""
    return formats.bounds_text(values.values())


def moment(value: datetime | None) -> str:
    """Write a moment as the clock on the wall showed it: « 12/03/2026 à 09:41 »."""
    return value.astimezone(formats.PARIS).strftime("%d/%m/%Y à %H:%M") if value else NO_VALUE


def plural(count: int, one: str, many: str = "") -> str:
    """Write a count and what it counts, which agrees from two on: « 0 étape », « 1 étape », « 2 étapes »."""
    words = one if abs(count) < PLURAL_FROM else many or f"{one}s"
    return f"{formats.number(count)}{formats.NO_BREAK}{words}"


def model_name(manufacturer: str | None, model: str | None) -> str:
    """Write a machine's make and model, or that nobody gave them."""
    return formats.make_and_model(manufacturer, model) or NO_VALUE


def written(value: Any) -> str:
    """Write any value as people read it; nothing is « non renseigné », in soft ink."""
    if value is None or value == "":
        return SOFTLY
    if isinstance(value, Term):
        return value.label
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, float) and value.is_integer():
        return formats.number(value)
    if isinstance(value, float):
        return formats.number(value, 2)
    if isinstance(value, int):
        return formats.number(value)
    return formats.day(value) if hasattr(value, "year") else str(value)


def is_overdue(review: Any) -> bool:
    """Say whether an entry of the catalogue should have been read again by now."""
    return bool(review.next < date.today())  # noqa: DTZ011 - the day people see on the wall


def _frame() -> dict[str, Any]:
    role = g.get("role")
    if role is None:
        return {"organisation_name": "", "account_name": None, "navigation": [], "may": _may}
    return {
        "organisation_name": g.organisation.name,
        "account_name": current_user.person.account.name,
        "account_url": url_for("own_account.show"),
        "logout_url": url_for("account.logout"),
        "navigation": [_section(label, endpoint) for label, endpoint in _sections()],
        "secondary_navigation": [
            _section(label, endpoint)
            for label, endpoint in SERVICE
            if endpoint != "administration.edit" or may(role, Right.ADMINISTER)
            if endpoint != "organisation.index" or current_user.person.has_others
        ],
        "may": _may,
        "today": date.today(),  # noqa: DTZ011 - the day people see on the wall
    }


def _sections() -> tuple[tuple[str, str], ...]:
    return SECTIONS + OF_GROUPS if g.organisation.kind is OrganisationKind.EPCI else SECTIONS


def _section(label: str, endpoint: str) -> dict[str, Any]:
    """Give a link of the masthead; it is the current one on all pages under its address, whoever serves them."""
    address = url_for(endpoint)
    below = address != "/" and request.path.startswith(f"{address}/")
    return link(label, endpoint) | {"current": request.path == address or below or BESIDE.get(request.path) == endpoint}


def _may(right: str) -> bool:
    return may(g.get("role"), Right(right))


def link(label: str, endpoint: str) -> dict[str, Any]:
    """Give a link of a navigation; it is the current one on the pages of its subject."""
    subject = endpoint.split(".")[0]
    return {"label": label, "url": url_for(endpoint), "current": request.blueprint == subject}
