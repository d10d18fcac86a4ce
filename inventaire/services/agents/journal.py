"""The calls of agents, day by day: a file a token and a day, one JSON object a line, kept a week.

A line is one write at the end of a file, as in the security log: calls wait for nobody's transaction.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from flask import current_app

from inventaire.domain.errors import TooSoon
from inventaire.models import AgentToken
from inventaire.models.base import now
from inventaire.services.security_log import note

PATTERN = "appels-*.jsonl"
DAYS = 7
MOST_REFUSALS = 100  # written of one token in one day: an agent that insists fills nothing
HOUR = timedelta(hours=1)
TOO_MANY = "Trop d’inventaires dans l’heure par cette adresse : l’agent recommencera de lui-même."
TOO_MUCH = "Trop de données dans la journée par cette adresse : l’agent recommencera de lui-même."


@dataclass(frozen=True, slots=True)
class Call:
    """One call: when, from where, the mark of the machine, bytes of what was kept, or why it was refused."""

    at: str
    address: str
    machine: str = ""
    size: int = 0
    reason: str = ""

    @property
    def moment(self) -> datetime:
        """Give when it was, in UTC."""
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, slots=True)
class Week:
    """The calls of a week: inventories kept, machines they come from, refusals, and the last one kept."""

    inventories: int
    machines: int
    refusals: int
    last: Call | None


def folder_of(token: AgentToken) -> Path:
    """Give the folder of one token in the instance, for the service alone."""
    folder: Path = current_app.config["INSTANCE"] / "recus" / "agents" / str(token.organisation_id) / str(token.id)
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for parent in folder.parents[:3]:
            make_last(parent)
    return folder


def make_last(folder: Path) -> None:
    """Write a folder to the disk: the names in it outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keep(token: AgentToken, address: str, device: str, size: int) -> None:
    """Note an inventory that was kept; the machine bears a mark only, its name says too much."""
    mark = hashlib.sha256(device.encode()).hexdigest()[:16]
    _append(token, Call(now().isoformat(), address, mark, size))


def refuse(token: AgentToken, address: str, reason: str) -> None:
    """Note a refusal here and in the security log."""
    if sum(bool(call.reason) for call in _calls_of(token, now().date())) < MOST_REFUSALS:
        _append(token, Call(now().isoformat(), address, reason=reason))
        note("agent_refused", agent_token_id=token.id, reason=reason)


def refuse_beyond_quota(token: AgentToken, address: str) -> None:
    """Hold a token to its inventories an hour and its bytes a day. Raises TooSoon."""
    kept = [call for call in _calls_of(token, now().date()) if not call.reason]
    recent = sum(call.moment > now() - HOUR for call in kept)
    limits = current_app.config
    for reason, beyond in (
        (TOO_MANY, recent >= limits["AGENT_INVENTORIES_PER_HOUR"]),
        (TOO_MUCH, sum(call.size for call in kept) >= limits["AGENT_BYTES_PER_DAY"]),
    ):
        if beyond:
            refuse(token, address, reason)
            raise TooSoon(reason)


def calls_of(token: AgentToken) -> Sequence[Call]:
    """List the calls of the week, latest first."""
    today = now().date()
    return [call for days in range(DAYS) for call in reversed(_calls_of(token, today - timedelta(days=days)))]


def week_of(token: AgentToken) -> Week:
    """Sum up the calls of the week."""
    calls = calls_of(token)
    kept = [call for call in calls if not call.reason]
    return Week(len(kept), len({call.machine for call in kept}), len(calls) - len(kept), kept[0] if kept else None)


def _calls_of(token: AgentToken, day: date) -> list[Call]:
    path = _file(token, day)
    lines = path.read_text().splitlines() if path.exists() else []
    return [call for line in lines if (call := _call_in(line))]


def _call_in(line: str) -> Call | None:
    """Read a line; one that a power cut tore says nothing."""
    try:
        return Call(**json.loads(line))
    except (ValueError, TypeError):
        return None


def _append(token: AgentToken, call: Call) -> None:
    path = _file(token, now().date())
    if not path.exists():
        for old in sorted(path.parent.glob(PATTERN), reverse=True)[DAYS - 1 :]:
            old.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, (json.dumps(asdict(call)) + "\n").encode())
    finally:
        os.close(descriptor)


def _file(token: AgentToken, day: date) -> Path:
    return folder_of(token) / f"appels-{day}.jsonl"
