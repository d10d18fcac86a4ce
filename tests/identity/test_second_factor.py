"""The six figures and the codes on paper: right ones open, once; nothing else does."""

import base64
import math
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from inventaire.identity.second_factor import (
    CODES,
    GROUP,
    GROUPS,
    LETTERS,
    PERIOD,
    accepted_step,
    address_of,
    drawing,
    new_nonce,
    new_recovery_codes,
    recovery_hash,
    secret_of,
)
from inventaire.models import RecoveryCode

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
# RFC 6238, appendix B, SHA-1: the last six of its eight figures.
VECTORS = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]
NOW = datetime.fromtimestamp(1111111111, UTC)
CODE = "050471"


@pytest.mark.parametrize(("seconds", "code"), VECTORS)
def test_the_codes_are_those_of_the_standard(seconds, code):
    at = datetime.fromtimestamp(seconds, UTC)
    assert accepted_step(RFC_SECRET, code, at, last_step=None) == seconds // PERIOD


@pytest.mark.parametrize(("periods", "accepted"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_period_off_and_no_more(periods, accepted):
    at = NOW + timedelta(seconds=periods * PERIOD)
    assert (accepted_step(RFC_SECRET, CODE, at, last_step=None) is not None) is accepted


def test_a_code_is_good_once_and_an_older_one_no_longer():
    step = accepted_step(RFC_SECRET, CODE, NOW, last_step=None)
    assert accepted_step(RFC_SECRET, CODE, NOW, last_step=step) is None
    assert accepted_step(RFC_SECRET, CODE, NOW, last_step=step + 1) is None
    assert accepted_step(RFC_SECRET, CODE, NOW, last_step=step - 1) == step


@pytest.mark.parametrize("code", ["050 471", " 050471 ", "050\u202f471"])
def test_a_code_may_be_typed_with_spaces(code):
    assert accepted_step(RFC_SECRET, code, NOW, last_step=None)


@pytest.mark.parametrize("code", ["", "050472", "0504711", "50471", "٠٥٠٤٧١", "é", "\0", "050471" * 10_000])
def test_anything_else_is_refused(code):
    assert accepted_step(RFC_SECRET, code, NOW, last_step=None) is None


def test_a_secret_comes_back_from_the_key_and_the_nonce_alone():
    nonce = new_nonce()
    secret = secret_of("k" * 40, nonce)
    assert secret == secret_of("k" * 40, nonce)
    assert re.fullmatch("[A-Z2-7]{32}", secret)
    assert secret not in {secret_of("j" * 40, nonce), secret_of("k" * 40, new_nonce())}


def test_the_address_says_the_person_the_town_and_the_product():
    address = urlsplit(address_of(RFC_SECRET, "camille@valbrume.example", "Saint-Étienne"))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == "/Inventaire:camille@valbrume.example (Saint-Étienne)"
    assert parse_qs(address.query) == {"secret": [RFC_SECRET], "issuer": ["Inventaire"]}


def test_the_drawing_is_an_image_with_a_name_and_without_style():
    svg = BeautifulSoup(drawing(address_of(RFC_SECRET, "a" * 120, "Valbrume")), "html.parser").svg
    assert svg["role"] == "img"
    assert svg.title.text == "Code à lire avec le téléphone"
    assert svg.select_one("path[d]")
    assert not svg.select("[style], style, script, image")


def test_recovery_codes_all_differ_and_are_long_enough():
    codes = new_recovery_codes()
    assert len(set(codes)) == len(codes) == CODES
    assert all(re.fullmatch(rf"([{LETTERS}]{{4}}-){{2}}[{LETTERS}]{{4}}", code) for code in codes)
    assert GROUPS * GROUP * math.log2(len(LETTERS)) >= 50


def test_the_hash_of_a_recovery_code_forgives_how_it_is_typed_and_nothing_else():
    kept = recovery_hash("abcd-efgh-jkmn", "sel")
    assert recovery_hash(" ABCD efgh\u2011jkmn\n", "sel") == kept
    assert "abcd" not in kept
    assert len(kept) == RecoveryCode.code_hash.type.length  # as its column keeps it
    assert kept not in {recovery_hash("abcd-efgh-jkmp", "sel"), recovery_hash("abcd-efgh-jkmn", "autre sel")}
