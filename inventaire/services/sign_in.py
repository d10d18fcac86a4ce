"""Proving who one is, within the limits of attempts: at the door, and again before what is sensitive."""

from dataclasses import dataclass

from sqlalchemy import select

from inventaire.domain.errors import Forbidden, Refusal, WrongCode, WrongPassword
from inventaire.identity.person import Person as Known
from inventaire.models import Account, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.services import attempts, second_factor
from inventaire.services.account import accept_invitation, authenticate
from inventaire.services.database import writing
from inventaire.services.directory import person_in_directory
from inventaire.services.identity import account_known_as, first_access
from inventaire.services.security_log import note
from inventaire.services.session import Person, add_session, open_session, renew

WRONG = "Ce n’est pas votre mot de passe actuel."
WRONG_LOGIN = "Identifiant ou mot de passe inconnus de l’annuaire."
NOWHERE = "Vous n’êtes membre d’aucune collectivité\u00a0: demandez une invitation à un administrateur."


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody is handed at the door: the token of their browser or, half-way, of what still asks their code."""

    token: str
    half_way: bool = False


def sign_in(email: str, password: str, address: str, browser: str) -> Entry | None:
    """Let somebody in by their own password here or, failing that, by the directory.

    None when the password or the account is not good. Raises TooSoon after too many failures, NotReady.
    """
    attempts.begin(email, address)
    try:
        account = authenticate(email, password) or _known_to_directory(email, password)
        entry = _let_in(account, email, address, browser) if account else None
    except Forbidden:
        entry = None
    if entry is None:
        note("sign_in_failed", account_id=_account_id(email))
    return entry


def enter(account: Account, address: str, browser: str) -> Entry:
    """Open a session for an account, unless it has a second factor to give first.

    Raises Forbidden when it belongs to no organisation.
    """
    if second_factor.is_on(account):
        note("code_asked", account_id=account.id)
        return Entry(second_factor.half_way(account), half_way=True)
    token = open_session(account, address, browser)
    if token is None:
        raise Forbidden(NOWHERE)
    note("signed_in", account_id=account.id)
    return Entry(token)


def enter_known(known: Known, invitation: str | None, address: str, browser: str) -> Entry:
    """Let in somebody whom the provider names, through a one-time link or not. Raises Refusal."""
    try:
        account = first_access(invitation, known) if invitation else account_known_as(known)
        return enter(account, address, browser)
    except Refusal:
        note("sign_in_failed", door="provider")
        raise


def join_with_password(token: str, name: str, email: str, password: str, address: str, browser: str) -> Entry:
    """Let in, as a new member through a one-time link, somebody who chooses a password.

    It tells which addresses have an account, so tries are counted. Raises TooSoon, and what `accept_invitation` raises.
    """
    attempts.begin(email, address)
    return _let_in(accept_invitation(token, name, email, password), email, address, browser)


def join_by_directory(token: str, login: str, password: str, address: str, browser: str) -> Entry:
    """Let in, as a new member through a one-time link, somebody whom the directory knows.

    Raises WrongPassword, TooSoon after too many failures, NotReady, and what `first_access` raises.
    """
    attempts.begin(login, address)
    known = person_in_directory(login, password)
    if known is None:
        note("sign_in_failed", door="directory")
        raise WrongPassword(WRONG_LOGIN)
    return _let_in(first_access(token, known), login, address, browser)


def enter_with_code(half_way: str, code: str, address: str, browser: str) -> str:
    """Open the session of somebody half-way against a code of theirs; give the token of their browser.

    Raises NotFound when it was too long ago, WrongCode, TooSoon after too many failures, or Forbidden as `enter`.
    """
    account = second_factor.account_of(half_way)
    attempts.begin(account.email, address)
    try:
        with writing() as session:
            session.info[ACTOR] = Actor(account.name, account.id)
            token = add_session(account, address, browser, second_factor=True)
            if token is None:
                raise Forbidden(NOWHERE)
            second_factor.spend(account, code)
    except WrongCode:
        note("code_failed")
        raise
    attempts.forget(account.email, address)
    note("signed_in", second_factor=True)
    return token


def prove_again(person: Person, password: str, address: str) -> None:
    """Check the password of somebody signed in. Raises WrongPassword, or TooSoon as at the door."""
    attempts.begin(person.account.email, address)
    if not authenticate(person.account.email, password):
        note("confirmation_failed")
        raise WrongPassword(WRONG)
    attempts.take_back(person.account.email, address)


def confirm(person: Person, password: str, address: str) -> str:
    """Let somebody who gives their password again open sensitive pages for a while; give their new token."""
    prove_again(person, password, address)
    with writing():
        token = renew(person.sign_in)
    note("confirmed")
    return token


def _let_in(account: Account, login: str, address: str, browser: str) -> Entry:
    """Enter, and forget the failures once nothing more is asked: a code can still be guessed half-way."""
    entry = enter(account, address, browser)
    if entry.half_way:
        attempts.forget_attempt(address)
    else:
        attempts.forget(login, address)
    return entry


def _known_to_directory(login: str, password: str) -> Account | None:
    """Ask the directory too of whoever has no good password here: which accounts have one does not show."""
    known = person_in_directory(login, password)
    return account_known_as(known) if known else None


def _account_id(email: str) -> int | None:
    """Say whose account was tried; never what was typed, which may be a password."""
    return db.session.scalar(select(Account.id).where(Account.email == email.strip().lower()))
