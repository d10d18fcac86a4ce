"""Which imports spoke of which device, and as what kind of file."""

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.domain.sources import Source
from inventaire.models.base import Base, Scoped, stored


class DeviceSource(Scoped, Base):
    """A device that the files of one kind, in one import, speak of; an import taken back counts no more."""

    __tablename__ = "device_source"
    __table_args__ = (
        UniqueConstraint("organisation_id", "device_id", "source", "import_id"),
        ForeignKeyConstraint(
            ["organisation_id", "device_id"], ["device.organisation_id", "device.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["organisation_id", "import_id"], ["import.organisation_id", "import.id"], ondelete="CASCADE"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int]
    source: Mapped[Source] = mapped_column(stored(Source))
    import_id: Mapped[int]
