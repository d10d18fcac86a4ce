"""Applications: listed, described, changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Select, and_, func, select

from inventaire.domain.errors import NotFound
from inventaire.domain.jurisdiction import Kin, Ring
from inventaire.domain.vocabulary import Delivery, HostingPlace
from inventaire.models import Application, Device, Installation, db
from inventaire.services.contract_terms import ENDS_ON
from inventaire.services.database import writing
from inventaire.services.listing import Page, holding, page_of
from inventaire.services.ownership import Owner, doing, held_by
from inventaire.services.permission import change
from inventaire.services.selection import Selection, ticked, whole
from inventaire.services.staleness import refuse_if_stale

SORTS = {
    "name": Application.raw_name,
    "publisher": Application.publisher,
    "tool": Application.tool,
    "delivery": Application.delivery,
    "contract_ends_on": ENDS_ON.element,
}
HIDDEN = "ignored"


@dataclass(frozen=True, slots=True)
class ApplicationQuery:
    """What a list of applications is narrowed to, and how it is sorted.

    Components (runtimes, updates, drivers) are left out unless their outcome is asked for.
    """

    search: str = ""
    outcome: str = ""
    delivery: Delivery | None = None
    department: int | None = None
    tool: str = ""
    group: str = ""
    ring: Ring | None = None
    kin: Kin | None = None
    hosting: HostingPlace | None = None
    unplaced: bool = False
    mission: str = ""
    function: str = ""
    sort: str = "name"
    descending: bool = False


def list_applications(query: ApplicationQuery, page: int) -> Page:
    """Give one page of the applications that a query keeps."""
    return page_of(sorted_applications(query), page, select(Application.id).where(_kept(query)))


def sorted_applications(query: ApplicationQuery) -> Select[*tuple[Any, ...]]:
    """Select the columns of a list, whole and in order, with the count of machines."""
    column = SORTS.get(query.sort, Application.raw_name)
    order = column.desc() if query.descending else column.asc()
    machines = (
        select(func.coalesce(func.sum(Device.quantity), 0))
        .join(Installation, Installation.device_id == Device.id)
        .where(Installation.application_id == Application.id)
        .scalar_subquery()
    )
    return (
        select(
            Application.id,
            Application.version,
            Application.raw_name,
            Application.publisher,
            Application.raw_version,
            Application.delivery,
            Application.outcome,
            Application.tool,
            Application.seats,
            ENDS_ON,
            machines.label("machines"),
        )
        .where(_kept(query))
        .order_by(order.nulls_last(), Application.id)
    )


def _kept(query: ApplicationQuery) -> Any:
    wanted = {
        Application.delivery: query.delivery,
        Application.department_id: query.department,
        Application.tool: query.tool or None,
        Application.hosting_place: query.hosting,
        Application.mission: query.mission or None,
    }
    conditions = [column == value for column, value in wanted.items() if value is not None]
    if query.group or query.ring or query.kin:
        conditions.append(held_by(partial(_wanted, query)))
    if query.unplaced:
        conditions.append(Application.hosting_place.is_(None))
    if query.function:
        conditions.append(Application.tool.in_(doing(query.function)))
    outcome = Application.outcome
    conditions.append(outcome == query.outcome if query.outcome else outcome != HIDDEN)
    if query.search:
        conditions.append(holding((Application.raw_name, Application.publisher), query.search))
    return and_(*conditions)


def _wanted(query: ApplicationQuery, owner: Owner) -> bool:
    asked = ((query.group, owner.group), (query.ring, owner.ring), (query.kin, owner.kin))
    return all(value == its for value, its in asked if value)


def chosen_applications(words: Sequence[str], query: ApplicationQuery | None) -> Selection:
    """Choose applications: those ticked as « id:version », or all that a query keeps."""
    return whole(Application, _kept(query)) if query else ticked(Application, words)


def get_application(application_id: int) -> Application:
    """Find an application of the organisation. Raises NotFound."""
    found = db.session.scalar(select(Application).where(Application.id == application_id))
    if found is None:
        raise NotFound("Ce logiciel n’est pas dans l’inventaire, ou il est à la corbeille.")
    return found


def update_application(application_id: int, version: int, values: dict[str, Any]) -> Application:
    """Save what is known of an application; its raw name and publisher never change.

    Raises Conflict when somebody saved it in between, Forbidden when it is not the caller's.
    """
    with writing():
        application = get_application(application_id)
        refuse_if_stale(application, version, values, "ce logiciel")
        change(application, values)
    return application


def machines_of(application_id: int) -> Sequence[Any]:
    """List the machines where an application is installed: id, name, version found."""
    return db.session.execute(
        select(Device.id, Device.name, Installation.raw_version)
        .join(Installation, Installation.device_id == Device.id)
        .where(Installation.application_id == application_id)
        .order_by(Device.name)
        .limit(500)
    ).all()
