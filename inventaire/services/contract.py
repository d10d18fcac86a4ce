"""Contracts: listed, described, changed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, select

from inventaire.domain.contract import ContractKind
from inventaire.domain.errors import NotFound, Refusal
from inventaire.models import Application, Contract, ContractApplication, ContractDevice, Device, db
from inventaire.services.database import writing
from inventaire.services.deadlines import deadlines
from inventaire.services.listing import Page, holding, page_of
from inventaire.services.selection import Selection, ticked, whole
from inventaire.services.staleness import refuse_if_stale

SORTS = {
    "title": Contract.title,
    "supplier": Contract.supplier,
    "kind": Contract.kind,
    "ends_on": Contract.ends_on,
    "amount": Contract.yearly_amount_excl_eur,
}
SEARCHED = (Contract.title, Contract.number, Contract.supplier, Contract.market_reference)
COVERED: tuple[tuple[Any, Any, Any], ...] = (  # counted without what is in the bin
    (ContractApplication, Application.id, Application.id == ContractApplication.application_id),
    (ContractDevice, Device.id, Device.id == ContractDevice.device_id),
)
NOT_NULL = ("number", "supplier")  # where nothing is an empty text: they tell contracts apart
NO_CONTRACT = "Ce contrat n’est pas dans l’inventaire, ou il est à la corbeille."
TAKEN_NUMBER = "Un contrat de ce fournisseur porte déjà ce numéro\u00a0: modifiez-le, ou corrigez le numéro."
TAKEN_TITLE = "Un contrat de ce fournisseur porte déjà cet intitulé\u00a0: donnez un numéro, ou un autre intitulé."


@dataclass(frozen=True, slots=True)
class ContractQuery:
    """What a list of contracts is narrowed to, and how it is sorted; `soon` keeps those to be decided upon."""

    search: str = ""
    kind: ContractKind | None = None
    supplier: str = ""
    soon: date | None = None
    sort: str = "title"
    descending: bool = False


def list_contracts(query: ContractQuery, page: int) -> Page:
    """Give one page of the contracts that a query keeps."""
    return page_of(sorted_contracts(query), page, select(Contract.id).where(_kept(query)))


def sorted_contracts(query: ContractQuery) -> Select[*tuple[Any, ...]]:
    """Select the contracts of a list in order, each with how many applications and devices it covers."""
    column = SORTS.get(query.sort, Contract.title)
    order = column.desc() if query.descending else column.asc()
    counts = [
        select(func.count(end.class_.id)).join(link, there).where(link.contract_id == Contract.id).scalar_subquery()
        for link, end, there in COVERED
    ]
    named = (counts[0].label("applications"), counts[1].label("devices"))
    return select(Contract, *named).where(_kept(query)).order_by(order.nulls_last(), Contract.id)


def suppliers() -> list[str]:
    """List the suppliers of the contracts, by name."""
    named = select(Contract.supplier).where(Contract.supplier != "").distinct().order_by(Contract.supplier)
    return list(db.session.scalars(named))


def get_contract(contract_id: int) -> Contract:
    """Find a contract of the organisation. Raises NotFound."""
    found = db.session.scalar(select(Contract).where(Contract.id == contract_id))
    if found is None:
        raise NotFound(NO_CONTRACT)
    return found


def create_contract(values: dict[str, Any]) -> Contract:
    """Record a contract. Raises Refusal when its supplier has one of that number, or of that title without a number."""
    with writing() as session:
        contract = Contract(**_stored(values))
        _refuse_taken(contract)
        session.add(contract)
    return contract


def update_contract(contract_id: int, version: int, values: dict[str, Any]) -> None:
    """Save what is known of a contract. Raises Overtaken, and Refusal as when it is made."""
    with writing() as session:
        contract = get_contract(contract_id)
        stored = _stored(values)
        refuse_if_stale(contract, version, stored, "ce contrat")
        with session.no_autoflush:
            for field, value in stored.items():
                setattr(contract, field, value)
            _refuse_taken(contract)


def chosen_contracts(words: Any, query: ContractQuery | None) -> Selection:
    """Choose contracts: those ticked as « id:version », or all that a query keeps."""
    return whole(Contract, _kept(query)) if query else ticked(Contract, words)


def _kept(query: ContractQuery) -> Any:
    conditions = [Contract.kind == query.kind] if query.kind else []
    if query.supplier:
        conditions.append(Contract.supplier == query.supplier)
    if query.soon:
        conditions.append(Contract.id.in_([each.id for each in deadlines(query.soon).coming]))
    if query.search:
        conditions.append(holding(SEARCHED, query.search))
    return and_(True, *conditions)  # noqa: FBT003 - a condition, for a list that nothing narrows


def _stored(values: dict[str, Any]) -> dict[str, Any]:
    return values | {field: values[field] or "" for field in NOT_NULL if field in values}


def _refuse_taken(contract: Contract) -> None:
    """Refuse a second contract that nothing would tell from the first when a file speaks of it."""
    by_number = (Contract.number == contract.number,)
    by_title = (Contract.number == "", Contract.title == contract.title)
    same = (Contract.supplier == contract.supplier, *(by_number if contract.number else by_title))
    if db.session.scalar(select(Contract.id).where(*same, Contract.id != (contract.id or 0)).limit(1)):
        raise Refusal(TAKEN_NUMBER if contract.number else TAKEN_TITLE)
