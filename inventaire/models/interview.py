"""What was answered to the guided interview, and what the answers made."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inventaire.domain.interview import Answer, AnswerState
from inventaire.models.account import Account
from inventaire.models.base import Base, Scoped, UtcDateTime, Versioned, now, stored


class InterviewAnswer(Scoped, Versioned, Base):
    """The answer to one question; one that was taken back has no state, and stays for what it made.

    `said` is as in domain/interview.py, `before` what stood there until the last save, None when nothing did.
    `made` holds the rows that the answer made, as « application:12 », and the version it left each in: one whose
    version has moved on is somebody else's by now. `filled` holds, likewise, the blanks of other rows that it filled
    in, and with what.
    """

    __tablename__ = "interview_answer"
    __table_args__ = (UniqueConstraint("organisation_id", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(String(60))
    state: Mapped[AnswerState | None] = mapped_column(stored(AnswerState))
    said: Mapped[dict[str, Any]] = mapped_column(JSON)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    made: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    filled: Mapped[dict[str, dict[str, Any]]] = mapped_column(JSON, default=dict, server_default="{}")
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    account: Mapped[Account | None] = relationship(viewonly=True)

    @property
    def saved_by(self) -> str:
        """Give the name of who saved it last; a command has none."""
        return self.account.name if self.account else ""

    def answer(self) -> Answer | None:
        """Hand out what is said, if anything is."""
        return Answer(self.state, self.said) if self.state else None

    def answer_before(self) -> Answer | None:
        """Hand out what was said before the last save."""
        return Answer(AnswerState(self.before["state"]), self.before["said"]) if self.before else None
