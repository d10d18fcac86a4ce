"""What the contracts say of the applications they cover: which value counts (docs/decisions.md).

Of the end and the notice, the contract's count as soon as one that covers the application has an end: of several, the
one that ends last. Of the yearly cost, the application's own counts; where it has none, the amounts of the contracts in
force that cover it and nothing else. No amount is shared out, and none is counted twice.
"""

from typing import Any

from sqlalchemy import String, and_, case, cast, func, or_, select, type_coerce
from sqlalchemy.orm import aliased

from inventaire.domain.contract import Renewal
from inventaire.models import Application, Contract, ContractApplication, ContractDevice, db


def _covering(*columns: Any) -> Any:
    """Select from the contracts of an application, found by their numbers: a join reads them all for each of them."""
    numbers = select(ContractApplication.contract_id).where(ContractApplication.application_id == Application.id)
    return select(*columns).where(Contract.id.in_(numbers.correlate(Application))).correlate(Application)


def _last(column: Any) -> Any:
    dated = _covering(column).where(Contract.ends_on.is_not(None))
    return dated.order_by(Contract.ends_on.desc(), Contract.id).limit(1).scalar_subquery()


def _in_force() -> Any:
    """Keep the contracts that have begun and have not ended, or that silence renews.

    Dates are texts as precise as they are known: today is compared at that precision.
    """
    starts, ends = (type_coerce(column, String) for column in (Contract.starts_on, Contract.ends_on))
    today = cast(func.current_date(), String)
    begun = or_(starts.is_(None), starts <= func.substr(today, 1, func.length(starts)))
    goes_on = or_(ends.is_(None), ends >= func.substr(today, 1, func.length(ends)))
    return and_(begun, or_(goes_on, Contract.renewal == Renewal.TACIT))


def _amount() -> Any:
    other = aliased(ContractApplication)
    shared = select(other.id).where(other.contract_id == Contract.id, other.application_id != Application.id)
    of_devices = select(ContractDevice.id).where(ContractDevice.contract_id == Contract.id)
    others = (shared.correlate(Contract, Application), of_devices.correlate(Contract))
    alone = and_(_in_force(), *(~each.exists() for each in others))
    return _covering(func.sum(Contract.yearly_amount_excl_eur)).where(alone).scalar_subquery()


BOUND = _last(Contract.ends_on)
ENDS_ON = func.coalesce(BOUND, Application.contract_ends_on).label("contract_ends_on")
NOTICE = case((BOUND.is_not(None), _last(Contract.notice_months)), else_=Application.notice_months)
NOTICE_MONTHS = NOTICE.label("notice_months")
YEARLY_COST = func.coalesce(Application.yearly_cost_excl_eur, _amount()).label("yearly_cost_excl_eur")


def notice_of(application_id: int) -> int | None:
    """Give the notice that counts for an application [months]."""
    found: int | None = db.session.scalar(select(NOTICE_MONTHS).where(Application.id == application_id))
    return found
