"""What makers say of their models: it stands for the devices of that model which have no value of their own."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from inventaire.domain.errors import Conflict, NotFound, Refusal
from inventaire.domain.factors import Bounds
from inventaire.domain.formats import make_and_model
from inventaire.domain.model_sheet import ModelSheet, known_as
from inventaire.domain.own_factors import is_in_order
from inventaire.models import Account, Device, MakerSheet, db
from inventaire.models.scope import scope_of
from inventaire.services.database import writing
from inventaire.services.factors import DISORDERED
from inventaire.services.fleet_on import IN_USE, fleet_on
from inventaire.services.memory import remembered
from inventaire.services.permission import actor, refuse_unless_administrator
from inventaire.spreadsheets.sheets import Sheet

HEADINGS = (
    "Fabricant",
    "Modèle",
    "Matériels",
    "Fabrication, basse (kgCO2e)",
    "Fabrication (kgCO2e)",
    "Fabrication, haute (kgCO2e)",
    "Consommation (kWh par an)",
    "Source",
    "Date de la fiche",
)
NO_SHEET = "Cette fiche n’est pas, ou n’est plus, au service."
TAKEN = "Une fiche existe déjà pour {}\u00a0: retirez-la d’abord."
NOTHING = "Donnez au moins la fabrication ou la consommation\u00a0; une marge ne va pas sans sa valeur centrale."


def sheets_in_force() -> Mapping[str, ModelSheet]:
    """Give the sheets by the name that their model is known as."""
    if not scope_of(db.session()):
        return {}
    return {_known(row): row.facts() for row in db.session.scalars(select(MakerSheet))}


@remembered
def sheets_used(on: date) -> tuple[ModelSheet, ...]:
    """Give the sheets of the models that are in use on a day."""
    known = sheets_in_force()
    if not known:
        return ()
    rows = db.session.execute(select(Device.manufacturer, Device.model).where(fleet_on(on, IN_USE)).distinct())
    used = {known_as(*row) for row in rows}
    return tuple(known[name] for name in sorted(known) if name in used)


def list_sheets() -> list[tuple[Any, int]]:
    """List the sheets by maker and model, each with who gave it and how many devices are of its model."""
    rows = select(MakerSheet, Account.name.label("author")).outerjoin(Account, Account.id == MakerSheet.account_id)
    counts = _devices_by_model()
    found = db.session.execute(rows.order_by(MakerSheet.known_as)).all()
    return [(row, counts.get(_known(row.MakerSheet), 0)) for row in found]


def maker_sheets_sheet() -> Sheet:
    """Lay out the sheets, one a row."""
    rows = [
        (
            row.manufacturer,
            row.model,
            count,
            *row.facts().embodied.values(),
            row.energy_kwh_per_year,
            row.source,
            row.dated,
        )
        for (row, _author), count in list_sheets()
    ]
    return Sheet("Fiches des fabricants", HEADINGS, rows)


def add_sheet(values: Mapping[str, Any]) -> None:
    """Keep a maker's sheet. Raises Refusal on its values, Conflict when its model has one."""
    embodied = Bounds(values["embodied_low"], values["embodied_kgco2e"], values["embodied_high"])
    margin = embodied.low is not None or embodied.high is not None
    if (embodied.central is None and (margin or values["energy_kwh_per_year"] is None)) or not is_in_order(embodied):
        raise Refusal(DISORDERED if not is_in_order(embodied) else NOTHING)
    name, who = known_as(values["manufacturer"], values["model"]), actor()
    with writing() as session:
        refuse_unless_administrator()
        if name in sheets_in_force():
            raise Conflict(TAKEN.format(make_and_model(values["manufacturer"], values["model"])))
        session.add(MakerSheet(**values, known_as=name, account_id=who.account_id if who else None))


def withdraw_sheet(maker_sheet_id: int) -> None:
    """Go back to the category's values for its model. Raises NotFound."""
    with writing() as session:
        refuse_unless_administrator()
        found = session.scalar(select(MakerSheet).where(MakerSheet.id == maker_sheet_id))
        if found is None:
            raise NotFound(NO_SHEET)
        session.delete(found)


def _devices_by_model() -> dict[str | None, int]:
    counts: Counter[str | None] = Counter()
    rows = select(Device.manufacturer, Device.model, func.sum(Device.quantity))
    for manufacturer, model, count in db.session.execute(rows.group_by(Device.manufacturer, Device.model)):
        counts[known_as(manufacturer, model)] += int(count)
    return counts


def _known(row: MakerSheet) -> str:
    """Compare a sheet as models are compared now: its column was written by the rule of its day."""
    return known_as(row.manufacturer, row.model) or row.known_as
