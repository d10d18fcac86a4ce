"""A password is refused with what is wrong with it."""

import pytest

from inventaire.domain.passwords import password_faults

OWN = ("Camille Martin", "camille@valbrume.example", "Valbrume")


@pytest.mark.parametrize("password", ["une phrase que nul ne devine", "Zx7!kqPw9#rTm2", "la buse mange le mulot gris"])
def test_a_long_phrase_is_accepted(password):
    assert password_faults(password, OWN) == []


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("trop court", "12 signes"),
        ("aaaaaaaaaaaaaaa", "répète"),
        ("bienvenue a valbrume", "ni votre nom"),
        ("le poste de MARTIN ici", "ni votre nom"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password, fault):
    assert fault in " ".join(password_faults(password, OWN))
