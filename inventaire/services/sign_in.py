"""Proving who one is, within the limits of attempts: at the door, and again before what is sensitive."""

from sqlalchemy import select

from inventaire.domain.errors import WrongPassword
from inventaire.models import Account, db
from inventaire.services import attempts
from inventaire.services.account import authenticate
from inventaire.services.database import writing
from inventaire.services.security_log import note
from inventaire.services.session import Person, open_session, renew

WRONG = "Ce n’est pas votre mot de passe actuel."


def sign_in(email: str, password: str, address: str, browser: str) -> str | None:
    """Sign somebody in; give the token of their browser, None when the password or the account is not good.

    Raises TooSoon after too many failures.
    """
    attempts.begin(email, address)
    account = authenticate(email, password)
    token = enter(account, address, browser) if account else None
    if token:
        attempts.forget(email, address)
    else:
        note("sign_in_failed", account_id=_account_id(email))
    return token


def enter(account: Account, address: str, browser: str) -> str | None:
    """Open a session for an account that gave all it was asked; None when it belongs to no organisation."""
    token = open_session(account, address, browser)
    if token:
        note("signed_in", account_id=account.id)
    return token


def prove_again(person: Person, password: str, address: str) -> None:
    """Check the password of somebody signed in. Raises WrongPassword, or TooSoon as at the door."""
    attempts.begin(person.account.email, address)
    if not authenticate(person.account.email, password):
        note("confirmation_failed")
        raise WrongPassword(WRONG)
    attempts.forget(person.account.email, address)


def confirm(person: Person, password: str, address: str) -> str:
    """Let somebody who gives their password again open sensitive pages for a while; give their new token."""
    prove_again(person, password, address)
    with writing():
        token = renew(person.sign_in)
    note("confirmed")
    return token


def _account_id(email: str) -> int | None:
    """Say whose account was tried; never what was typed, which may be a password."""
    return db.session.scalar(select(Account.id).where(Account.email == email.strip().lower()))
