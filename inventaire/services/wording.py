"""Kept values as people read them: the heading of a field, the words of its value."""

from typing import Any

from inventaire.domain.imports import Target
from inventaire.domain.vocabulary import SiteKind
from inventaire.models import Application, Device, Installation, Site
from inventaire.models.columns import typed_values
from inventaire.spreadsheets.columns import TABLES

MODELS: dict[str, Any] = {
    Target.DEVICES.value: Device,
    Target.APPLICATIONS.value: Application,
    Device.__tablename__: Device,
    Application.__tablename__: Application,
    Installation.__tablename__: Installation,
    Site.__tablename__: Site,
}
RENAMED = {
    "raw_name": "Nom",
    "raw_version": "Version",
    "site_id": "Site",
    "department_id": "Service",
    "outcome": "Au catalogue",
    "tool": "Outil du catalogue",
    "rule": "Règle de reconnaissance",
    "catalog_version": "Version du catalogue",
}


def headings() -> dict[str, str]:
    """Give the heading of every field, as the template writes it."""
    return {column.field: column.heading for table in TABLES.values() for column in table} | RENAMED


def in_words(subject: str, field: str, value: Any) -> Any:
    """Give a value kept as JSON the form that pages write: a term, a date, a number; None stays None."""
    if field == "site_kind" and value:
        return SiteKind(value)
    return typed_values(MODELS[subject], {field: value}).get(field, value)


def described(row: Any, groups: tuple[tuple[str, str], ...]) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Give the facts of a row under their headings, from (title, fields separated by spaces)."""
    words = headings()
    return [
        (title, [(words.get(field, field), _shown(row, field)) for field in fields.split()]) for title, fields in groups
    ]


def _shown(row: Any, field: str) -> Any:
    if field in ("site_id", "department_id"):
        place = getattr(row, field.removesuffix("_id"))
        return place.name if place else None
    return getattr(row, field)
