"""Sign-in through an OpenID Connect provider: leave for it, come back with a code, know a person."""

import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from time import monotonic, time
from typing import Any
from urllib.parse import urlsplit

from inventaire.domain.errors import NotReady, Refusal
from inventaire.identity.person import Person, is_private
from inventaire.identity.web import ask, basic

FRESH = 300  # seconds that a provider's description is kept
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
PEOPLE = "userinfo_endpoint"
SCOPE = "openid email profile"
ERROR = re.compile(r"[a-z_]{1,40}")


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """A provider and how this service is known there; `name` is the word on the button."""

    issuer: str
    client_id: str
    client_secret: str
    name: str


@dataclass(frozen=True, slots=True)
class Started:
    """Where to send the browser, and what must be kept in its session until it comes back.

    `since` [Unix time]: the provider must have asked for the password after that; 0 where it may know the person.
    """

    url: str
    state: str
    nonce: str
    code_verifier: str
    since: int = 0


def begin(settings: ProviderSettings, redirect_uri: str, *, anew: bool = False) -> Started:
    """Prepare one sign-in at the provider; `anew` where somebody whom it may know already must prove it again."""
    _library()
    from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
    from authlib.oauth2.rfc7636 import create_s256_code_challenge

    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    url = prepare_grant_uri(
        description_of(settings)["authorization_endpoint"],
        settings.client_id,
        "code",
        redirect_uri,
        SCOPE,
        state,
        nonce=nonce,
        code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
        **({"prompt": "login", "max_age": "0"} if anew else {}),
    )
    return Started(url, state, nonce, verifier, int(time()) if anew else 0)


def finish(settings: ProviderSettings, started: Started, redirect_uri: str, query: Mapping[str, str]) -> Person:
    """Turn what the browser brought back into a person.

    Raises Refusal with a sentence when anything is not as it was left.
    """
    _library()
    from inventaire.identity.id_token import claims_of

    provider = description_of(settings)
    _check_return(provider, started, query)
    answer = _exchange(settings, provider, started, redirect_uri, query["code"])
    claims = claims_of(answer, ask(provider["jwks_uri"]), settings, started.nonce, started.since)
    told = claims | _more(provider, answer, claims)
    return Person(settings.issuer, claims["sub"], _text(told, "email"), _text(told, "name"))


def description_of(settings: ProviderSettings) -> dict[str, Any]:
    """Read how the provider describes itself, at most every few minutes."""
    return _description(settings.issuer, int(monotonic() // FRESH))


@lru_cache(maxsize=16)
def _description(issuer: str, _period: int) -> dict[str, Any]:
    found = ask(issuer.rstrip("/") + "/.well-known/openid-configuration")
    if found.get("issuer") != issuer:
        raise NotReady(
            f"Le fournisseur d’identité {issuer} se présente sous un autre nom\u00a0: "
            "recopiez son adresse («\u00a0issuer\u00a0») telle qu’il l’écrit, barre finale comprise."
        )
    if not all(_stands_with(issuer, found.get(key)) for key in (*ENDPOINTS, *({PEOPLE} & found.keys()))):
        raise NotReady(f"Le fournisseur d’identité {issuer} ne donne pas toutes ses adresses, ou pas en https.")
    return found


def _stands_with(issuer: str, url: object) -> bool:
    """Say whether an address is as protected as the issuer's: none leads back into this machine from outside."""
    return isinstance(url, str) and is_private(url) and urlsplit(url).scheme == urlsplit(issuer).scheme


def _check_return(provider: Mapping[str, Any], started: Started, query: Mapping[str, str]) -> None:
    """Hold what came back to what was sent: the same sign-in, the same provider (RFC 9207), a code."""
    if not hmac.compare_digest(query.get("state", "").encode(), started.state.encode()):
        raise Refusal("Cette connexion n’a pas commencé ici, ou date trop\u00a0: reprenez depuis la page de connexion.")
    promised = provider.get("authorization_response_iss_parameter_supported") is True
    if query.get("iss", "" if promised else provider["issuer"]) != provider["issuer"]:
        raise Refusal(
            "Cette réponse vient d’un autre fournisseur d’identité\u00a0: reprenez depuis la page de connexion."
        )
    if not query.get("code"):
        told = ERROR.fullmatch(query.get("error", ""))
        raise Refusal(
            f"Le fournisseur d’identité n’a pas ouvert la connexion{f' ({told[0]})' if told else ''}\u00a0: "
            "recommencez, ou prévenez le service informatique."
        )


def _exchange(
    settings: ProviderSettings, provider: Mapping[str, Any], started: Started, redirect_uri: str, code: str
) -> dict[str, Any]:
    """Trade the code for the tokens, with the secret in a header unless the provider only reads it in the form."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": started.code_verifier,
    }
    methods = provider.get("token_endpoint_auth_methods_supported")
    if isinstance(methods, list) and "client_secret_basic" not in methods:
        named = {"client_id": settings.client_id, "client_secret": settings.client_secret}
        return ask(provider["token_endpoint"], form | named)
    return ask(provider["token_endpoint"], form, basic(settings.client_id, settings.client_secret))


def _more(provider: Mapping[str, Any], answer: Mapping[str, Any], claims: Mapping[str, Any]) -> dict[str, Any]:
    """Ask for the address and the name where the token did not hold them; nobody is kept out for want of them."""
    if "email" in claims or PEOPLE not in provider:
        return {}
    try:
        told = ask(provider[PEOPLE], authorization=f"Bearer {answer.get('access_token', '')}")
    except NotReady:
        return {}
    return told if told.get("sub") == claims["sub"] else {}


def _text(told: Mapping[str, Any], key: str) -> str:
    return told[key] if isinstance(told.get(key), str) and told[key].isprintable() else ""


def _library() -> None:
    if find_spec("authlib") is None:
        raise NotReady(
            "La connexion par un fournisseur d’identité demande la bibliothèque Authlib\u00a0: "
            "installez inventaire[oidc]."
        )
