"""What a person chooses in a preview: kept with the line, and compared again at once."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from inventaire.domain.errors import Conflict, NotFound
from inventaire.domain.imports import Choice, Doubt, ImportState, Outcome, Target
from inventaire.models import Import, ImportRow
from inventaire.services.database import writing
from inventaire.services.imports.batch import last_audit_id, own_preview
from inventaire.services.imports.comparison import compare
from inventaire.services.imports.parts import Part
from inventaire.services.imports.pause import without_collecting
from inventaire.services.imports.records import Record
from inventaire.services.imports.rows import Ids, fates_of, read_rows, say_what_moved

BEING_WRITTEN = "Cet import est en cours d’écriture\u00a0: il est trop tard pour y choisir."
NO_LINE = "Cette ligne n’est pas, ou n’est plus, dans cet import."
NO_ANSWER = "Ce choix n’est pas, ou n’est plus, l’un de ceux que la ligne permet\u00a0: relisez-la, puis choisissez."
NOT_CHOSEN = "Rien n’a été choisi\u00a0: cochez une des réponses."
ONE_LINE = "Désigner un matériel ou une autre ligne ne vaut que pour une ligne\u00a0: réglez celles-ci une à une."


@dataclass(slots=True)
class _Preview:
    """A preview while somebody chooses in it: its parts, and the ids of the rows of their lines."""

    batch: Import
    parts: Sequence[Part]
    ids: Ids

    def at(self, line_id: int) -> Record:
        """Read one line. Raises NotFound."""
        for part, rows in zip(self.parts, self.ids, strict=True):
            if line_id in rows:
                return part.records[rows.index(line_id)]
        raise NotFound(NO_LINE)

    def lines(self) -> Iterator[tuple[int, Record]]:
        """Go through all the lines, each with the id of its row: what is changed on the way is kept."""
        for part, rows in zip(self.parts, self.ids, strict=True):
            for records in part.bundles():
                yield from ((rows[record.rank], record) for record in records)


@contextmanager
def _choosing(number: int) -> Iterator[_Preview]:
    with without_collecting(), writing():
        batch = own_preview(number)
        if batch.state is not ImportState.PREVIEWED:
            raise Conflict(BEING_WRITTEN)
        ids, parts = read_rows(batch)
        before = fates_of(parts)
        yield _Preview(batch, parts, ids)
        batch.settled += 1
        batch.seen_audit_id = last_audit_id()
        compare(parts, takes_file=batch.takes_file)
        batch.files = [part.heading() for part in parts]
        say_what_moved(batch, ids, parts, before)


def settle_line(number: int, line_id: int, answer: str, *, alike: bool = False) -> None:
    """Say what a line is about, with one of its answers; `alike` says the same of all lines that ask the same.

    Raises Conflict when the answer is not one of those, or does not hold for several lines.
    """
    with _choosing(number) as preview:
        record = preview.at(line_id)
        if answer not in answers(record):
            raise Conflict(NO_ANSWER if answer else NOT_CHOSEN)
        kind, _, rest = answer.partition(":")
        if alike and rest and not (kind == "device" and record.target is Target.APPLICATIONS):
            raise Conflict(ONE_LINE)
        chosen: Any = int(rest) if rest and kind != "line" else kind
        if kind == "line":  # this one counts: the other is left out
            part, rank = map(int, rest.split(":"))
            line_id, chosen = preview.ids[part][rank], Choice.ASIDE.value
        for row, each in preview.lines():
            if row == line_id or (alike and ask_the_same(record, each)):
                _keep(each, device=chosen)


def forget_choice(number: int, line_id: int) -> None:
    """Take back what was chosen of a line, its fields included."""
    with _choosing(number) as preview:
        preview.at(line_id)
        for row, record in preview.lines():
            if row == line_id:
                record.forget_choice()


def choose_fields(number: int, line_id: int, taken: Collection[str]) -> None:
    """Say which fields of a line are written, among those that it would change; the others stay as they are."""
    with _choosing(number) as preview:
        record = preview.at(line_id)
        usual = {field: preview.batch.takes_file or line is None for field, _, _, line in fields_of(record)}
        said = {field: field in taken for field, by_default in usual.items() if (field in taken) is not by_default}
        for row, each in preview.lines():
            if row == line_id:
                _keep(each, fields=said)


def choose_for_all(number: int, *, takes_file: bool) -> None:
    """Say of a whole import whether its values replace those that people corrected by hand."""
    with _choosing(number) as preview:
        preview.batch.takes_file = takes_file
        for _, record in preview.lines():
            by_hand = {field for field, _, _, line in fields_of(record) if line is not None}
            said = (record.choice or {}).get("fields", {})
            if said.keys() & by_hand:
                _keep(record, fields={field: taken for field, taken in said.items() if field not in by_hand})


def doubt_of(line: Record | ImportRow) -> Doubt | None:
    """Say what is asked of a line, if anything is."""
    asked = line.outcome is Outcome.ASKED and line.question
    return Doubt(asked["doubt"]) if asked else None


def ask_the_same(one: Record | ImportRow, other: Record | ImportRow) -> bool:
    """Say whether two lines wait with the same question; of software, on the same machines."""
    doubt = doubt_of(one)
    if doubt is None or one.target is not other.target or doubt_of(other) is not doubt:
        return False
    return one.target is Target.DEVICES or (one.question or {})["devices"] == (other.question or {})["devices"]


def answers(line: Record | ImportRow) -> list[str]:
    """Give the answers that a line allows: a device, a line to leave out for this one, a new device, none."""
    doubt, question = doubt_of(line), line.question or {}
    if doubt is None:
        return []
    found = [f"device:{device}" for device in question["devices"]]
    if doubt is not Doubt.LEDGER:  # it completes many lines, and replaces none
        found += [f"line:{part}:{rank}" for part, rank in question["lines"]]
    return found + ([Choice.NEW.value] if line.target is Target.DEVICES else []) + [Choice.ASIDE.value]


def fields_of(line: Record | ImportRow) -> list[tuple[str, Any, Any, int | None]]:
    """Give the fields that a line would change or leaves: name, before, after, the trace of who wrote it by hand."""
    held = line.held or {}
    changed = [(field, before, after, None) for field, (before, after) in line.changes.items() if field not in held]
    return changed + [(field, before, after, written) for field, (before, after, written) in held.items()]


def _keep(record: Record, **choice: Any) -> None:
    record.choice = {key: value for key, value in ((record.choice or {}) | choice).items() if value} or None
