"""The report of a year frozen as the council receives it, and let loose again with a reason."""

from datetime import date
from typing import Any

from sqlalchemy import select

from inventaire.domain.block_json import document_as_json
from inventaire.domain.blocks import Document
from inventaire.domain.errors import Conflict, Forbidden, NotFound
from inventaire.domain.factors import Factor
from inventaire.domain.formats import UNKNOWN, bounds_text, day, make_and_model, number
from inventaire.domain.model_sheet import ModelSheet
from inventaire.domain.own_factors import told
from inventaire.domain.plain import plain
from inventaire.domain.revision import Revision, revised
from inventaire.domain.rights import Right, may
from inventaire.models import FrozenReport
from inventaire.models.base import now
from inventaire.services.catalogue import catalogue_version
from inventaire.services.database import writing
from inventaire.services.factor_list import electricity_line, factor_rows, list_factors
from inventaire.services.figures import fleet_report
from inventaire.services.maker_sheets import sheets_used
from inventaire.services.permission import actor
from inventaire.services.regulatory import list_figures
from inventaire.services.report.frozen import Frozen, frozen_report, last_lifted
from inventaire.services.report.yearly import todays_report, years

ALREADY = "Le rapport {} est déjà figé\u00a0: rouvrez-le d’abord, avec une raison."
NOT_FROZEN = "Le rapport {} n’est pas figé."
NOT_YOURS = "Figer un rapport revient aux gestionnaires et aux administrateurs."
TOLD = "{} {}, valeur {} révisée\u00a0: {} → {}, {}"
ELECTRICITY = "Électricité\u00a0: {}, {}\u00a0gCO2e/kWh ({})."
NO_ELECTRICITY = "Électricité\u00a0: aucun facteur n’était connu pour le territoire."
NO_FACTOR = "aucun facteur publié"
FACTORS = ("Catégorie", "Fabrication (kgCO2e)", "Électricité (kWh/an)", "Durée d’usage (ans)", "Tenu par")
SHEETS = ("Modèle", "Fabrication (kgCO2e)", "Électricité (kWh/an)", "Fiche")
LAW = ("Chiffre", "Valeur", "Depuis le", "Texte")


def freeze_report(year: int, today: date) -> None:
    """Keep the report of a year as it is shown now, with what it was reckoned with. Raises Conflict, NotFound."""
    document = todays_report(year, today)
    parameters = _parameters(document.date) | {"revisions": revisions(year, document)}
    kept = {"document": document_as_json(document), "parameters": parameters}
    with writing() as session:
        who = _refuse_unless_editor()
        if session.scalar(_in_force(year)):
            raise Conflict(ALREADY.format(year))
        session.add(FrozenReport(year=year, account_id=who, **kept))


def lift_report(year: int, reason: str) -> None:
    """Let a report follow today's figures again; why stays in the trace. Raises NotFound."""
    with writing() as session:
        _refuse_unless_editor()
        found = session.scalar(_in_force(year))
        if found is None:
            raise NotFound(NOT_FROZEN.format(year))
        found.lifted_at, found.lifted_reason = now(), reason


def get_frozen(year: int) -> Frozen:
    """Find the frozen report of a year. Raises NotFound."""
    found = frozen_report(year)
    if found is None:
        raise NotFound(NOT_FROZEN.format(year))
    return found


def moved_since(year: int, today: date) -> list[Revision]:
    """List what is no longer as it was frozen; nothing for a year that has no report any more."""
    return revised(get_frozen(year).stored.blocks, todays_report(year, today).blocks) if year in years(today) else []


def revisions(year: int, document: Document) -> list[str]:
    """Say what moved since the report was last frozen, and why it was let loose; former revisions stay told."""
    former = last_lifted(year)
    if former is None:
        return []
    frozen, cause = former
    moved = revised(frozen.stored.blocks, document.blocks)
    lines = [TOLD.format(each.code, each.label, year, each.before, each.after, cause) for each in moved]
    return [*frozen.parameters["revisions"], *lines]


def _in_force(year: int) -> Any:
    return select(FrozenReport).where(FrozenReport.year == year, FrozenReport.lifted_at.is_(None))


def _refuse_unless_editor() -> int | None:
    who = actor()
    if who and who.account_id and not may(who.role, Right.EDIT):
        raise Forbidden(NOT_YOURS)
    return who.account_id if who else None


def _parameters(on: date) -> dict[str, Any]:
    """Gather what the figures rest on: every factor with its source, and what of it is printed."""
    electricity = electricity_line(on).in_force
    said = (electricity.label, number(electricity.g_per_kwh, 1), electricity.source) if electricity else None
    used = fleet_report(on).by_category
    factors = [_line(line.category.label, line.in_force) for line in list_factors(on) if line.category in used]
    sheets = [_sheet(each) for each in sheets_used(on)]
    figures = [
        [line.figure.label, line.in_force.text, day(line.in_force.since), line.in_force.reference]
        for line in list_figures(on)
        if line.in_force
    ]
    return {
        "rests_on": [f"Catalogue {catalogue_version()}.", ELECTRICITY.format(*said) if said else NO_ELECTRICITY],
        "tables": [
            ("Facteurs des catégories en service", FACTORS, factors),
            *([("Fiches de fabricants des modèles en service", SHEETS, sheets)] if sheets else []),
            ("Chiffres réglementaires", LAW, figures),
        ],
        "factors": [[plain(cell) for cell in row.cells()] for row in factor_rows(on)],
    }


def _line(label: str, factor: Factor | None) -> list[str]:
    if factor is None:
        return [label, UNKNOWN, UNKNOWN, UNKNOWN, NO_FACTOR]
    values = [bounds_text(bounds.values()) for bounds in (factor.embodied, factor.energy)]
    held = "\u202f; ".join(f"{value.figure.label}\u00a0: {told(value)}" for value in factor.own)
    return [label, *values, number(factor.lifetime_years, 1), held or f"catalogue, relevé le {day(factor.since)}"]


def _sheet(sheet: ModelSheet) -> list[str]:
    name = make_and_model(sheet.manufacturer, sheet.model)
    return [name, bounds_text(sheet.embodied.values()), number(sheet.energy_kwh_per_year, 1), sheet.told]
