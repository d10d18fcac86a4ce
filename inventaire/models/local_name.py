"""The dictionary of a town: what it says of the names that the catalogue does not settle."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.domain.dictionary import LONGEST_NAME, LONGEST_PUBLISHER, Saying
from inventaire.domain.vocabulary import NameKind
from inventaire.models.base import Base, Scoped, UtcDateTime, Versioned, now, stored


class LocalName(Scoped, Versioned, Base):
    """What a raw name of one publisher is, as a person said: a tool of the catalogue, a component, a local tool.

    `name` and `signed` are the forms that names are compared by; the raw ones are those it was said of.
    `overrules` makes it win over a catalogue that knows the name. `former` is what was said until the last time,
    None when nothing was.
    """

    __tablename__ = "local_name"
    __table_args__ = (
        UniqueConstraint("organisation_id", "name", "signed"),
        CheckConstraint("(kind = 'tool') = (tool IS NOT NULL)", name="tool"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    signed: Mapped[str] = mapped_column(String(LONGEST_PUBLISHER), default="")
    raw_name: Mapped[str] = mapped_column(String(400))
    publisher: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[NameKind] = mapped_column(stored(NameKind))
    tool: Mapped[str | None] = mapped_column(String(80))
    function: Mapped[str | None] = mapped_column(String(80))
    overrules: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str | None] = mapped_column(Text)
    former: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    def saying(self) -> Saying:
        """Hand the recognition what it says, free of SQL."""
        return Saying(self.id, self.kind, self.tool, overrules=self.overrules)
