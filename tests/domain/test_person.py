"""A person in texts: found as people write names, and put out of them."""

from datetime import date

import pytest

from inventaire.domain.block_json import document_as_json, document_from_json
from inventaire.domain.blocks import Document, Heading, Paragraph
from inventaire.domain.errors import Refusal
from inventaire.domain.person import names, without, words_of


@pytest.mark.parametrize(
    ("text", "value", "there"),
    [
        ("dupont", "PC-DUPONT", True),
        ("Émilie Dupont", "dupont EMILIE", True),
        ("Dupont Émilie", {"after": {"name": ["x", "Poste d’Émilie Dupont"]}}, True),
        ("Émilie Dupont", ["Émilie", "Dupont"], False),
        ("Dupont", {"Dupont": "Durand"}, False),
        ("Dupont", 12, False),
        ("Dupont", None, False),
        ("d.dupont@mairie.example", "D.Dupont@mairie.example", True),
    ],
)
def test_a_name_is_found_whatever_its_case_accents_and_order(text, value, there):
    assert names(words_of(text), value) is there


@pytest.mark.parametrize("text", ["", "  ", "é", "ab", "a b"])
def test_a_text_that_would_be_everywhere_is_refused(text):
    with pytest.raises(Refusal, match="au moins 3 lettres"):
        words_of(text)


def test_only_the_texts_that_name_the_person_are_erased():
    values = {"name": "PC-DUPONT", "quantity": 2, "changes": [["Mme Dupont", None], "Durand"]}
    assert without(("dupont",), values) == {
        "name": "(effacé)",
        "quantity": 2,
        "changes": [["(effacé)", None], "Durand"],
    }


def test_the_marks_that_make_a_document_one_again_name_nobody():
    kept = document_as_json(
        Document(
            "Rapport", "Valbrume", date(2026, 1, 1), (Heading(1, "Notes", "notes"), Paragraph("Note de Paragraph"))
        )
    )
    assert not names(("2026-01-01",), kept)
    assert names(("paragraph",), kept)
    left = document_from_json(without(("paragraph",), without(("notes",), kept)))
    assert left.blocks == (Heading(1, "(effacé)", "notes"), Paragraph("(effacé)"))
