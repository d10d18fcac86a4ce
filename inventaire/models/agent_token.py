"""The doors that agents call at: one token a site, which opens nothing else."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.models.base import Base, UtcDateTime, now


class AgentToken(Base):
    """A token that lets agents hand over inventories for one site: only its hash is kept.

    What agents do with it (from `seen_at` on) is counted as they call, and leaves no line in the trace: their
    imports do. `import_id` is the import that the inventories of the day `import_on` (AAAA-MM-JJ) are added to;
    `grown` counts the machines made on the day `grown_on`.
    """

    __tablename__ = "agent_token"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        ForeignKeyConstraint(["organisation_id", "site_id"], ["site.organisation_id", "site.id"]),
        ForeignKeyConstraint(["organisation_id", "import_id"], ["import.organisation_id", "import.id"]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    site_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    networks: Mapped[list[str]] = mapped_column(JSON, default=list)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    received: Mapped[int] = mapped_column(default=0)
    grown_on: Mapped[str | None] = mapped_column(String(10))
    grown: Mapped[int] = mapped_column(default=0)
    import_id: Mapped[int | None]
    import_on: Mapped[str | None] = mapped_column(String(10))
