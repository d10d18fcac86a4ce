"""The contracts as they will be once the lines read so far are written, and what a line's words name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from inventaire.models import Application, Contract, ContractApplication, ContractDevice, db
from inventaire.models.columns import plain_values
from inventaire.models.scope import WITH_BIN
from inventaire.services.imports.hand_made import hand_made
from inventaire.services.imports.installed import Key, Said
from inventaire.services.imports.records import Record, folded, same

OwnKey = tuple[str, str, str]


def own_key(values: dict[str, Any]) -> OwnKey:
    """Give what tells a contract from the others: supplier and number, or else its title."""
    number, supplier = (folded(values.get(name) or "") for name in ("number", "supplier"))
    return supplier, number, "" if number else folded(values["title"])


class ApplicationNames:
    """Applications by what a line may call them."""

    def __init__(self, known: Iterable[tuple[Key, int | None]]) -> None:
        self._by_name: dict[str, dict[str, tuple[Key, int | None]]] = defaultdict(dict)
        for (name, publisher), found in known:
            self._by_name[folded(name)][folded(publisher)] = ((name, publisher), found)

    def find(self, name: str, publisher: str = "") -> list[tuple[Key, int | None]]:
        """Give the applications that bear a name: the publisher's, that without one, or else all of them."""
        bearing = self._by_name.get(folded(name), {})
        own = bearing.get(folded(publisher))
        return [own] if own else [] if publisher else list(bearing.values())


def recorded_applications() -> ApplicationNames:
    """Give the applications as they are in the inventory."""
    rows = db.session.execute(select(Application.id, Application.raw_name, Application.publisher))
    return ApplicationNames(((name, publisher), found) for found, name, publisher in rows)


@dataclass(slots=True, eq=False)
class Known:
    """A contract recorded, or that an earlier line makes: its plain values, what was said of it, what it covers."""

    now: dict[str, Any]
    said: dict[str, tuple[Any, Said]] = field(default_factory=dict)
    applications: set[Key] = field(default_factory=set)
    devices: set[int] = field(default_factory=set)

    @property
    def id(self) -> int | None:
        """Give its number, None as long as it is not recorded."""
        return self.now.get("id")

    def contradiction(self, fields: dict[str, Any], where: Said) -> Said | None:
        """Give the earlier line that says otherwise of the same contract; remember this one if none does."""
        for name, value in fields.items():
            if name in self.said and not same(self.said[name][0], value):
                return self.said[name][1]
        for name, value in fields.items():
            self.said.setdefault(name, (value, where))
        return None


class ContractShelf:
    """The contracts, found as lines name them: number and supplier, then title and supplier."""

    def __init__(self, *, takes_file: bool = False) -> None:
        self.takes_file = takes_file
        rows = db.session.scalars(select(Contract).order_by(Contract.id)).all()
        recorded = {row.id: Known(plain_values(row)) for row in rows}
        self.written = hand_made(Contract, recorded)
        self._by_key = {own_key(known.now): known for known in recorded.values()}
        self._bearing: dict[str, list[Known]] = defaultdict(list)
        for known in recorded.values():
            for word in {folded(known.now["title"]), folded(known.now["number"])} - {""}:
                self._bearing[word].append(known)
        self.thrown = _thrown()
        for contract, name, publisher in _covered_applications():
            if contract in recorded:
                recorded[contract].applications.add((name, publisher))
        for contract, device in db.session.execute(select(ContractDevice.contract_id, ContractDevice.device_id)):
            if contract in recorded:
                recorded[contract].devices.add(device)

    def find(self, record: Record) -> list[Known]:
        """Give the contract that a line speaks of, none for a new one, several when nothing tells which."""
        exact = self._by_key.get(own_key(record.values))
        return [exact] if exact else list(self._likely(record.values))

    def add(self, record: Record, fields: dict[str, Any]) -> Known:
        """Put on the shelf a contract that a line makes."""
        known = self._by_key[own_key(record.values)] = Known(dict(fields))
        return known

    def moved(self, known: Known) -> None:
        """Find a contract again under what tells it apart now."""
        self._by_key[own_key(known.now)] = known

    def _likely(self, said: dict[str, Any]) -> Iterator[Known]:
        """Give the recorded contracts of a line that says less, or more, than what was known.

        One without a number takes the line's; a line without a number or a supplier names those that bear the rest.
        """
        number, supplier = said.get("number"), said.get("supplier")
        words = {folded(said["title"]), folded(number or "")} - {""}
        for known in {id(each): each for word in words for each in self._bearing.get(word, ())}.values():
            now = known.now
            if supplier and not same(now["supplier"], supplier):
                continue
            by_number = number and same(now["number"], number)
            by_title = same(now["title"], said["title"]) and not (number and now["number"])
            if (by_number and not supplier) or (by_title and (supplier or not now["supplier"] or not number)):
                yield known


def _thrown() -> dict[OwnKey, datetime]:
    """Give the contracts that are in the bin, and since when."""
    rows = select(Contract.title, Contract.number, Contract.supplier, Contract.deleted_at)
    found = db.session.execute(rows.where(Contract.deleted_at.is_not(None)).execution_options(**WITH_BIN)).mappings()
    return {own_key(dict(row)): row["deleted_at"] for row in found}


def _covered_applications() -> Any:
    named = select(ContractApplication.contract_id, Application.raw_name, Application.publisher)
    return db.session.execute(named.join(Application, Application.id == ContractApplication.application_id))
