"""Attempts to prove who one is: counted by account and by address, slowed down, never locked for good."""

import hmac
import unicodedata
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from inventaire.domain.delays import FORGOTTEN, FREE_FOR_ACCOUNT, FREE_FOR_ADDRESS, delay_after, network_of, told
from inventaire.domain.errors import TooSoon
from inventaire.models import SignInFailure
from inventaire.models.base import now
from inventaire.services.database import writing

SKEW = timedelta(minutes=1)  # a failure later than that is of a clock set back since: it would last too long
WAIT = "Trop d’essais sans succès\u00a0: attendez {} avant de recommencer."


def begin(email: str | None, address: str) -> None:
    """Count an attempt for an account, known or not (None: nobody was named), and from an address, before any check.

    Counted first, a hundred attempts sent at once are a hundred failures.
    Raises TooSoon, and counts nothing, while one has to wait.
    """
    moment = now()
    with writing() as session:
        _forget_old(session, moment)
        rows = [(_failures(session, key, moment), free) for key, free in _keys(email, address).items()]
        wait = max(row.open_at for row, _ in rows) - moment
        if wait > timedelta(0):
            raise TooSoon(WAIT.format(told(wait)))
        for row, free in rows:
            row.count += 1
            row.last_at, row.open_at = moment, moment + delay_after(row.count, free)


def forget(email: str, address: str) -> None:
    """Forget the failures of an account once it has proved all it was asked, and this attempt of its address."""
    forget_account(email)
    forget_attempt(address)


def take_back(email: str, address: str) -> None:
    """Take back one attempt, which was good; what failed before it, codes included, goes on counting."""
    with writing() as session:
        for key in _keys(email, address):
            row = _failures(session, key, now())
            row.count, row.open_at = max(row.count - 1, 0), row.last_at


def forget_attempt(address: str) -> None:
    """Forget one attempt of an address: it was good, whatever else its account is still asked."""
    place = _address_key(address)
    with writing() as session:
        row = _failures(session, place, now())
        row.count, row.open_at = max(row.count - 1, 0), row.last_at


def forget_account(email: str) -> None:
    """Forget the failures of an account whose person proved otherwise who they are."""
    with writing() as session:
        session.execute(delete(SignInFailure).where(SignInFailure.key == _account_key(email)))


def _keys(email: str | None, address: str) -> dict[str, int]:
    """Name what is counted, so that the table tells neither who nor from where."""
    named = {} if email is None else {_account_key(email): FREE_FOR_ACCOUNT}
    return named | {_address_key(address): FREE_FOR_ADDRESS}


def _account_key(email: str) -> str:
    written = unicodedata.normalize("NFKC", email).strip().casefold()  # a directory may read spellings as one
    return _key(f"account {written}")


def _address_key(address: str) -> str:
    return _key(f"address {network_of(address)}")


def _key(of: str) -> str:
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(secret, of.encode(), "sha256").hex()


def _failures(session: Session, key: str, moment: datetime) -> SignInFailure:
    found = session.get(SignInFailure, key)
    if found is None:
        found = SignInFailure(key=key, count=0, last_at=moment, open_at=moment)
        session.add(found)
    return found


def _forget_old(session: Session, moment: datetime) -> None:
    old = or_(SignInFailure.last_at < moment - FORGOTTEN, SignInFailure.last_at > moment + SKEW)
    session.execute(delete(SignInFailure).where(old))
