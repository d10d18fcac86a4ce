"""What can go wrong, said in French to the person who can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

ONCE = "Ce formulaire avait déjà été envoyé\u00a0: il n’est enregistré qu’une fois. Pour recommencer, rouvrez la page."


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that somebody saved while somebody else was filling it in, with both values.

    `row` names the row where several were being saved; `by` and `at` say who saved it and when.
    """

    field: str
    saved: Any
    entered: Any
    row: str
    by: str
    at: datetime


class Refusal(Exception):  # noqa: N818 - the word of the product: a request refused with its reason
    """A request that cannot be granted: the message is shown as it is."""

    status = 400


class Forbidden(Refusal):
    """What the person asks for is not theirs to do."""

    status = 403


class NotFound(Refusal):
    """What was asked for does not exist, or not for this organisation."""

    status = 404


class Conflict(Refusal):
    """Somebody changed the thing in between."""

    status = 409


class AlreadySent(Conflict):
    """The same form was sent twice: it is recorded once."""

    def __init__(self) -> None:
        super().__init__(ONCE)


class WouldLose(Conflict):
    """What was written since would be lost."""


class Overtaken(Conflict):
    """Somebody saved the same rows in between: what they hold now, and `seen`, with which a new save wins."""

    def __init__(self, message: str, differences: Sequence[Difference], seen: str) -> None:
        super().__init__(message)
        self.differences = differences
        self.seen = seen


class Doubtful(Refusal):
    """A value worth a second look: sent again and confirmed, it is kept."""

    status = 422


class TooSoon(Refusal):
    """Too many failures in a row: the message says how long to wait."""

    status = 429


class WrongPassword(Refusal):
    """The password of somebody signed in, given again and not theirs."""

    status = 422


class WrongCode(Refusal):
    """A code of a second factor that is not good, or no longer."""

    status = 422


class WeakPassword(Refusal):
    """A password that is too easy to guess; the message says why."""

    status = 422


class UnreadableFile(Refusal):
    """A file that cannot be taken in; the message says what to do."""

    status = 422


class TooLarge(UnreadableFile):
    """A file, or what it unfolds to, beyond the limits."""

    status = 413


class NotReady(Refusal):
    """The installation lacks something: a database, a first account."""

    status = 503
