"""The inventory on its way out: the columns it came in by, streamed row after row."""

import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, cast

from sqlalchemy import Select, select

from inventaire.domain.imports import Target
from inventaire.domain.plan import Unplaced
from inventaire.models import (
    Application,
    Contract,
    ContractApplication,
    ContractDevice,
    Department,
    Device,
    Installation,
    Site,
    db,
)
from inventaire.models.audit_line import line_of
from inventaire.models.sealing import keep_lines
from inventaire.services.application import ApplicationQuery, sorted_applications
from inventaire.services.catalogue import functions, tool_names
from inventaire.services.contract import ContractQuery, sorted_contracts
from inventaire.services.database import writing
from inventaire.services.device import DeviceQuery, sorted_devices
from inventaire.services.imports.installed import DeviceNames
from inventaire.services.plan import current_plan
from inventaire.services.privacy import hidden_fields
from inventaire.services.purchase_sheets import purchases_sheet
from inventaire.services.security_log import note
from inventaire.spreadsheets.columns import TABLES
from inventaire.spreadsheets.sheets import Sheet, sheet_of
from inventaire.spreadsheets.writing import write_table

Selected = Select[*tuple[Any, ...]]
CHUNK = 1_000
CALLED = ("serial", "name", "inventory_number", "uuid")  # what may call a machine, likeliest first
PLACED = (
    *("site", "site_kind", "department", "device", "version"),
    *("covered_application", "covered_publisher", "covered_device"),
)  # what stands in other tables than its own
# None of these headings is one that the import knows: a plan that comes back is no list of software.
PLAN = (
    "Année prévue",
    "Outil remplacé",
    "Fonction remplie",
    "Alternative retenue",
    "Coût actuel (€ HT par an)",
    "Pourquoi à cette place",
)


def note_export(what: str, form: str) -> None:
    """Leave in the trace, and in the security log, that a list went out and in which format."""
    with writing() as session:
        keep_lines(session, [line_of(session, "exported", "export", 0, after={"what": what, "form": form})])
    note("exported", what=what, form=form)


def devices_sheet(query: DeviceQuery | None = None) -> Sheet:
    """Lay out the devices that a query keeps, in its order; without a query, all of them."""
    columns = [
        *_own_columns(Device, Target.DEVICES),
        Site.name.label("site"),
        Site.kind.label("site_kind"),
        Department.name.label("department"),
    ]
    kept = sorted_devices(query or DeviceQuery())
    rows = kept.outerjoin(Department, Department.id == Device.department_id).with_only_columns(*columns)
    return sheet_of(Target.DEVICES, _streamed(rows), hidden_fields())


def applications_sheet(query: ApplicationQuery | None = None) -> Sheet:
    """Lay out the applications that a query keeps, one row for each installation, or one when there is none.

    An application that has a version of its own besides says it on a row without a machine. Without a query,
    all of them, components included.
    """
    columns = [
        Application.id,
        *_own_columns(Application, Target.APPLICATIONS),
        Department.name.label("department"),
        Application.raw_version.label("version"),
        Installation.raw_version.label("installed_version"),
        Device.id.label("device_id"),
        *(getattr(Device, field).label(f"device_{field}") for field in CALLED),
    ]
    kept = sorted_applications(query) if query else select(Application.id).order_by(Application.id)
    rows = (
        kept.outerjoin(Department, Department.id == Application.department_id)
        .outerjoin(Installation, Installation.application_id == Application.id)
        .outerjoin(Device, Device.id == Installation.device_id)
        .with_only_columns(*columns)
        .order_by(Installation.id)
    )
    return sheet_of(Target.APPLICATIONS, _with_machines(rows))


def contracts_sheet(query: ContractQuery | None = None) -> Sheet:
    """Lay out the contracts that a query keeps, one row for each thing covered, or one when there is none."""
    columns = [Contract.id, *_own_columns(Contract, Target.CONTRACTS)]
    rows = sorted_contracts(query or ContractQuery()).with_only_columns(*columns)
    return sheet_of(Target.CONTRACTS, _with_coverage(rows))


