"""The tokens that agents call with: made, listed, revoked, and known again when one calls."""

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select

from inventaire.domain.errors import Conflict, Forbidden, NotFound, Refusal
from inventaire.domain.networks import is_inside
from inventaire.models import Account, AgentToken, Import, Site, db
from inventaire.models.base import now
from inventaire.models.scope import acting_as, scope_of, set_scope
from inventaire.services.account import hash_of
from inventaire.services.agents import journal
from inventaire.services.database import writing
from inventaire.services.imports.records import folded
from inventaire.services.permission import actor, refuse_unless_administrator
from inventaire.services.security_log import note

UNKNOWN = "Cette adresse n’est pas, ou n’est plus, celle d’un site : demandez-en une à votre service informatique."
REVOKED = "Cette adresse d’agents a été révoquée : demandez-en une autre à votre service informatique."
OUTSIDE = "Cette adresse d’agents n’est pas ouverte au réseau d’où vient l’appel."
UNNAMED = "Donnez un nom à cette adresse, et le nom du site dont viennent ses agents."
GONE = "Cette adresse d’agents n’existe pas."
ALREADY = "Cette adresse d’agents est déjà révoquée."


def add_token(name: str, site: str, networks: Sequence[str]) -> str:
    """Make the token of a site, and the site where it is new; it is given here, and never again.

    Raises Refusal without a name.
    """
    if not name or not site:
        raise Refusal(UNNAMED)
    token, who = secrets.token_urlsafe(32), actor()
    with writing() as session:
        refuse_unless_administrator()
        made = AgentToken(name=name, site_id=_site_named(site), networks=list(networks), token_hash=hash_of(token))
        made.organisation_id, made.account_id = scope_of(session), who.account_id if who else None
        session.add(made)
        session.flush()
    note("agent_token_made", agent_token_id=made.id)
    return token


def list_tokens() -> Sequence[Any]:
    """List the tokens, those in use first, with what `get_token` gives of each."""
    return db.session.execute(_tokens().order_by(AgentToken.revoked_at.is_not(None), Site.name, AgentToken.id)).all()


def get_token(token_id: int) -> Any:
    """Give a token: its row, the name of its site, who made it, its last import. Raises NotFound."""
    found = db.session.execute(_tokens().where(AgentToken.id == token_id)).first()
    if found is None:
        raise NotFound(GONE)
    return found


def revoke_token(token_id: int) -> None:
    """Close a token for good; what was received before stays. Raises NotFound, Conflict when it is closed."""
    with writing():
        refuse_unless_administrator()
        found = get_token(token_id).AgentToken
        if found.revoked_at:
            raise Conflict(ALREADY)
        found.revoked_at = now()
    note("agent_token_revoked", agent_token_id=token_id)


def admit(token: str, address: str) -> AgentToken:
    """Find the token that an agent calls with, and hold this session to its organisation.

    Raises NotFound, or Forbidden when it is revoked or called from elsewhere.
    """
    session, kept = db.session(), hash_of(token)
    with acting_as(session, token_hash=kept):
        found: AgentToken | None = session.scalar(select(AgentToken).where(AgentToken.token_hash == kept))
    if found is None:
        raise NotFound(UNKNOWN)
    set_scope(session, found.organisation_id)
    for reason, holds in ((REVOKED, found.revoked_at), (OUTSIDE, not is_inside(address, found.networks))):
        if holds:
            journal.refuse(found, address, reason)
            raise Forbidden(reason)
    if found in session:
        session.expunge(found)
    session.rollback()  # nothing is held while an agent is heard
    return found


def _site_named(name: str) -> int:
    known = {folded(site.name): site for site in db.session.scalars(select(Site))}
    site = known.get(folded(name)) or Site(name=name)
    db.session.add(site)
    db.session.flush()
    return site.id


def _tokens() -> Select[*tuple[Any, ...]]:
    here = AgentToken.organisation_id == scope_of(db.session())
    rows = select(
        AgentToken, Site.name.label("site"), Account.name.label("author"), Import.number.label("import_number")
    )
    joined = rows.join(Site, Site.id == AgentToken.site_id).outerjoin(Import, Import.id == AgentToken.import_id)
    return joined.outerjoin(Account, Account.id == AgentToken.account_id).where(here)
