"""Forms that somebody sent, each kept for a while so that what it asks is recorded once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, Text, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from inventaire.domain.errors import AlreadySent
from inventaire.models.base import Base, UtcDateTime, now

SENDING = "sending"
KEPT = timedelta(days=1)


class SentForm(Base):
    """A form that was recorded, and where it led; it goes with the session of the browser that sent it."""

    __tablename__ = "sent_form"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    sign_in_id: Mapped[int] = mapped_column(ForeignKey("sign_in.id", ondelete="CASCADE"), index=True)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    leads_to: Mapped[str | None] = mapped_column(Text)  # None as long as its first sending is not answered


@dataclass(slots=True)
class Sending:
    """A form on its way: which, whose, whether it is recorded now or was by another sending."""

    key: str
    sign_in_id: int
    is_recorded: bool = False
    was_sent: bool = False


def claim(session: Session) -> None:
    """Take the form being sent, if there is one, in the transaction that records what it asks.

    Raises AlreadySent when another sending of it was recorded.
    """
    sending: Sending | None = session.info.get(SENDING)
    if sending is None or sending.is_recorded:
        return
    if session.scalar(select(SentForm.key).where(SentForm.key == sending.key)):
        sending.was_sent = True
        raise AlreadySent
    session.execute(delete(SentForm).where(SentForm.sent_at < now() - KEPT))
    session.execute(insert(SentForm).values(key=sending.key, sign_in_id=sending.sign_in_id))


def recorded(session: Session) -> None:
    """Note that the form being sent is recorded: what the same request writes next belongs to it."""
    sending: Sending | None = session.info.get(SENDING)
    if sending:
        sending.is_recorded = True
