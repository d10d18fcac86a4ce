"""Inventories of agents compared with the inventory and written, in one transaction."""

from collections.abc import Sequence

from flask import current_app
from sqlalchemy import select, update

from inventaire.domain.imports import Outcome, Target
from inventaire.models import AgentToken, Import, Site, db
from inventaire.models.audit_line import ACTOR, IMPORT, Actor
from inventaire.models.base import now
from inventaire.services.agents.daily import AUTHOR, add_to, import_of_the_day, tells
from inventaire.services.database import writing
from inventaire.services.imports.batch import write_parts
from inventaire.services.imports.comparison import compare, lines_of
from inventaire.services.imports.own_software import leave_software_aside, with_machines
from inventaire.services.imports.parts import Part
from inventaire.services.imports.records import Record
from inventaire.services.imports.sources import note_sources

GROWN = "{} nouveaux matériels sont déjà venus aujourd’hui par cette adresse, la limite : celui-ci attend demain."
Inventories = Sequence[Sequence[Part]]


def write_inventories(token_id: int, inventories: Inventories) -> None:
    """Write inventories of machines that are all different, and count what the token brought."""
    with writing() as session:
        found = select(AgentToken, Site.name).join(Site, Site.id == AgentToken.site_id)
        anew = found.where(AgentToken.id == token_id).execution_options(populate_existing=True)
        token, site = session.execute(anew).one()
        session.info[ACTOR] = Actor(AUTHOR.format(site)[:200])
        parts = [part for inventory in inventories for part in inventory]
        compare(parts)
        made = _within_growth(token, _made(parts))
        for record in made:
            record.values.setdefault("site", site)
        for part, machines in with_machines(parts):
            for records in part.bundles():
                leave_software_aside(records, machines)
        batch = _write(token, site, parts) if tells(parts) else None
        _count(token, len(inventories), len(made), batch)


def _write(token: AgentToken, site: str, parts: Sequence[Part]) -> Import:
    batch = import_of_the_day(token, site)
    db.session().info[IMPORT] = batch.id
    write_parts(parts)
    note_sources(batch, parts)
    add_to(batch, parts)
    return batch


def _made(parts: Sequence[Part]) -> list[Record]:
    return [record for record in lines_of(parts, Target.DEVICES) if record.outcome is Outcome.CREATED]


def _within_growth(token: AgentToken, made: Sequence[Record]) -> Sequence[Record]:
    """Refuse the new machines beyond what one token may make in a day; give the others."""
    limit = current_app.config["AGENT_NEW_DEVICES_PER_DAY"]
    left = max(0, limit - (token.grown if token.grown_on == _today() else 0))
    for record in made[left:]:
        record.settle(Outcome.REFUSED, GROWN.format(limit))
        record.faults = [{"line": record.line, "column": None, "value": None, "reason": record.reason}]
    return made[:left]


def _count(token: AgentToken, received: int, made: int, batch: Import | None) -> None:
    """Count what a token brought, past the mapper: its imports are what the trace tells."""
    today = _today()
    grown = made + (token.grown if token.grown_on == today else 0)
    values = {"seen_at": now(), "received": token.received + received, "grown": grown, "grown_on": today}
    day = {"import_id": batch.id, "import_on": today} if batch else {}
    mine = update(AgentToken).where(AgentToken.id == token.id)
    db.session.execute(mine.values(**values, **day), execution_options={"synchronize_session": False})


def _today() -> str:
    return str(now().date())
