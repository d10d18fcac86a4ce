"""Inventories for tests: lines as a file would give them, and a picture of what the database holds."""

from pathlib import Path

from sqlalchemy import delete, select

from inventaire.domain.imports import ImportState, Outcome, Target
from inventaire.models import (
    Application,
    Contract,
    ContractApplication,
    ContractDevice,
    Department,
    Device,
    Import,
    ImportRow,
    Installation,
    Site,
    db,
)
from inventaire.models.columns import plain_values
from inventaire.services.database import writing
from inventaire.services.imports.batch import keep_preview, last_audit_id, new_batch, run_import, write_batch
from inventaire.services.imports.parts import Part
from inventaire.services.imports.pause import without_collecting
from inventaire.services.imports.preview import preview
from inventaire.services.imports.records import Record

FILES = Path(__file__).parents[1] / "files"
OWN = {"id", "version", "site_id", "department_id", "application_id", "device_id", "contract_id", "organisation_id"}
COVERING = (Contract, ContractApplication, ContractDevice)


def a_file(name):
    return FILES / name, name


def a_part(*lines, target=Target.DEVICES, file="parc.csv", sheet=None):
    """Give the part that a file with these lines becomes; a device is a laptop unless told otherwise."""
    usual = {"category": "laptop"} if target is Target.DEVICES else {}
    records = [Record(number, target, usual | line) for number, line in enumerate(lines, start=2)]
    return Part(file, "csv", target, sheet=sheet, records=records)


def software(*lines, **more):
    return a_part(*lines, target=Target.APPLICATIONS, **more)


def contracts(*lines, **more):
    return a_part(*lines, target=Target.CONTRACTS, **more)


def take_in(*parts):
    """Write parts as an import does; give the batch."""
    return write_batch(list(parts))


def outcomes(*parts):
    return [record.outcome.value for part in parts for record in part.records]


def counts(parts):
    """Give the outcomes that are not nothing, all parts together."""
    found = {}
    for part in parts:
        for outcome, count in part.counts().items():
            found[outcome] = found.get(outcome, 0) + count
    return {outcome: count for outcome, count in found.items() if count}


def prepare_import(files, limits=None):
    """Keep the preview of files at once, as the work that `receive` asks for does."""
    stamp = last_audit_id()
    parts = preview(files, limits)
    with without_collecting(), writing():
        batch = new_batch(ImportState.RECEIVED)
        keep_preview(batch, parts, stamp)
    return batch


def import_file(name):
    return counts(run_import([a_file(name)])[1])


def preview_file(name):
    return preview([a_file(name)])


def moved(found):
    return {Outcome.CREATED.value, Outcome.UPDATED.value} & found.keys()


def picture():
    """Give the content of every table of the inventory, without numbers of rows and of versions."""
    db.session.expire_all()
    places = {row.id: row.name for row in db.session.scalars(select(Site))}
    services = {row.id: row.name for row in db.session.scalars(select(Department))}
    names = {row.id: (row.raw_name, row.publisher) for row in db.session.scalars(select(Application))}
    machines = {row.id: repr(sorted(_content(row).items(), key=str)) for row in db.session.scalars(select(Device))}
    found = []
    titles = {row.id: (row.title, row.number, row.supplier) for row in db.session.scalars(select(Contract))}
    for model in (Site, Department, Device, Application, Installation, *COVERING):
        for row in db.session.scalars(select(model)):
            more = {
                "site": places.get(getattr(row, "site_id", None)),
                "department": services.get(getattr(row, "department_id", None)),
                "application": names.get(getattr(row, "application_id", None)),
                "device": machines.get(getattr(row, "device_id", None)),
                "contract": titles.get(getattr(row, "contract_id", None)),
            }
            found.append((model.__tablename__, repr(sorted((_content(row) | more).items(), key=str))))
    return sorted(found)


def _content(row):
    return {key: value for key, value in plain_values(row).items() if key not in OWN}


def forget_everything():
    """Empty the inventory and its imports between two examples of one test."""
    db.session.rollback()
    for model in (*reversed(COVERING), Installation, Application, Device, Department, Site, ImportRow, Import):
        db.session.execute(delete(model))
    db.session.commit()
    db.session.expunge_all()
