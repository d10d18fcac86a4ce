"""A password is refused with what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.common_passwords import COMMON, WALKS
from inventaire.domain.passwords import BITS, RULE, SHORTEST, bits, password_faults

OWN = ("Camille Martin", "camille@valbrume.example", "Valbrume", "Élise Noël-Ébrard")
ACCEPTED = [
    "une phrase que nul ne devine",
    "une phrase que nul ne devine 7",
    "Zx7!kqPw9#rTm2",
    "la buse mange le mulot gris",
    "les quatre saisons de vivaldi",
    "trois pommes vertes",
    "mon chat dort au soleil",
    "le chat de marseille dort",
    "cheval rouge table lampe",
    "nos ancetres marchaient pieds nus",
    "aB3$eF7!kL9?",
    "xkqzvbnwtrpl",
    "brouette-violon-marais",
    "VOILIER PERDU EN BRUME",
    "j’ai planté 12 rosiers hier",
    "Хорошо сидим, друзья",
    "今日はとても良い天気ですね",
    "😀🐟🚲🌧️🎻🧦🥔🪴🛶🧭🪣🐌",
    "8f3b1c9d2e7a4650",
    "4821397510293471",
    "f" + "une phrase que nul ne devine" * 40,
]
GUESSED = [
    "motdepasse123",
    "MotDePasse2026",
    "M0td3p@sse2024",
    "m0td3pa$$3!!",
    "motdepasse motdepasse",
    "motdepassedelamairie",
    "monmotdepasse1",
    "Mot de passe 1",
    "password1234",
    "P@ssw0rd2026!",
    "passwordpassword",
    "azertyuiop123",
    "AZERTYUIOP!!",
    "azerty123456",
    "azerty AZERTY 123456",
    "azertyuiopqsdfghjklmwxcvbn",
    "poiuytreza321",
    "qwertyuiop12",
    "qsdfghjklm12",
    "1qaz2wsx3edc",
    "1a2z3e4r5t6y",
    "aqwzsxedcrfv",
    "123456789012",
    "01234567890123",
    "987654321098",
    "abcdefghijklm",
    "abc123def456",
    "abcdef123456",
    "13071985 1985",
    "13/07/1985 paris",
    "2024-2025-2026",
    "060606060606 ville",
    "Bonjour2026!!",
    "Bonjour-2026",
    "bonjourbonjour2",
    "Bienvenue2026!",
    "bienvenue123456",
    "Mairie2026mairie",
    "mairie" * 8,
    "Mairie-de-ville",
    "commune.2026.mairie",
    "Informatique2026",
    "administrateur1",
    "Administration!",
    "admin.admin.2026",
    "changeme2026!",
    "Provisoire2026",
    "marseille1993",
    "Marseille13om!",
    "olympiquedemarseille",
    "toulouse31000!",
    "doudoudoudou12",
    "DoudouChouchou",
    "soleil soleil 2",
    "soleil lune etoile nuage",
    "jetaimemonamour",
    "JaimeMonChien1",
    "chocolat123!",
    "Vacances d’été 2026",
    "Printemps2026!",
    "Janvier-2026-fevrier",
    "libertéégalitéfraternité",
    "LiberteEgaliteFraternite2026",
    "nicolas1987!",
    "dragonball2005",
    "correcthorsebatterystaple",
]


@pytest.mark.parametrize("password", ACCEPTED)
def test_what_nobody_guesses_is_accepted(password):
    assert password_faults(password, OWN) == []


@pytest.mark.parametrize("password", GUESSED)
def test_what_everyone_types_is_refused(password):
    assert len(password) >= SHORTEST
    faults = " ".join(password_faults(password, OWN))
    assert "se devine vite" in faults or "répète" in faults


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("", "12 signes"),
        ("trop court", "12 signes"),
        ("onze signes", "12 signes"),
        ("aaaaaaaaaaaaaaa", "répète"),
        ("bienvenue a valbrume", "ni votre nom"),
        ("le poste de MARTIN ici", "ni votre nom"),
        ("le poste de M4rt1n ici", "ni votre nom"),
        ("le poste d’elise ici", "ni votre nom"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password, fault):
    assert fault in " ".join(password_faults(password, OWN))


@given(st.text(max_size=300), st.lists(st.text(max_size=30)))
def test_any_text_gets_an_answer(password, own_words):
    assert all(isinstance(fault, str) for fault in password_faults(password, own_words))


@given(
    st.lists(st.sampled_from(sorted(COMMON)), min_size=1, max_size=5), st.sampled_from(["", "1", "!", "2026", "12!"])
)
def test_five_common_words_at_most_never_make_a_password(words, tail):
    assert bits("".join(words)) < BITS
    assert password_faults("".join(words[:3]).capitalize() + tail, ())


@given(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=40))
def test_nothing_is_worth_more_than_signs_drawn_at_random(text):
    assert bits(text) <= len(text) * 6.6


def test_the_common_words_are_written_as_they_are_compared():
    assert all(word.isascii() and word.isalpha() and word.islower() for word in COMMON)
    assert all(walk == walk.lower() for walk in WALKS)


def test_the_rule_says_the_length_and_the_entropy():
    assert "12 signes" in RULE
    assert "50\u00a0bits" in RULE
