"""The trace: who changed what, when, from what to what."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.models.base import Base, Scoped, UtcDateTime, now


class AuditLine(Scoped, Base):
    """One write, kept in the same transaction as the write itself, sealed to the line before it.

    `actor` names a command; a person is named by their account alone. Personal values stand
    beside what is sealed, with a salt: the line holds their digest, so that they can be erased.
    """

    __tablename__ = "audit_line"
    __table_args__ = (
        UniqueConstraint("organisation_id", "sequence"),
        Index("ix_audit_line_organisation_id", "organisation_id", "id"),
        Index("ix_audit_line_subject", "organisation_id", "subject", "subject_id", "id"),
        Index("ix_audit_line_account_id", "organisation_id", "account_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    actor: Mapped[str] = mapped_column(String(200))
    account_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    import_id: Mapped[int | None]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    personal: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    salt: Mapped[str | None] = mapped_column(String(32))
    personal_digest: Mapped[str | None] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64))

    def sides(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Give every value before and after, the personal ones that are left included."""
        beside = self.personal or {}
        return self.before | beside.get("before", {}), self.after | beside.get("after", {})


class AuditHead(Scoped, Base):
    """Where an organisation's chain ends: a tail that was cut off shows."""

    __tablename__ = "audit_head"
    __table_args__ = (UniqueConstraint("organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[int]
    seal: Mapped[str] = mapped_column(String(64))
    mark: Mapped[str] = mapped_column(String(64))
