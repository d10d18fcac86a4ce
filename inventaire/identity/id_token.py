"""What a provider signed about a person; the one module that reads signatures."""

from collections.abc import Mapping
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from inventaire.domain.errors import Refusal
from inventaire.identity.openid import ProviderSettings

# Public-key signatures alone: none can be made with the secret that both sides know.
ALGORITHMS = [f"{kind}{size}" for kind in ("RS", "PS", "ES") for size in (256, 384, 512)] + ["EdDSA"]
CLOCKS_APART = 60  # seconds
LONGEST_SUBJECT = 255  # OpenID Connect Core, 2


def claims_of(
    answer: Mapping[str, Any], keys: Mapping[str, Any], settings: ProviderSettings, nonce: str, since: int = 0
) -> dict[str, Any]:
    """Read the identity token of an answer, once its signature and each of its claims hold.

    Raises Refusal when one does not.
    """
    try:
        claims = _checked(answer, keys, settings, nonce)
        if since and claims["auth_time"] < since - CLOCKS_APART:  # a browser may have dropped what was asked
            raise ValueError("auth_time")
        return dict(claims)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refusal(
            "La réponse du fournisseur d’identité n’est pas digne de foi (signature, destinataire ou date)\u00a0: "
            "reprenez depuis la page de connexion. Si cela se répète, prévenez le service informatique."
        ) from error


def _checked(answer: Mapping[str, Any], keys: Mapping[str, Any], settings: ProviderSettings, nonce: str) -> CodeIDToken:
    read = jwt.decode(answer["id_token"], KeySet.import_key_set({"keys": keys["keys"]}), ALGORITHMS)
    claims = CodeIDToken(
        read.claims,
        read.header,
        {"iss": {"essential": True, "value": settings.issuer}, "aud": {"essential": True, "value": settings.client_id}},
        {"nonce": nonce, "client_id": settings.client_id, "access_token": answer.get("access_token")},
    )
    claims.validate(leeway=CLOCKS_APART)
    subject = claims["sub"]
    if not (isinstance(subject, str) and subject.isprintable() and 0 < len(subject) <= LONGEST_SUBJECT):
        raise ValueError("sub")
    return claims