def plan_sheet(today: date) -> Sheet:
    """Lay out the steps of the plan by year, then what it could not place, without a year."""
    plan, names, known = current_plan(today), tool_names(), functions()
    steps = [
        (
            step.year,
            names[step.tool] if step.tool else None,
            known[step.function] if step.function else None,
            names[step.alternative],
            step.yearly_before_eur,
            step.because,
        )
        for step in plan.steps
    ]
    return Sheet("Plan", PLAN, steps + [_unplaced(each, names, known) for each in plan.unplaced])


def write_all(target: Path | BinaryIO, form: str, today: date) -> None:
    """Write everything that can be exported: one workbook, or as « zip » one CSV for each sheet."""
    sheets = {
        "materiels": devices_sheet(),
        "logiciels": applications_sheet(),
        "contrats": contracts_sheet(),
        "achats": purchases_sheet(),
        "plan": plan_sheet(today),
    }
    if form != "zip":
        return write_table(target, form, list(sheets.values()))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, sheet in sheets.items():
            with archive.open(f"{name}.csv", "w", force_zip64=True) as file:
                write_table(cast(BinaryIO, file), "csv", [sheet])
    return None


def _own_columns(model: Any, target: Target) -> list[Any]:
    fields = [column.field for column in TABLES[target]]
    return [getattr(model, field) for field in fields if field not in PLACED]


def _streamed(query: Selected) -> Iterator[Mapping[str, Any]]:
    """Run a query when its first row is asked for, and hold few rows at a time."""
    yield from db.session.execute(query, execution_options={"yield_per": CHUNK}).mappings()  # type: ignore[misc]


def _with_machines(query: Selected) -> Iterator[Mapping[str, Any]]:
    names, last = DeviceNames([]), None
    for row in _streamed(query):
        known = dict(row) | {"publisher": row["publisher"] or None}
        if not row["device_id"] or (row["version"] and row["id"] != last):
            yield known
        if row["device_id"]:
            yield known | {"version": row["installed_version"], "device": _reference(row, names)}
        last = row["id"]


def _with_coverage(query: Selected) -> Iterator[Mapping[str, Any]]:
    covered = _coverage()
    for row in _streamed(query):
        known = dict(row) | {field: row[field] or None for field in ("number", "supplier")}
        yield from (known | each for each in covered.get(row["id"], [{}]))


def _coverage() -> dict[int, list[dict[str, Any]]]:
    """Give what each contract covers, as its rows say it: the software first."""
    names, found = DeviceNames([]), defaultdict(list)
    software = select(ContractApplication.contract_id, Application.raw_name, Application.publisher)
    joined = software.join(Application, Application.id == ContractApplication.application_id)
    for contract, name, publisher in db.session.execute(joined.order_by(ContractApplication.id)):
        found[contract].append({"covered_application": name, "covered_publisher": publisher or None})
    machines = select(
        ContractDevice.contract_id,
        Device.id.label("device_id"),
        *(getattr(Device, field).label(f"device_{field}") for field in CALLED),
    ).join(Device, Device.id == ContractDevice.device_id)
    for row in db.session.execute(machines.order_by(ContractDevice.id)).mappings():
        found[row["contract_id"]].append({"covered_device": _reference(dict(row), names)})
    return found


def _reference(row: Mapping[str, Any], names: DeviceNames) -> str:
    """Name a machine by what is its alone, so that an import finds it again; failing that, as people do."""
    words = [word for field in CALLED if (word := row[f"device_{field}"])]
    own = [word for word in words if names.find(word) == row["device_id"]]
    return str(next(iter(own or words), f"n° {row['device_id']}"))


def _unplaced(each: Unplaced, names: Mapping[str, str], known: Mapping[str, str]) -> tuple[Any, ...]:
    tool, function = each.id.split(":")
    wanted = known.get(function) or names.get(function, function)
    return None, names.get(tool), wanted, None, None, each.reason
