"""A call of an agent: who it is, what it says, and its inventory safe on the disk before it is told so."""

import os
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from inventaire.agents.answers import Answer, answer_to, nothing_to_do, refusal
from inventaire.agents.messages import Kind, Message, message_in
from inventaire.agents.unfolding import Folding, unfold
from inventaire.domain.errors import Refusal, UnreadableFile
from inventaire.models import AgentToken
from inventaire.services.agents import journal
from inventaire.services.agents.tokens import admit

WAITING, COMING = ".recu", ".part"
OK = 200
LONGEST = 64 << 10  # bytes of what an agent says beside its inventory
TOO_LONG = "Ce message est trop long pour ce qu’il dit : seul un inventaire peut dépasser 64 Kio."
NOT_TAKEN = "Seuls les inventaires de postes sont reçus à cette adresse, pas « {} »."


def hear(token: str, chunks: Iterable[bytes], address: str, *, speaks_json: bool) -> tuple[Answer, int]:
    """Hear an agent: give what it is answered, and under which status.

    An inventory is on the disk when this ends. `speaks_json` says what the agent announces of itself.
    """
    try:
        known = admit(token, address)
        journal.refuse_beyond_quota(known, address)
        message, folding = _take(known, chunks, address)
    except Refusal as refused:
        return refusal(str(refused), is_json=speaks_json), refused.status
    return answer_to(message, folding, speaks_json=speaks_json), OK


def look(token: str, address: str) -> Answer:
    """Answer an agent that asks for other work than its inventory. Raises NotFound, Forbidden."""
    admit(token, address)
    return nothing_to_do()


def _take(token: AgentToken, chunks: Iterable[bytes], address: str) -> tuple[Message, Folding]:
    try:
        with _coming(journal.folder_of(token)) as path:
            folding = _write(chunks, path)
            message = message_in(path)
            if message.kind is Kind.OTHER:
                raise UnreadableFile(NOT_TAKEN.format(message.word))
            if message.kind is not Kind.INVENTORY and path.stat().st_size > LONGEST:
                raise UnreadableFile(TOO_LONG)
            if message.kind is Kind.INVENTORY:
                journal.keep(token, address, message.device, path.stat().st_size)
                _settle(path)
    except UnreadableFile as refused:
        journal.refuse(token, address, str(refused))
        raise
    return message, folding


def _write(chunks: Iterable[bytes], path: Path) -> Folding:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        folding = unfold(chunks, file)
        file.flush()
        os.fsync(file.fileno())
    return folding


@contextmanager
def _coming(folder: Path) -> Iterator[Path]:
    """Give a name to what comes, in the order of arrival; what is not settled leaves nothing behind."""
    path = folder / f"{time.time_ns():020}-{secrets.token_hex(8)}{COMING}"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """Make the name last too: once its folder is written, the inventory outlives a power cut."""
    path.rename(path.with_suffix(WAITING))
    journal.make_last(path.parent)
