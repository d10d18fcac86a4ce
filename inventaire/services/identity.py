"""Accounts known by what a directory or a provider calls them, never by an address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from inventaire.domain.errors import Conflict, Forbidden, NotFound, Refusal
from inventaire.identity.person import Person as Known
from inventaire.models import Account, Identity, Invitation, Membership, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import acting_as
from inventaire.services.account import invitation_of, make_member, using_invitation
from inventaire.services.database import writing
from inventaire.services.directory import directory_issuer
from inventaire.services.invitation import ALREADY
from inventaire.services.provider import provider_issuer, provider_name
from inventaire.services.security_log import note
from inventaire.services.session import Person, close_sessions

LONGEST_ADDRESS, LONGEST_NAME = 254, 120
UNKNOWN = (
    "Cette identité n’ouvre aucun compte ici\u00a0: demandez une invitation à un administrateur de votre collectivité, "
    "et connectez-vous depuis son lien. Si vous avez déjà un compte, reliez-le depuis sa page."
)
TAKEN_ADDRESS = (
    "Votre adresse a déjà un compte\u00a0: connectez-vous avec son mot de passe, reliez-le depuis la page de votre "
    "compte, puis rouvrez ce lien."
)
NO_ADDRESS = "Cette identité ne donne pas d’adresse électronique\u00a0: demandez une invitation faite pour la vôtre."
SOMEBODY_ELSE = "Vous n’êtes plus connecté comme la personne qui a demandé ce lien\u00a0: rien n’a été relié."
TAKEN = "Cette identité ouvre déjà un autre compte\u00a0: elle n’a pas été reliée au vôtre."
LINKED = "Votre compte est déjà relié à ce fournisseur\u00a0: retirez d’abord l’autre identité."
NOT_YOURS = "Votre compte n’est pas relié à cette identité."
ONLY_WAY = "C’est votre seul moyen de vous connecter\u00a0: il ne peut pas être retiré."


@dataclass(frozen=True, slots=True)
class Link:
    """An identity that opens an account, as its person reads it."""

    id: int
    name: str
    since: datetime


def account_known_as(known: Known) -> Account:
    """Give the account that an identity opens. Raises Forbidden when there is none, or it is disabled."""
    account = _account(known)
    if account is None or not account.active:
        raise Forbidden(UNKNOWN)
    return account


def first_access(token: str, known: Known) -> Account:
    """Make a member of who is known elsewhere through a one-time link, with a new account where they have none.

    Raises NotFound, Conflict where they are a member already, Refusal where the address is not theirs to take.
    """
    account = _account(known)
    email = account.email if account else _address(known, invitation_of(token))
    with using_invitation(token, email) as (session, invitation):
        session.info[ACTOR] = Actor("lien d’invitation")
        account = _back_again(account, invitation) if account else _new_account(known, email)
        make_member(account, invitation)
    return account


def list_links(person: Person) -> list[Link]:
    """List the identities that open a person's account."""
    return [Link(row.id, _name(row.issuer), row.created_at) for row in _identities(person)]


def may_link(person: Person) -> bool:
    """Say whether a person could still link their account to the provider."""
    issuer = provider_issuer()
    return issuer is not None and issuer not in {row.issuer for row in _identities(person)}


def link(person: Person | None, known: Known, account_id: int) -> None:
    """Let an identity open the account that asked for it, while its person is still the one signed in.

    Raises Forbidden when they are not, Conflict when it opens another account.
    """
    if person is None or person.account.id != account_id:
        raise Forbidden(SOMEBODY_ELSE)
    with writing() as session:
        account = _account(known)
        if account is not None and account.id != person.account.id:
            raise Conflict(TAKEN)
        if account is None and not may_link(person):
            raise Conflict(LINKED)
        if account is None:
            session.add(Identity(account_id=person.account.id, issuer=known.issuer, subject=known.subject))
    note("identity_linked")


def unlink(person: Person, identity_id: int) -> None:
    """Let an identity open a person's account no longer; their other browsers are signed out.

    Raises NotFound when it is not theirs, Conflict when nothing else opens the account.
    """
    with writing() as session:
        mine = {row.id: row for row in _identities(person)}
        if identity_id not in mine:
            raise NotFound(NOT_YOURS)
        gone = mine.pop(identity_id)
        served = {provider_issuer(), directory_issuer()}
        if not person.account.password_hash and not any(row.issuer in served for row in mine.values()):
            raise Conflict(ONLY_WAY)
        session.delete(gone)
        close_sessions(person.account, but=person.sign_in)
    note("identity_unlinked")


def _account(known: Known) -> Account | None:
    found: Account | None = db.session.scalar(
        select(Account)
        .join(Identity, Identity.account_id == Account.id)
        .where(Identity.issuer == known.issuer, Identity.subject == known.subject)
    )
    return found


def _identities(person: Person) -> Sequence[Identity]:
    mine = select(Identity).where(Identity.account_id == person.account.id)
    return db.session.scalars(mine.order_by(Identity.id)).all()


def _name(issuer: str) -> str:
    names = {provider_issuer(): provider_name(), directory_issuer(): "Annuaire"}
    return names.get(issuer) or issuer


def _address(known: Known, invitation: Invitation) -> str:
    """Give the address of an account to be: what is known elsewhere or, failing that, whom the link was made for."""
    email = (known.email or invitation.email or "").strip().lower()
    if not email or len(email) > LONGEST_ADDRESS:
        raise Refusal(NO_ADDRESS)
    return email


def _new_account(known: Known, email: str) -> Account:
    if db.session.scalar(select(Account.id).where(Account.email == email)):
        raise Conflict(TAKEN_ADDRESS)
    account = Account(email=email, name=known.name.strip()[:LONGEST_NAME] or email[:LONGEST_NAME])
    db.session.add(account)
    db.session.flush()
    db.session.add(Identity(account_id=account.id, issuer=known.issuer, subject=known.subject))
    return account


def _back_again(account: Account, invitation: Invitation) -> Account:
    """Give an account that joins one organisation more; one disabled comes back only if it is a member nowhere."""
    with acting_as(db.session(), account_id=account.id):
        theirs = select(Membership.organisation_id).where(Membership.account_id == account.id)
        homes = db.session.scalars(theirs).all()
    if invitation.organisation_id in homes:
        raise Conflict(ALREADY)
    if homes and not account.active:
        raise Forbidden(UNKNOWN)
    account.active = True
    return account
