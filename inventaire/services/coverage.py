"""What a contract covers, and the contracts that cover an application or a device."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from inventaire.domain.errors import NotFound
from inventaire.domain.vocabulary import Recognised
from inventaire.models import Application, Contract, ContractApplication, ContractDevice, Device, db
from inventaire.services.contract import get_contract
from inventaire.services.database import writing
from inventaire.services.listing import holding
from inventaire.services.selection import NAMES

FOUND = 20  # proposals of one search: more are told, and the search is to be made narrower
SHOWN = 500  # as many as a page can hold: a list of thousands is read in the export
GONE = "Ce qui était choisi n’est plus dans l’inventaire, ou est à la corbeille\u00a0: choisissez à nouveau."


@dataclass(frozen=True, slots=True)
class Side:
    """One kind of thing that contracts cover: its table, the table of the links, what it is looked for by."""

    model: Any
    link: Any
    searched: tuple[Any, ...]
    told: Any

    @property
    def key(self) -> Any:
        """Give the column of the links that names the thing."""
        return getattr(self.link, f"{self.model.__tablename__}_id")


SIDES = {
    "logiciel": Side(
        Application, ContractApplication, (Application.raw_name, Application.publisher), Application.publisher
    ),
    "materiel": Side(
        Device,
        ContractDevice,
        (Device.name, Device.serial, Device.inventory_number, Device.model),
        func.coalesce(Device.serial, Device.inventory_number, Device.model),
    ),
}


def covered_by(contract_id: int, side: Side) -> Sequence[Any]:
    """List what a contract covers on one side: id, name, what tells it apart; what is in the bin is left out."""
    linked = _rows(side).join(side.link, side.key == side.model.id).where(side.link.contract_id == contract_id)
    return db.session.execute(linked.order_by(NAMES[side.model], side.model.id).limit(SHOWN)).all()


def contracts_of(side: Side, row_id: int) -> Sequence[Contract]:
    """List the contracts that cover an application or a device, the last to end first."""
    linked = select(Contract).join(side.link, side.link.contract_id == Contract.id).where(side.key == row_id)
    found: Sequence[Contract] = db.session.scalars(
        linked.order_by(Contract.ends_on.desc().nulls_last(), Contract.id)
    ).all()
    return found


def proposals(contract_id: int, side: Side, search: str) -> Sequence[Any]:
    """Find what a contract may cover and does not yet, one more than is shown; nothing without words."""
    words = search.strip()
    if not words:
        return []
    there = select(side.key).where(side.link.contract_id == contract_id)
    wanted = holding(side.searched, words)
    kept = _rows(side).where(wanted, side.model.id.not_in(there))
    if side.model is Application:
        kept = kept.where(Application.outcome != Recognised.IGNORED.value)
    return db.session.execute(kept.order_by(NAMES[side.model], side.model.id).limit(FOUND + 1)).all()


def cover(contract_id: int, side: Side, row_id: int) -> None:
    """Let a contract cover a thing; nothing is done twice. Raises NotFound."""
    with writing() as session:
        get_contract(contract_id)
        if session.scalar(select(side.model.id).where(side.model.id == row_id)) is None:
            raise NotFound(GONE)
        if _link(contract_id, side, row_id) is None:
            session.add(side.link(contract_id=contract_id, **{side.key.key: row_id}))


def uncover(contract_id: int, side: Side, row_id: int) -> None:
    """Let a contract cover a thing no more. Raises NotFound for another organisation's contract."""
    with writing() as session:
        get_contract(contract_id)
        link = _link(contract_id, side, row_id)
        if link is not None:
            session.delete(link)


def _rows(side: Side) -> Any:
    return select(side.model.id, NAMES[side.model].label("name"), side.told.label("told"))


def _link(contract_id: int, side: Side, row_id: int) -> Any:
    return db.session.scalar(select(side.link).where(side.link.contract_id == contract_id, side.key == row_id))
