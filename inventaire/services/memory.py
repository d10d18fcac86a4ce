"""Results kept as long as the inventory they were drawn from has not moved."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import select

from inventaire.models import AuditLine, db
from inventaire.models.scope import scope_of

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
KEPT = 64


def state_of_inventory() -> tuple[Any, ...]:
    """Give what moves with every write of the organisation: its last audit line, and when it was written.

    The moment tells apart two lines of one number, after a rollback or a restored backup.
    """
    last = select(AuditLine.id, AuditLine.at).where(AuditLine.action != "exported").order_by(AuditLine.id.desc())
    return tuple(db.session.execute(last.limit(1)).first() or ())


def remembered(compute: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Compute once for each database, organisation, state of its inventory and (hashable) arguments."""

    @lru_cache(maxsize=KEPT)
    def kept(
        _database: str, _scope: int, _state: tuple[Any, ...], *args: Arguments.args, **more: Arguments.kwargs
    ) -> Result:
        return compute(*args, **more)

    @wraps(compute)
    def answer(*args: Arguments.args, **more: Arguments.kwargs) -> Result:
        return kept(str(db.engine.url), scope_of(db.session()), state_of_inventory(), *args, **more)  # type: ignore[arg-type]

    return answer
