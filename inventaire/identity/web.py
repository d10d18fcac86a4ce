"""A small question to a provider: bounded in size and in time, and never sent elsewhere."""

import json
from base64 import b64encode
from collections.abc import Mapping
from http.client import HTTPException, HTTPResponse  # noqa: TID251 - the exception of urllib
from time import monotonic
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import quote_plus, urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener  # noqa: TID251 - towards the provider that the administrator typed

from inventaire.domain.errors import NotReady
from inventaire.identity.person import is_private

PATIENCE = 5  # seconds for each silence, and for the whole of an answer
LARGEST = 1 << 18  # bytes; the largest documents of providers are ten times smaller
CHUNK = 1 << 14


class _Straight(HTTPRedirectHandler):
    """Follow nothing: a code or a secret goes where it was addressed, or nowhere."""

    def redirect_request(self, *_told: object) -> None:
        """Leave the answer as the fault that it is."""


OPENER = build_opener(_Straight)


def ask(url: str, form: Mapping[str, str] | None = None, authorization: str = "") -> dict[str, Any]:
    """Read an object of JSON at an address, after sending a form when there is one.

    Raises NotReady with a sentence when the provider does not give one.
    """
    if not is_private(url):
        raise NotReady(f"L’adresse {url} du fournisseur d’identité n’est pas chiffrée\u00a0: elle doit être en https.")
    body = urlencode(form).encode() if form is not None else None
    headers = {"Accept": "application/json"} | ({"Authorization": authorization} if authorization else {})
    try:
        with OPENER.open(Request(url, body, headers), timeout=PATIENCE) as answer:  # noqa: S310 - http(s), held above
            found = json.loads(_bounded(answer))
    except HTTPError as error:
        with error:
            raise NotReady(_unexpected(url, f"il répond par l’erreur {error.code}")) from error
    except (OSError, HTTPException, ValueError, RecursionError) as error:
        raise NotReady(_unexpected(url, "sa réponse manque, ou ne se lit pas")) from error
    if not isinstance(found, dict):
        raise NotReady(_unexpected(url, "sa réponse ne se lit pas"))
    return found


def basic(name: str, secret: str) -> str:
    """Write the header that names this service to the provider (RFC 6749, 2.3.1)."""
    return "Basic " + b64encode(f"{quote_plus(name)}:{quote_plus(secret)}".encode()).decode()


def _bounded(answer: HTTPResponse | IO[bytes]) -> bytes:
    received, until = b"", monotonic() + PATIENCE
    while chunk := answer.read1(CHUNK):  # type: ignore[union-attr]
        received += chunk
        if len(received) > LARGEST or monotonic() > until:
            raise ValueError("too much, or too slow")
    return received


def _unexpected(url: str, fault: str) -> str:
    return (
        f"Le fournisseur d’identité ne répond pas comme il faut ({url})\u00a0: {fault}. "
        "Réessayez dans quelques minutes, ou prévenez le service informatique."
    )
