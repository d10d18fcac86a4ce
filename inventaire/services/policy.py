"""The policies to compare: the organisation's own, and those of the catalogue to start from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from inventaire.catalog.policies import starting_points
from inventaire.domain.errors import Conflict, NotFound
from inventaire.domain.forecast.policy import Policy
from inventaire.models import FleetPolicy, db
from inventaire.services.database import writing
from inventaire.services.staleness import refuse_if_stale

NO_POLICY = "Cette politique n’existe pas, ou a été supprimée."
TAKEN = "Une autre politique s’appelle déjà «\u00a0{}\u00a0»\u202f: donnez-lui un autre nom."


@dataclass(frozen=True, slots=True)
class Offered:
    """A policy that can be compared: its key in addresses, why it is there, its number when it is one's own."""

    key: str
    policy: Policy
    reason: str | None
    number: int | None = None


def offered_policies() -> dict[str, Offered]:
    """Give every policy by its key: the organisation's own by name, then the catalogue's."""
    own = [Offered(f"p{row.id}", row.policy(), row.comment, row.id) for row in list_policies()]
    usual = [Offered(key, point.policy, point.reason) for key, point in starting_points().items()]
    return {each.key: each for each in (*own, *usual)}


def list_policies() -> Sequence[FleetPolicy]:
    """List the organisation's own policies by name."""
    found: Sequence[FleetPolicy] = db.session.scalars(select(FleetPolicy).order_by(FleetPolicy.name)).all()
    return found


def get_policy(policy_id: int) -> FleetPolicy:
    """Find a policy of the organisation. Raises NotFound."""
    found = db.session.scalar(select(FleetPolicy).where(FleetPolicy.id == policy_id))
    if found is None:
        raise NotFound(NO_POLICY)
    return found


def create_policy(values: Mapping[str, Any]) -> FleetPolicy:
    """Keep a new policy. Raises Conflict when its name is taken."""
    with writing() as session:
        _refuse_taken(values["name"])
        made = FleetPolicy(**values)
        session.add(made)
    return made


def update_policy(policy_id: int, version: int, values: dict[str, Any]) -> None:
    """Save a policy. Raises NotFound, Overtaken, Conflict when its name is another's."""
    with writing():
        row = get_policy(policy_id)
        refuse_if_stale(row, version, values, "cette politique")
        _refuse_taken(values["name"], policy_id)
        for field, value in values.items():
            setattr(row, field, value)


def delete_policy(policy_id: int) -> str:
    """Take a policy away; give the name it had. Raises NotFound."""
    with writing() as session:
        row = get_policy(policy_id)
        session.delete(row)
        return row.name


def _refuse_taken(name: str, but: int | None = None) -> None:
    same = db.session.scalar(select(FleetPolicy.id).where(FleetPolicy.name == name))
    if same not in (None, but):
        raise Conflict(TAKEN.format(name))
