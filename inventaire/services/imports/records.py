"""What a file becomes on its way in: parts, each with its lines."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inventaire.domain.imports import Choice, Doubt, Outcome, Target
from inventaire.spreadsheets.contract_columns import COVERED_APPLICATION, COVERED_DEVICE

INSTALLED_ON = "Installé sur"
COVERED = {"covered_application": COVERED_APPLICATION, "covered_device": COVERED_DEVICE}
NAMING = {"device": INSTALLED_ON} | COVERED  # what names another row of the inventory, and its heading
IN_BIN = (
    "{} est à la corbeille depuis le {} : cette ligne en fait une nouvelle fiche, sans historique. "
    "Pour garder l’ancienne, reprenez-la d’abord de la corbeille."
)
MARKED = json.JSONEncoder(ensure_ascii=False, check_circular=False, sort_keys=True)
WRITTEN = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def written(value: dict[str, Any] | list[Any]) -> str:
    """Write what a row keeps as JSON."""
    return WRITTEN.encode(value) if value else str(value)  # {} and [] are written alike


@dataclass(slots=True)
class Record:
    """One line of a file: its plain values, and what they would change.

    `changes` maps a field to its value before and after; `faults` says line, column,
    value and reason; `object_id` is the row of the inventory it speaks of, if there is one;
    `source` is the file of an archive or a folder that it comes from; `rank` its place in its part,
    for neither its line nor its file need be its alone.
    `choice` is what a person said of the line: « device » (a row, or a Choice), « fields » (what to
    do of each). `question` says what is asked of them, `held` gives the fields that they hold to, with
    the value before, after, and the line of the trace where they wrote it; `covers` the devices that
    a line of the ledger completes.
    """

    line: int
    target: Target
    values: dict[str, Any]
    outcome: Outcome = Outcome.CREATED
    changes: dict[str, list[Any]] = field(default_factory=dict)
    faults: list[dict[str, Any]] = field(default_factory=list)
    reason: str | None = None
    object_id: int | None = None
    effects: list[dict[str, Any]] = field(default_factory=list)
    source: str | None = None
    choice: dict[str, Any] | None = None
    question: dict[str, Any] | None = None
    held: dict[str, list[Any]] | None = None
    covers: list[int] | None = None
    rank: int = 0
    _mark: str | None = field(default=None, init=False)

    @property
    def fingerprint(self) -> str:
        """Give a mark of the values alone: the same line read twice bears the same mark."""
        return self._mark or self.mark(MARKED.encode(self.values))

    def mark(self, values: str) -> str:
        """Draw the mark from the values, written already by MARKED."""
        text = f'["{self.target.value}", {values}]'
        self._mark = hashlib.sha256(text.encode()).hexdigest()
        return self._mark

    @property
    def chosen(self) -> Any:
        """Give what a person said that the line is: a device, a Choice by its value, or None."""
        return self.choice.get("device") if self.choice else None

    @property
    def kept_back(self) -> set[str]:
        """Give the fields that the line fills and that are not written all the same."""
        return set(self.held or ()) - self.changes.keys()

    def left_as_is(self) -> dict[str, list[Any]]:
        """Give, by field not written, the value that stays and the one that the line gives."""
        return {name: (self.held or {})[name][:2] for name in sorted(self.kept_back)}

    def ask(self, doubt: Doubt, reason: str, devices: Sequence[int] = (), lines: Sequence[list[int]] = ()) -> None:
        """Leave the line to a person: which device it speaks of, or which line is to be believed."""
        self.settle(Outcome.ASKED, reason)
        self.question = {"doubt": doubt.value, "devices": list(devices), "lines": list(lines)}

    def hold(self, written: Mapping[str, int], *, takes_file: bool) -> None:
        """Keep out of the changes what a person wrote last, and what they said to keep.

        `written` gives the line of the trace where a person wrote each field.
        """
        said = (self.choice or {}).get("fields", {})
        held = {}
        for name, (before, after) in list(self.changes.items()):
            line = written.get(name)
            taken = said.get(name, takes_file or line is None)
            if line is not None or not taken:
                held[name] = [before, after, line]
            if not taken:
                del self.changes[name]
        if "site" in held and "site" not in self.changes:
            self.changes.pop("site_kind", None)  # that of a site where the machine does not go
        self.held = held or None

    def forget_choice(self) -> None:
        """Take back what a person said of the line, which is then to be compared anew."""
        if self.chosen == Choice.ASIDE.value:
            self.settle(Outcome.CREATED)
        self.choice = None

    def settle(self, outcome: Outcome, reason: str | None = None) -> None:
        """Say what becomes of the line, and why when it is not written."""
        self.outcome, self.reason = outcome, reason

    @property
    def is_pending(self) -> bool:
        """Say whether the line is still to be compared: neither refused nor left aside."""
        return self.outcome not in (Outcome.REFUSED, Outcome.IGNORED, Outcome.REMOVED)

    @property
    def is_written(self) -> bool:
        """Say whether what the line speaks of is in the inventory once the batch is written."""
        return self.outcome in (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)

    def restart(self) -> None:
        """Forget what an earlier comparison said of the line; what its reading refused stays refused."""
        if self.is_pending or self._names_unknown() or self.chosen == Choice.ASIDE.value:
            self.settle(Outcome.CREATED)
            self.changes, self.faults, self.object_id = {}, [], None
            self.question = self.held = self.covers = None

    def _names_unknown(self) -> bool:
        """Say whether the line is refused for nothing but the name of another row, which may be known by now."""
        columns = {fault["column"] for fault in self.faults}
        return any(self.values.get(name) and columns == {heading} for name, heading in NAMING.items())


def same(before: Any, after: Any) -> bool:
    """Say whether two values are one for a person: case and spacing change no text."""
    if before != after and isinstance(before, str) and isinstance(after, str):
        return folded(before) == folded(after)
    return bool(before == after)


def folded(text: str) -> str:
    """Give a text without its case and its spacing."""
    return " ".join(text.split()).casefold()
