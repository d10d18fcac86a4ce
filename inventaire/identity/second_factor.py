"""The second factor: six figures that a telephone computes, and ten codes kept on paper."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp

PERIOD = 30  # seconds that one code lasts (RFC 6238)
DRIFT = 1  # periods by which a telephone's clock may be early or late
SECRET_BYTES = 20  # what RFC 4226 recommends; 32 signs in base32, without padding
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # neither i, l, o, 0 nor 1: read aloud or copied without doubt
GROUPS, GROUP = 3, 4  # 12 signs of 31: 59 bits a code
CODES = 10
SCRYPT = {"n": 1 << 15, "r": 8, "p": 1, "maxmem": 1 << 26, "dklen": 32}  # as Werkzeug hashes passwords, half as long


def new_nonce() -> str:
    """Draw what makes one person's secret differ from all others; alone, it tells nothing."""
    return secrets.token_urlsafe(16)


def secret_of(key: str, nonce: str) -> str:
    """Derive a person's secret [base32] from the installation's key: a stolen database does not hold it."""
    digest = hmac.digest(key.encode(), b"totp" + nonce.encode(), "sha256")
    return base64.b32encode(digest[:SECRET_BYTES]).decode()


def address_of(secret: str, account_name: str, town: str) -> str:
    """Write the otpauth address that a telephone reads; the town tells two installations apart."""
    return pyotp.TOTP(secret).provisioning_uri(name=f"{account_name} ({town})", issuer_name="Inventaire")


def drawing(address: str) -> str:
    """Draw the address as an inline SVG, without style or script."""
    import segno

    svg = segno.make_qr(address, error="m").svg_inline(scale=4, light="#fff", title="Code à lire avec le téléphone")
    return svg.replace("<svg ", '<svg role="img" ', 1)


def accepted_step(secret: str, code: str, at: datetime, last_step: int | None) -> int | None:
    """Give the period that a code is good for, or None; a period once used, or an older one, is refused."""
    given = "".join(code.split()).encode()
    now = int(at.timestamp()) // PERIOD
    codes = pyotp.HOTP(secret)
    for step in range(max(0, now - DRIFT), now + DRIFT + 1):
        fresh = last_step is None or step > last_step
        if fresh and hmac.compare_digest(codes.at(step).encode(), given):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Draw the codes that stand in for a lost telephone, each good once."""
    return ["-".join(_group() for _ in range(GROUPS)) for _ in range(CODES)]


def recovery_hash(code: str, nonce: str) -> str:
    """Hash a recovery code as it is stored; one salt a person, so that one hash finds it among ten."""
    written = "".join(sign for sign in code.lower() if sign in LETTERS)
    return hashlib.scrypt(written.encode(), salt=nonce.encode(), **SCRYPT).hex()


def _group() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(GROUP))
