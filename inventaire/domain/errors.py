"""What can go wrong, said in French to the person who can mend it."""


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


class UnreadableFile(Refusal):
    """A file that cannot be taken in; the message says what to do."""

    status = 422


class TooLarge(UnreadableFile):
    """A file, or what it unfolds to, beyond the limits."""

    status = 413


class NotReady(Refusal):
    """The installation lacks something: a database, a first account."""

    status = 503
