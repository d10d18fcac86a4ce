"""A provider that lies, or that somebody speaks for: no answer of its own makes a person."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

from inventaire.domain.errors import NotReady, Refusal
from inventaire.identity.openid import begin, description_of, finish
from tests.identity.provider import REDIRECT, SECRET, settings_for

KEY = RSAKey.generate_key(2048, {"kid": "une", "use": "sig"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "une", "use": "sig"})
ELLIPTIC = ECKey.generate_key("P-256", {"kid": "courbe"})
SHARED = OctKey.import_key(SECRET, {"kid": "une"})
UNTRUSTED, UNREADABLE = "pas digne de foi", "ne répond pas comme il faut"


class Provider(ThreadingHTTPServer):
    """Answers right unless a test changes something."""

    daemon_threads = True

    def handle_error(self, request, client_address):
        """Say nothing of a caller that left in the middle of an answer too long for it."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.description = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
        }
        self.key, self.algorithm, self.header = KEY, "RS256", {"kid": "une"}
        self.keys = KeySet([KEY, ELLIPTIC]).as_dict()
        self.claims, self.without = {}, set()
        self.token = self.more = None
        self.raw = {}  # address → the function that writes the whole answer
        self.received = []

    def right_claims(self):
        now = int(time.time())
        right = {"iss": self.issuer, "aud": "inventaire", "sub": "élise", "iat": now, "exp": now + 60}
        right |= {"nonce": self.nonce, "email": "elise@valbrume.example", "name": "Élise Noël"} | self.claims
        return {key: value for key, value in right.items() if key not in self.without}

    def answer_to(self, path):
        if path == "/token":
            signed = jwt.encode(self.header | {"alg": self.algorithm}, self.right_claims(), self.key, [self.algorithm])
            return {
                "id_token": self.token() if callable(self.token) else self.token or signed,
                "access_token": "a",
                "token_type": "Bearer",
            }
        known = {"/.well-known/openid-configuration": self.description, "/jwks": self.keys, "/me": self.more}
        return known[path]


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.server.received.append((self.path, self.headers.get("Authorization"), body))
        if self.path in self.server.raw:
            self.server.raw[self.path](self.wfile)
        else:
            answer = json.dumps(self.server.answer_to(self.path)).encode()
            self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n" + answer)

    do_POST = do_GET  # noqa: N815 - named by http.server

    def log_message(self, *args):
        pass


@pytest.fixture
def provider():
    server = Provider()
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def signed_in(provider, **brought):
    settings = settings_for(provider.issuer)
    started = begin(settings, REDIRECT)
    provider.nonce = started.nonce
    return finish(settings, started, REDIRECT, {"state": started.state, "code": "c"} | brought)


def test_the_provider_of_these_tests_is_believed_when_it_tells_the_truth(provider):
    assert signed_in(provider).name == "Élise Noël"


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "autre"},
        {"nonce": ""},
        {"aud": "autre"},
        {"aud": []},
        {"aud": "autre", "azp": "inventaire"},
        {"aud": ["autre", "encore"]},
        {"aud": ["inventaire", "autre"]},
        {"aud": ["inventaire", "autre"], "azp": "autre"},
        {"azp": "autre"},
        {"iss": "https://ailleurs.example"},
        {"iss": ["https://ailleurs.example"]},
        {"exp": 1},
        {"exp": int(time.time()) - 3_600},
        {"exp": "jamais"},
        {"exp": None},
        {"exp": float("nan")},
        {"exp": float("inf")},
        {"iat": int(time.time()) + 3_600},
        {"nbf": int(time.time()) + 3_600},
        {"sub": ""},
        {"sub": "a" * 256},
        {"sub": 7},
        {"sub": None},
        {"sub": ["élise"]},
        {"sub": "élise\0"},
        {"at_hash": "autre"},
    ],
    ids=str,
)
def test_a_claim_that_does_not_hold_is_refused(provider, lie):
    provider.claims = lie
    with pytest.raises(Refusal, match=UNTRUSTED):
        signed_in(provider)


