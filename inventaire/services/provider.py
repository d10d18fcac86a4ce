"""Sign-in through the one provider that the installation declares: leave for it, come back known."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from inventaire.domain.errors import NotFound, NotReady, Refusal
from inventaire.identity.openid import ProviderSettings, Started, begin, finish
from inventaire.identity.person import Person
from inventaire.services import attempts
from inventaire.services.security_log import note

LASTS = timedelta(minutes=10)
NONE = "Ce service n’a pas de fournisseur d’identité."
STALE = "Cette connexion n’a pas commencé dans ce navigateur, ou date de plus de dix minutes\u00a0: recommencez."
DOWN = (
    "Le fournisseur d’identité ne répond pas comme il faut\u00a0: réessayez dans quelques minutes. "
    "Si cela dure, prévenez votre service informatique\u00a0: le journal du service en dit la raison."
)


def provider_name() -> str | None:
    """Give the name of the provider, as its button bears it; None where none is declared."""
    return _settings().name if current_app.config["PROVIDER"] else None


def provider_issuer() -> str | None:
    """Give what the provider signs its people with."""
    return _settings().issuer if current_app.config["PROVIDER"] else None


def origin_of(declared: Mapping[str, str] | None) -> str | None:
    """Give where a form may lead besides this service."""
    issuer = urlsplit(declared["issuer"]) if declared else None
    return f"{issuer.scheme}://{issuer.netloc}" if issuer else None


def leave(redirect_uri: str, *, anew: bool, **about: Any) -> tuple[str, str]:
    """Prepare a sign-in at the provider; give where to go, and what the browser must still hold when it comes back.

    `anew` where the provider must ask for the password even of somebody it knows; `about` comes back with it, as
    it was. Raises NotReady.
    """
    settings = _settings()
    try:
        started = begin(settings, redirect_uri, anew=anew)
    except NotReady as error:
        raise _down(error) from error
    return started.url, str(
        _signer().dumps([started.state, started.nonce, started.code_verifier, started.since, about])
    )


def come_back(kept: str, redirect_uri: str, query: Mapping[str, str], address: str) -> tuple[Person, dict[str, Any]]:
    """Give who came back from the provider, and what the sign-in was about.

    Each return asks the provider something: those that lead nowhere are counted by client address.
    Raises Refusal, TooSoon, NotReady.
    """
    settings = _settings()
    attempts.begin(None, address)
    try:
        *secrets, about = _signer().loads(kept, max_age=LASTS.seconds)
        person = finish(settings, Started("", *secrets), redirect_uri, query)
    except BadData:
        raise Refusal(STALE) from None
    except NotReady as error:
        raise _down(error) from error
    except Refusal:
        note("sign_in_failed", door="provider")
        raise
    attempts.forget_attempt(address)
    return person, about


def _settings() -> ProviderSettings:
    declared = current_app.config["PROVIDER"]
    if declared is None:
        raise NotFound(NONE)
    return ProviderSettings(**declared)


def _down(error: NotReady) -> NotReady:
    """Tell the log why, and people what to do: they cannot mend it."""
    current_app.logger.error("provider: %s", error)
    return NotReady(DOWN)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="provider")
