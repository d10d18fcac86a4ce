"""Once is once: a form sent twice is recorded by its first sending, and led where that one led."""

from contextlib import suppress
from time import monotonic, sleep

from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from inventaire.models import SentForm, db
from inventaire.models.sent_form import SENDING, Sending
from inventaire.services.database import writing

PATIENCE = 3.0  # how long a second sending waits for the answer of the first [s]
PAUSE = 0.02
NOWHERE = ""  # the first sending was answered, by a page of its own


def begin(key: str, sign_in_id: int) -> Sending:
    """Hold what this request writes to one form: its first transaction takes it."""
    sending = db.session().info[SENDING] = Sending(key, sign_in_id)
    return sending


def settle(sending: Sending, leads_to: str | None) -> None:
    """Keep where a recorded form led, `NOWHERE` for a page of its own; None lets a refused one be sent again."""
    mine = SentForm.key == sending.key
    with suppress(DBAPIError), writing() as session:  # what it asked is recorded: the answer goes out all the same
        if leads_to is None:
            session.execute(delete(SentForm).where(mine))
        else:
            session.execute(update(SentForm).where(mine).values(leads_to=leads_to))


def answer_to(sending: Sending) -> str | None:
    """Say where the first sending of a form led, waiting for its end a moment; None when there was none, or no end."""
    query = select(SentForm.leads_to).where(SentForm.key == sending.key)
    end = monotonic() + PATIENCE
    while (row := db.session.execute(query).first()) and row.leads_to is None and monotonic() < end:
        db.session.rollback()
        sleep(PAUSE)
    return row.leads_to if row else None
