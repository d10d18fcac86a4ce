"""A password changed by its person, or chosen anew through a one-time link."""

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import select
from werkzeug.security import generate_password_hash

from inventaire.domain.errors import Forbidden, NotFound, Refusal, WeakPassword
from inventaire.domain.passwords import password_faults
from inventaire.models import Account, Identity, Membership, Organisation, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import acting_as, scope_of, set_scope
from inventaire.services import attempts
from inventaire.services.account import LINK_LIFETIME, hash_of
from inventaire.services.database import writing
from inventaire.services.security_log import note
from inventaire.services.session import Person, close_sessions, renew
from inventaire.services.sign_in import prove_again

STALE_LINK = "Ce lien n’est plus valable\u00a0: il a déjà servi ou il a plus d’une heure. Demandez-en un autre."
UNKNOWN = "Aucun compte actif avec un mot de passe n’a cette adresse ici."
ELSEWHERE_KEPT = "Votre mot de passe n’est pas tenu ici\u00a0: changez-le là où vous vous connectez."
ELSEWHERE = (
    "Ce compte sert aussi à une autre collectivité\u00a0: "
    "seule la personne qui tient le serveur peut lui donner un lien (inventaire utilisateur lien)."
)


def change_password(person: Person, present: str, new: str, address: str) -> str:
    """Change one's own password; every other browser is signed out, this one gets the new token returned.

    Raises WrongPassword, WeakPassword, TooSoon after too many failures, Forbidden where none is kept here.
    """
    if not person.account.password_hash:
        raise Forbidden(ELSEWHERE_KEPT)
    prove_again(person, present, address)
    with writing():
        _keep(person.account, new, person.organisation)
        close_sessions(person.account, but=person.sign_in)
        token = renew(person.sign_in)
    note("password_changed")
    return token


def reset_token(email: str, *, anywhere: bool = False) -> str:
    """Make the token of a one-time link for a member of this organisation who forgot their password.

    It is tied to their present password. An account of several organisations is not theirs alone
    to hand out: only the keeper of the installation may (`anywhere`). Raises NotFound or Refusal.
    """
    session = db.session()
    account = session.scalar(
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(Account.email == email.strip().lower(), Membership.organisation_id == scope_of(session))
    )
    if account is None or not account.active or not account.password_hash:
        raise NotFound(UNKNOWN)
    if not anywhere and len(_organisations(account)) > 1:
        raise Refusal(ELSEWHERE)
    note("link_made", link="new password", subject_account_id=account.id)
    return str(_signer().dumps([account.id, hash_of(account.password_hash)]))


def account_of(token: str) -> Account:
    """Find whose password a link changes. Raises NotFound once it has served, or is too old."""
    try:
        account_id, kept = _signer().loads(token, max_age=LINK_LIFETIME.seconds)
    except BadData:
        raise NotFound(STALE_LINK) from None
    account = db.session.get(Account, account_id)
    if account is None or not account.active or hash_of(account.password_hash or "") != kept:
        raise NotFound(STALE_LINK)
    return account


def reset_password(token: str, new: str) -> None:
    """Choose a password through a link, which is then used up; every browser is signed out.

    Raises NotFound as `account_of`, or WeakPassword.
    """
    with writing() as session:
        account = account_of(token)
        homes = _organisations(account)
        if not homes:
            raise NotFound(STALE_LINK)
        set_scope(session, homes[0])
        session.info[ACTOR] = Actor(account.name, account.id)
        _keep(account, new, session.get_one(Organisation, scope_of(session)))
        for identity in session.scalars(select(Identity).where(Identity.account_id == account.id)):
            session.delete(identity)  # whoever had the account in hand may have left a way in
        close_sessions(account)
    attempts.forget_account(account.email)
    note("password_reset")


def _keep(account: Account, new: str, organisation: Organisation) -> None:
    faults = password_faults(new, (account.name, account.email, organisation.name))
    if faults:
        raise WeakPassword(" ".join(faults))
    account.password_hash = generate_password_hash(new)


def _organisations(account: Account) -> list[int]:
    with acting_as(db.session(), account_id=account.id):
        theirs = select(Membership.organisation_id).where(Membership.account_id == account.id)
        return list(db.session.scalars(theirs.order_by(Membership.id)))


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="new password")
