"""The places of a town."""

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.domain.vocabulary import SiteKind
from inventaire.models.base import Base, Scoped, Versioned, stored


class Site(Scoped, Versioned, Base):
    """A building or a public space where devices stand."""

    __tablename__ = "site"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "name"),
        CheckConstraint("pupils IS NULL OR pupils >= 0", name="pupils"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[SiteKind | None] = mapped_column(stored(SiteKind))
    pupils: Mapped[int | None]
    wifi_switch: Mapped[bool | None]
