"""The trace: who changed what, when, from what to what."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.models.base import Base, UtcDateTime, now


class AuditLine(Base):
    """One write, kept in the same transaction as the write itself."""

    __tablename__ = "audit_line"
    __table_args__ = (
        Index("ix_audit_line_subject", "organisation_id", "subject", "subject_id", "id"),
        Index("ix_audit_line_organisation_id", "organisation_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    actor: Mapped[str] = mapped_column(String(200))
    account_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    import_id: Mapped[int | None]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
