"""The caller of a use case: their organisation, their role, their name in the trace."""

from inventaire.domain.vocabulary import Role
from inventaire.models import Account, Organisation, db
from inventaire.models.scope import set_scope
from inventaire.models.trace import ACTOR, Actor
from inventaire.services.account import membership_of


def act_for(account: Account) -> tuple[Organisation, Role] | None:
    """Hold this session to the account's organisation; None when it belongs to none."""
    found = membership_of(account)
    if found is None:
        return None
    organisation, role = found
    set_scope(db.session(), organisation.id)
    db.session().info[ACTOR] = Actor(account.name, account.id)
    return organisation, role
