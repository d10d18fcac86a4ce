"""What the accountant's ledger counts, beside what the inventory holds under the same numbers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from inventaire.domain.identity import folded
from inventaire.domain.imports import ImportState, Outcome, Target
from inventaire.domain.sources import Source, source_of
from inventaire.models import Device, DeviceSource, Import, ImportRow, db

WRITTEN = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)


@dataclass(frozen=True, slots=True)
class Gap:
    """A number of the ledger whose count is not that of the inventory."""

    ledger_number: str
    said: int
    held: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The last ledger that came in, by its import, and the numbers whose counts differ."""

    number: int
    gaps: tuple[Gap, ...]


def compare_with_ledger() -> Comparison | None:
    """Compare the counts of the last ledger with those of the inventory; None without any ledger."""
    last = (
        select(Import)
        .where(Import.state == ImportState.APPLIED)
        .where(Import.id.in_(select(DeviceSource.import_id).where(DeviceSource.source == Source.LEDGER)))
        .order_by(Import.number.desc())
    )
    batch = db.session.scalars(last.limit(1)).first()
    return Comparison(batch.number, tuple(_gaps(batch))) if batch else None


def _gaps(batch: Import) -> Iterator[Gap]:
    said, held = Counter[str](), Counter[str]()
    written: dict[str, str] = {}
    for number, count in _said(batch):
        said[folded(number)] += count
        written.setdefault(folded(number), number)
    counted = select(Device.ledger_number, func.sum(Device.quantity)).where(Device.ledger_number.is_not(None))
    for bearing, count in db.session.execute(counted.group_by(Device.ledger_number)):
        held[folded(bearing)] += count
    for key in sorted(written):
        if said[key] != held[key]:
            yield Gap(written[key], said[key], held[key])


def _said(batch: Import) -> Iterator[tuple[str, int]]:
    """Give the number and the count of each line of the ledger."""
    parts = [rank for rank, part in enumerate(batch.files) if source_of(part.get("layout_key")) is Source.LEDGER]
    mine = (ImportRow.import_id == batch.id, ImportRow.part.in_(parts), ImportRow.target == Target.DEVICES)
    for values in db.session.scalars(select(ImportRow.values).where(*mine, ImportRow.outcome.in_(WRITTEN))):
        if values.get("ledger_number"):
            yield values["ledger_number"], values.get("quantity") or 1
