"""Inventories that wait on the disk, read in a child process and taken into the inventory, whoever is asked to.

The disk is the queue: whatever stops midway is found again, and read again changes nothing.
"""

import fcntl
import os
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from flask import current_app
from sqlalchemy import select

from inventaire.domain.errors import UnreadableFile
from inventaire.models import AgentToken, db
from inventaire.models.scope import set_scope
from inventaire.services.agents import journal
from inventaire.services.agents.calls import COMING, WAITING
from inventaire.services.agents.writing import write_inventories
from inventaire.services.imports.agents import read_one
from inventaire.services.imports.parts import Part
from inventaire.services.imports.records import folded
from inventaire.services.jobs import SERVED, do_standing, standing
from inventaire.services.outages import outage

AT_ONCE, BYTES_AT_ONCE = 20, 8 << 20  # inventories in one transaction
ASIDE = ".ecarte"
FORGOTTEN = 3_600  # seconds after which what never came whole is swept away
KEYS = ("serial", "uuid", "inventory_number", "name")
BROKEN = "Une erreur a arrêté la lecture d’un inventaire, gardé de côté. Référence : {}."


class Inventory(NamedTuple):
    """An inventory that was read, and the file it comes from."""

    path: Path
    parts: list[Part]

    def marks(self) -> set[tuple[str, str]]:
        """Give what could make another inventory one of the same machine."""
        values = [record.values for part in self.parts for record in part.records if "device" not in record.values]
        return {(key, folded(each[key])) for each in values for key in KEYS if each.get(key)}


@standing
def take_in_waiting() -> bool:
    """Take in what waits, of every organisation; say whether there was anything."""
    root: Path = current_app.config["INSTANCE"] / "recus" / "agents"
    if not any(root.glob(f"*/*/*{WAITING}")):
        return False
    with _alone(root):
        for folder in sorted(root.glob("*/*/")):
            _sweep(folder)
            for some in _groups(sorted(folder.glob(f"*{WAITING}"))):
                _take(folder, some)
    return True


def _groups(waiting: Sequence[Path]) -> Iterator[list[Path]]:
    """Part what waits into what one transaction takes: so many files, and so many bytes unless one has more."""
    group: list[Path] = []
    size = 0
    for path in waiting:
        more = path.stat().st_size
        if group and (len(group) == AT_ONCE or size + more > BYTES_AT_ONCE):
            yield group
            group, size = [], 0
        group.append(path)
        size += more
    if group:
        yield group


def take_in_at_once() -> None:
    """Do it here and now where no process is there to do it; what fails goes on waiting."""
    if not current_app.config.get(SERVED):
        do_standing()


def _take(folder: Path, paths: Sequence[Path]) -> None:
    session = db.session()
    set_scope(session, int(folder.parent.name))
    token = session.scalar(select(AgentToken).where(AgentToken.id == int(folder.name)))
    session.rollback()
    if token is None:  # its organisation is gone
        return _forget(paths)
    read = [inventory for path in paths if (inventory := _read(token, path))]
    for wave in _waves(read):
        _write(token, wave)
    return None


def _read(token: AgentToken, path: Path) -> Inventory | None:
    try:
        return Inventory(path, read_one(path, "inventaire d’agent", None))
    except UnreadableFile as refusal:
        journal.refuse(token, "", str(refusal))
        _forget([path])
    except Exception as fault:
        if outage(fault):
            raise
        _set_aside(token, path, fault)
    return None


def _waves(inventories: Sequence[Inventory]) -> Iterator[list[Inventory]]:
    """Part inventories so that no two of one machine are compared together: the later one wins."""
    left = list(inventories)
    while left:
        seen: set[tuple[str, str]] = set()
        wave: list[Inventory] = []
        later: list[Inventory] = []
        for inventory in left:
            marks = inventory.marks()
            (later if marks & seen else wave).append(inventory)
            seen |= marks
        yield wave
        left = later


def _write(token: AgentToken, wave: Sequence[Inventory]) -> None:
    """Write a wave; if it breaks, one by one, and what breaks alone is set aside, so that it holds up nothing."""
    try:
        write_inventories(token.id, [inventory.parts for inventory in wave])
    except Exception as fault:
        if outage(fault):
            raise
        if len(wave) > 1:
            for inventory in wave:
                _write(token, [inventory])
            return
        _set_aside(token, wave[0].path, fault)
    _forget([inventory.path for inventory in wave])


def _set_aside(token: AgentToken, path: Path, fault: Exception) -> None:
    reference = secrets.token_hex(4)
    current_app.logger.error("fault %s in %s", reference, path, exc_info=fault)
    journal.refuse(token, "", BROKEN.format(reference))
    path.rename(path.with_suffix(ASIDE))


def _forget(paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    for path in folder.glob(f"*{COMING}"):
        if time.time() - path.stat().st_mtime > FORGOTTEN:
            path.unlink(missing_ok=True)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let one process at a time take in; it lets go when it dies."""
    descriptor = os.open(root / "verrou", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
