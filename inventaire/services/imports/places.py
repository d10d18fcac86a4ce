"""Sites and municipal services that lines name: found, or made on the way."""

from functools import cache
from typing import Any

from sqlalchemy import select

from inventaire.domain.vocabulary import SiteKind
from inventaire.models import Department, Site, db
from inventaire.services.imports.effects import change, created
from inventaire.services.imports.records import Record, folded


def _written(record: Record) -> dict[str, Any]:
    """Give what a line says but what is not written of it: a place is not made for nothing."""
    kept_back = record.kept_back if record.held else None
    return (
        record.values
        if not kept_back
        else {field: value for field, value in record.values.items() if field not in kept_back}
    )


class Places:
    """The sites and services of the organisation by name, made when a line names a new one."""

    def __init__(self) -> None:
        self._told: dict[tuple[Any, ...], dict[str, int | None]] = {}  # many lines, few places
        self._folded = cache(folded)
        self._sites = {folded(site.name): site for site in db.session.scalars(select(Site))}
        self._departments = {folded(found.name): found for found in db.session.scalars(select(Department))}

    def of(self, record: Record) -> dict[str, int | None]:
        """Give the ids of the site and the service that a line names (None where it names none)."""
        values = _written(record)
        said = (values.get("site"), values.get("site_kind"), values.get("department"))
        if said not in self._told:
            self._told[said] = {"site_id": self._site(record, *said[:2]), "department_id": self.department(record)}
        return self._told[said]

    def department(self, record: Record) -> int | None:
        """Give the id of the service that a line names."""
        return self._make(record, self._departments, Department, _written(record).get("department"))

    def _site(self, record: Record, name: str | None, kind: str | None) -> int | None:
        known = SiteKind(kind) if kind else None
        if name is None:
            return None
        found = self._sites.get(self._folded(name))
        if found is None:
            return self._make(record, self._sites, Site, name, kind=known)
        if known and found.kind is None:
            self._name_kind(record, found, known)
        return int(found.id)

    def _name_kind(self, record: Record, site: Site, kind: SiteKind) -> None:
        record.effects.append(change(site, {"kind": kind}))

    def _make(self, record: Record, shelf: dict[str, Any], model: Any, name: str | None, **more: Any) -> int | None:
        if name is None:
            return None
        if self._folded(name) not in shelf:
            row = model(name=name, **more)
            db.session.add(row)
            db.session.flush()
            shelf[self._folded(name)] = row
            record.effects.append(created(model, row.id))
        return int(shelf[self._folded(name)].id)
