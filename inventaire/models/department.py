"""The services of a town hall."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.models.base import Base, Scoped, Versioned


class Department(Scoped, Versioned, Base):
    """A municipal service, such as « État civil » or « Finances »."""

    __tablename__ = "department"
    __table_args__ = (UniqueConstraint("organisation_id", "id"), UniqueConstraint("organisation_id", "name"))

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