@pytest.mark.parametrize("claim", ["iss", "sub", "aud", "exp", "iat", "nonce"])
def test_a_claim_that_is_missing_is_refused(provider, claim):
    provider.without = {claim}
    with pytest.raises(Refusal, match=UNTRUSTED):
        signed_in(provider)


def test_several_audiences_are_accepted_when_this_service_is_the_one_that_asked(provider):
    provider.claims = {"aud": ["inventaire", "autre"], "azp": "inventaire"}
    assert signed_in(provider).subject == "élise"


@pytest.mark.parametrize(
    "change",
    [
        {"key": OTHER_KEY},
        {"key": SHARED, "algorithm": "HS256"},
        {"key": SHARED, "algorithm": "HS256", "keys": {"keys": [SHARED.as_dict()]}},
        {"key": SHARED, "algorithm": "HS256", "keys": {"keys": [KEY.as_dict(), SHARED.as_dict()]}},
        {"header": {"kid": "absente"}},
        {"header": {}},
        {"header": {"kid": "courbe"}},
        {"header": {"kid": "une", "jwk": OTHER_KEY.as_dict(private=False)}, "key": OTHER_KEY},
        {"keys": {"keys": []}},
        {"keys": {"keys": None}},
        {"keys": {"keys": [None]}},
        {"keys": {"keys": [{"kty": "RSA"}]}},
        {"keys": {"keys": [{"kty": ["RSA"]}]}},
        {"keys": {"autre": []}},
        {"keys": {"keys": [KEY.as_dict() | {"use": "enc"}]}},
    ],
    ids=lambda change: "-".join(change),
)
def test_a_signature_of_anybody_else_is_refused(provider, change):
    vars(provider).update(change)
    with pytest.raises(Refusal, match=UNTRUSTED):
        signed_in(provider)


def test_a_key_of_a_kind_not_known_here_does_not_hide_the_others(provider):
    provider.keys = {"keys": [{"kty": "AKP", "kid": "post-quantique"}, *provider.keys["keys"]]}
    assert signed_in(provider).subject == "élise"


@pytest.mark.parametrize("algorithm", ["RS512", "PS256"])
def test_other_public_signatures_are_known(provider, algorithm):
    provider.algorithm = algorithm
    assert signed_in(provider).subject == "élise"


@pytest.mark.parametrize("token", ["", "a.b.c", "a", "é.é.é", "." * 1_000, 7, ["a"], {"a": 1}], ids=str)
def test_what_is_not_a_signed_token_is_refused(provider, token):
    provider.token = token or "."
    with pytest.raises(Refusal, match=UNTRUSTED):
        signed_in(provider)


def forged(header, provider, sign=lambda _signed: b""):
    """Write a token without the library, which would refuse to."""
    signed = f"{encoded(header)}.{encoded(provider.right_claims())}"
    return f"{signed}.{urlsafe_b64encode(sign(signed.encode())).decode().rstrip('=')}"


def encoded(part):
    return urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "header", [{"alg": "none"}, {"alg": "None"}, {"alg": ""}, {"alg": None}, {}, {"kid": "une"}], ids=str
)
def test_an_unsigned_token_with_right_claims_is_refused(provider, header):
    provider.token = lambda: forged(header, provider)
    with pytest.raises(Refusal, match=UNTRUSTED):
        signed_in(provider)


@pytest.mark.parametrize("secret", [KEY.as_pem(private=False), KEY.as_der(private=False), SECRET.encode()])
def test_neither_the_public_key_nor_the_secret_signs_for_the_provider(provider, secret):
    header = {"alg": "HS256", "kid": "une"}
    provider.token = lambda: forged(header, provider, lambda signed: hmac.digest(secret, signed, "sha256"))
    with pytest.raises(Refusal, match=UNTRUSTED):
        signed_in(provider)


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://ailleurs.example"},
        {"issuer": None},
        {"token_endpoint": None},
        {"token_endpoint": "http://ailleurs.invalid/token"},
        {"token_endpoint": "https://ailleurs.invalid/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": ["a"]},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"userinfo_endpoint": "http://ailleurs.invalid/me"},
        {"userinfo_endpoint": 7},
    ],
    ids=str,
)
def test_a_description_that_leads_elsewhere_is_refused(provider, change):
    provider.description |= change
    with pytest.raises(NotReady, match=r"sous un autre nom|toutes ses adresses"):
        begin(settings_for(provider.issuer), REDIRECT)


