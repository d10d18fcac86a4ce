"""A commune, an EPCI, a CCAS…: whose inventory it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.domain.vocabulary import OrganisationKind
from inventaire.models.base import Base, UtcDateTime, Versioned, now, stored


class Organisation(Versioned, Base):
    """A local body, and what its figures are reckoned with."""

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint("population IS NULL OR population >= 0", name="population"),
        CheckConstraint("staff_count IS NULL OR staff_count >= 0", name="staff_count"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[OrganisationKind] = mapped_column(stored(OrganisationKind), default=OrganisationKind.COMMUNE)
    insee_code: Mapped[str | None] = mapped_column(String(5))
    siren: Mapped[str | None] = mapped_column(String(9))
    population: Mapped[int | None]
    staff_count: Mapped[int | None]
    territory: Mapped[str | None] = mapped_column(String(12))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"), index=True)
    keeps_user_names: Mapped[bool] = mapped_column(default=False)
    second_factor_roles: Mapped[list[Any]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
