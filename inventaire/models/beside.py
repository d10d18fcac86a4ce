"""Rows put by a thread of their own while the next are prepared: a database works without Python."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import get_ident
from typing import Any

from sqlalchemy import Connection, Engine, event

BESIDE = "beside"  # where a connection keeps the thread that works for it
AHEAD = 24  # pieces of work that may wait: what is prepared must not fill the memory


class Beside:
    """A thread that does pieces of work one after the other, as they come."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._waiting: deque[Future[None]] = deque()
        self._ident = self._pool.submit(get_ident).result()

    def do(self, work: Callable[..., None], *told: Any) -> None:
        """Leave a piece of work to the thread, once there are not too many before it; raise what went wrong in one."""
        while len(self._waiting) >= AHEAD:
            self._waiting.popleft().result()
        self._waiting.append(self._pool.submit(work, *told))

    def wait(self) -> None:
        """Wait until all is done; raise what went wrong first. The thread itself waits for nothing."""
        while self._waiting and get_ident() != self._ident:
            self._waiting.popleft().result()

    def leave(self) -> None:
        """Let the thread end: what it had not begun is not done."""
        self._pool.shutdown(cancel_futures=True)


@contextmanager
def putting_beside(connection: Connection) -> Iterator[None]:
    """Let rows be put by a thread, in order: any other statement of the connection waits until they are.

    What goes wrong there is raised by a later piece, by the next statement, or at the end.
    """
    beside = connection.info[BESIDE] = Beside()
    try:
        yield
        beside.wait()
    finally:
        del connection.info[BESIDE]
        beside.leave()


def do_beside(connection: Connection, work: Callable[..., None], *told: Any) -> None:
    """Do a piece of work with a connection: by its thread, if it has one."""
    beside: Beside | None = connection.info.get(BESIDE)
    if beside:
        beside.do(work, connection, *told)
    else:
        work(connection, *told)


@event.listens_for(Engine, "before_cursor_execute")
def _wait(connection: Connection, *_: Any) -> None:
    beside: Beside | None = connection.info.get(BESIDE)
    if beside:
        beside.wait()
