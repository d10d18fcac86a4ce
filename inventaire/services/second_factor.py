"""The second factor of an account: set up, asked at the door, replaced by a code kept on paper, taken away."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import func, or_, select, update

from inventaire.domain.errors import Conflict, Forbidden, NotFound, WrongCode
from inventaire.identity.second_factor import (
    accepted_step,
    address_of,
    drawing,
    new_nonce,
    new_recovery_codes,
    recovery_hash,
    secret_of,
)
from inventaire.models import Account, RecoveryCode, db
from inventaire.models.base import now
from inventaire.services import attempts
from inventaire.services.account import hash_of
from inventaire.services.database import writing
from inventaire.services.security_log import note
from inventaire.services.session import Person, close_sessions, renew

HALF_WAY = timedelta(minutes=5)
FIGURES = 6  # signs of a code of the telephone: anything else is one kept on paper
STALE = "Commencez par votre mot de passe\u00a0: le code le suit de cinq minutes au plus."
WRONG = (
    "Ce code n’est pas bon, ou il a déjà servi\u00a0: attendez que le téléphone en montre un autre. "
    "Si aucun ne passe, vérifiez que le téléphone est à l’heure."
)
ALREADY = "Un second facteur est déjà en place\u00a0: retirez-le d’abord pour en changer."
ABSENT = "Aucun second facteur n’est en place."
DEMANDED = "Votre rôle exige un second facteur\u00a0: il ne peut pas être retiré."


@dataclass(frozen=True, slots=True)
class Offered:
    """A second factor that is not in place yet: its drawing for a telephone, its key to be typed instead."""

    drawing: str
    key: str


def offer(person: Person, nonce: str | None) -> tuple[str, Offered]:
    """Draw the second factor that a nonce leads to, or a new one; give the nonce too."""
    nonce = nonce or new_nonce()
    secret = secret_of(current_app.config["SECRET_KEY"], nonce)
    address = address_of(secret, person.account.email, person.organisation.name)
    return nonce, Offered(drawing(address), " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)))


def is_on(account: Account) -> bool:
    """Say whether an account has a second factor."""
    return account.totp_since is not None


def is_demanded(person: Person) -> bool:
    """Say whether a person's role must have one."""
    return person.role.value in person.organisation.second_factor_roles


def is_lacking(person: Person) -> bool:
    """Say whether a person must give one before anything else."""
    return is_demanded(person) and not person.sign_in.second_factor


def switch_on(person: Person, nonce: str, code: str) -> tuple[str, list[str]]:
    """Put in place the second factor of which a code is given; other browsers are signed out.

    Give the new token of this one, and the codes to keep on paper. Raises WrongCode or Conflict.
    """
    with writing():
        account, moment = person.account, now()
        if is_on(account):
            raise Conflict(ALREADY)
        step = accepted_step(secret_of(current_app.config["SECRET_KEY"], nonce), code, moment, None)
        if step is None:
            raise WrongCode(WRONG)
        account.totp_nonce, account.totp_since, account.totp_step = nonce, moment, step
        codes = _draw_codes(account)
        token = _changed(person, second_factor=True)
    note("second_factor_on")
    return token, codes


def switch_off(person: Person, code: str, address: str) -> str:
    """Take one's own second factor away against a code; give the new token of this browser.

    Raises WrongCode, TooSoon, Conflict where there is none, Forbidden where the role demands it.
    """
    if is_demanded(person):
        raise Forbidden(DEMANDED)
    with _proving(person, code, address):
        remove(person.account)
        token = _changed(person, second_factor=False)
    note("second_factor_off")
    return token


def renew_codes(person: Person, code: str, address: str) -> list[str]:
    """Draw other codes to keep on paper, against a code; the former die. Raises as `switch_off`."""
    with _proving(person, code, address):
        codes = _draw_codes(person.account)
    note("recovery_codes_renewed")
    return codes


def codes_left(account: Account) -> int:
    """Count the codes on paper that have not served."""
    mine = (RecoveryCode.account_id == account.id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(select(func.count(RecoveryCode.id)).where(*mine)) or 0


def half_way(account: Account) -> str:
    """Sign that somebody gave all but their code; it opens nothing but the page that asks for it."""
    return str(_signer().dumps([account.id, _state(account)]))


def account_of(token: str) -> Account:
    """Find who is half-way. Raises NotFound after five minutes, or once their account has changed."""
    try:
        account_id, state = _signer().loads(token, max_age=HALF_WAY.seconds)
    except BadData:
        raise NotFound(STALE) from None
    account = db.session.get(Account, account_id)
    if account is None or not account.active or not is_on(account) or _state(account) != state:
        raise NotFound(STALE)
    return account


def spend(account: Account, code: str) -> None:
    """Use a code up, in the transaction of what it opens. Raises WrongCode."""
    if not account.totp_nonce or not (_spend_step(account, account.totp_nonce, code) or _spend_paper(account, code)):
        raise WrongCode(WRONG)


def remove(account: Account) -> None:
    """Take the second factor of an account away, inside a transaction."""
    account.totp_nonce = account.totp_since = account.totp_step = None
    _drop_codes(account)


@contextmanager
def _proving(person: Person, code: str, address: str) -> Iterator[None]:
    """Open the transaction of what is done against a code, within the limits of attempts."""
    if not is_on(person.account):
        raise Conflict(ABSENT)
    attempts.begin(person.account.email, address)
    with writing():
        spend(person.account, code)
        yield
    attempts.forget(person.account.email, address)


def _changed(person: Person, *, second_factor: bool) -> str:
    """Let no browser stay open on what was asked before; give the new token of this one."""
    close_sessions(person.account, but=person.sign_in)
    person.sign_in.second_factor = second_factor
    return renew(person.sign_in)


def _spend_step(account: Account, nonce: str, code: str) -> bool:
    """Use up a period of the telephone's clock, under the present key or a former one.

    The database itself compares: of two that come together with one code, one is let in.
    """
    keys = [current_app.config["SECRET_KEY"], *current_app.config["SECRET_KEY_FALLBACKS"]]
    found = (accepted_step(secret_of(key, nonce), code, now(), account.totp_step) for key in keys)
    step = next((step for step in found if step is not None), None)
    if step is None:
        return False
    fresh = or_(Account.totp_step.is_(None), Account.totp_step < step)
    spent = update(Account).where(Account.id == account.id, fresh).values(totp_step=step)
    return bool(db.session.execute(spent).rowcount)  # type: ignore[attr-defined]


def _spend_paper(account: Account, code: str) -> bool:
    if len(code) <= FIGURES:
        return False
    mine = (RecoveryCode.account_id == account.id, RecoveryCode.used_at.is_(None))
    same = RecoveryCode.code_hash == recovery_hash(code, account.totp_nonce or "")
    found = db.session.scalar(select(RecoveryCode).where(*mine, same).with_for_update())
    if found is None:
        return False
    found.used_at = now()
    return True


def _draw_codes(account: Account) -> list[str]:
    _drop_codes(account)
    codes = new_recovery_codes()
    for code in codes:
        db.session.add(RecoveryCode(account_id=account.id, code_hash=recovery_hash(code, account.totp_nonce or "")))
    return codes


def _drop_codes(account: Account) -> None:
    for code in db.session.scalars(select(RecoveryCode).where(RecoveryCode.account_id == account.id)):
        db.session.delete(code)


def _state(account: Account) -> str:
    """Sum up what a half-open door hangs on: it shuts when the password or the second factor changes."""
    return hash_of(f"{account.password_hash} {account.totp_nonce}")


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="half way")