def test_a_secret_is_written_in_the_form_where_the_provider_only_reads_it_there(provider):
    provider.description["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
    signed_in(provider)
    told = next(one for one in provider.received if one[0] == "/token")
    assert told[1] is None
    assert "client_secret=un+secret+assez+long%3A+%2B%25" in told[2]


@pytest.mark.parametrize("methods", [7, "client_secret_basic", {}, None, ["client_secret_basic"]])
def test_a_secret_stays_in_the_header_otherwise(provider, methods):
    provider.description["token_endpoint_auth_methods_supported"] = methods
    signed_in(provider)
    told = next(one for one in provider.received if one[0] == "/token")
    assert told[1].startswith("Basic ")
    assert "secret" not in told[2]


@pytest.mark.parametrize(
    ("told", "email"),
    [
        ({"sub": "élise", "email": "elise@valbrume.example"}, "elise@valbrume.example"),
        ({"sub": "quelqu’un d’autre", "email": "maire@valbrume.example"}, ""),
        ({"email": "maire@valbrume.example"}, ""),
        ({"sub": "élise", "email": None}, ""),
        ({"sub": "élise", "email": ["a"]}, ""),
        ({"sub": "élise", "email": "a\0@valbrume.example"}, ""),
        (["élise"], ""),
    ],
)
def test_what_is_told_beside_the_token_only_counts_for_the_same_person(provider, told, email):
    provider.description["userinfo_endpoint"] = f"{provider.issuer}/me"
    provider.without, provider.more = {"email"}, told
    person = signed_in(provider)
    assert (person.subject, person.email) == ("élise", email)


def written(text):
    return lambda output: output.write(text)


def dripping(output):
    output.write(b"HTTP/1.0 200 OK\r\n\r\n{")
    for _ in range(40):
        time.sleep(0.1)
        output.write(b" ")


ANSWERS = {
    "an error": written(b'HTTP/1.0 400 Bad Request\r\n\r\n{"error": "invalid_grant"}'),
    "a fault": written(b"HTTP/1.0 500 Oops\r\n\r\n<html>"),
    "a redirection": written(b"HTTP/1.0 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n"),
    "a redirection to itself": written(b"HTTP/1.0 307 Found\r\nLocation: /jwks\r\n\r\n"),
    "nothing": written(b""),
    "no HTTP": written(b"bonjour\r\n\r\n"),
    "no JSON": written(b"HTTP/1.0 200 OK\r\n\r\n<html></html>"),
    "no object": written(b"HTTP/1.0 200 OK\r\n\r\n[]"),
    "no UTF-8": written(b'HTTP/1.0 200 OK\r\n\r\n{"a": "\xff"}'),
    "a deep answer": written(b"HTTP/1.0 200 OK\r\n\r\n" + b'{"a":' * 40_000),
    "a long number": written(b"HTTP/1.0 200 OK\r\n\r\n" + b"9" * 100_000),
    "a huge answer": written(b'HTTP/1.0 200 OK\r\n\r\n{"a": "' + b"a" * (1 << 22) + b'"}'),
    "a cut answer": written(b'HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\n{"a": '),
    "a slow answer": dripping,
    "a long silence": lambda output: time.sleep(3),
}


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/jwks"])
@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_that_cannot_be_one_is_said_in_a_sentence(provider, monkeypatch, path, answer):
    monkeypatch.setattr("inventaire.identity.web.PATIENCE", 1)
    provider.raw[path] = ANSWERS[answer]
    before = time.monotonic()
    with pytest.raises(NotReady, match=UNREADABLE):
        signed_in(provider)
    assert time.monotonic() - before < 2.5


def test_a_description_is_kept_a_few_minutes_and_a_failure_is_not(provider):
    settings = settings_for(provider.issuer)
    provider.raw["/.well-known/openid-configuration"] = ANSWERS["a fault"]
    with pytest.raises(NotReady):
        description_of(settings)
    provider.raw.clear()
    assert description_of(settings) == description_of(settings) == provider.description
    assert len(provider.received) == 2
