"""Which kinds of files speak of each device."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from inventaire.domain.imports import Target
from inventaire.domain.sources import Source
from inventaire.models import DeviceSource, Import, db
from inventaire.models.bulk import keep_columns
from inventaire.services.imports.parts import Part


def note_sources(batch: Import, parts: Sequence[Part]) -> None:
    """Note which devices an import that was written speaks of, and as what kind of file, once each."""
    known = select(DeviceSource.source, DeviceSource.device_id).where(DeviceSource.import_id == batch.id)
    noted = {(source, device) for source, device in db.session.execute(known)}
    found = [told for told in dict.fromkeys(_told(parts)) if told not in noted]
    if found:
        sources, devices = zip(*found, strict=True)
        columns = {"import_id": [batch.id] * len(found), "device_id": devices, "source": sources}
        keep_columns(db.session(), DeviceSource, columns)


def _told(parts: Sequence[Part]) -> Iterator[tuple[Source, int]]:
    for part in parts:
        for record in part.records if part.target is Target.DEVICES else ():
            if record.is_written and record.object_id:
                yield part.source, record.object_id
            yield from ((part.source, device) for device in record.covers or ())
