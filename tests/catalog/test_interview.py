"""The questions of the interview hold together, and each fault is told with its line."""

import shutil

import pytest

from inventaire.catalog.check import check_catalog
from inventaire.catalog.interview import load_interview
from inventaire.catalog.location import catalog_folder
from inventaire.domain.interview import QuestionKind

ALL = [question for theme in load_interview() for question in theme.questions]
SUBJECTS = (
    "messagerie reseau-social chat formulaire visio assistant-ia vsa ecran-public ent-ecole annuaire impression "
    "bureau-distant telephonie federation"
)


def test_every_subject_that_inventories_never_hold_is_asked():
    asked = {function for question in ALL for function in question.functions}
    assert set(SUBJECTS.split()) <= asked
    counted = {question.category.value for question in ALL if question.category}
    assert {"cctv_camera", "outdoor_led_screen", "ip_phone", "smartphone"} <= counted


def test_every_question_has_examples_and_somebody_to_ask():
    assert all(question.help_fr.endswith((".", "?", ")")) and question.ask_fr for question in ALL)
    assert {question.kind for question in ALL} == set(QuestionKind)


FAULTS = {
    "an unknown tool": ("    first: [facebook, ", "    first: [minitel, facebook, ", "« minitel » (first)"),
    "an unknown function": ("    functions: [visio]", "    functions: [foudre]", "« foudre » (functions)"),
    "a tool left out for nothing": ("    without: [mobilizon]", "    without: [zoom]", "« zoom » (without)"),
    "twice the same question": ("  - id: videos\n", "  - id: comptes-sociaux\n", "existe déjà"),
    "an accent in an id": ("  - id: videos\n", "  - id: vidéos\n", "sans accent"),
    "a straight apostrophe": ("L’adresse du lien", "L''adresse du lien", "apostrophe"),
    "an unknown key": ("    ask_fr: au secrétariat\n", "    ask_fr: au secrétariat\n    avis: bon\n", "pas connue"),
    "an unknown kind": ("    kind: date\n", "    kind: heure\n", "n’est pas admis"),
    "an unknown category": ("    category: nvr\n", "    category: magnetoscope\n", "n’est pas admis"),
    "tools of no function": ("    functions: [visio]\n", "", "de quelles fonctions"),
    "a choice of nothing": ("    kind: date\n", "    kind: choice\n", "donnez ses réponses"),
    "a lot without a name": ("    category: nvr\n", "", "donnez sa catégorie"),
}


@pytest.mark.parametrize(("old", "new", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_file_and_its_line(tmp_path, old, new, told):
    for file in catalog_folder().glob("*.yaml"):
        shutil.copy(file, tmp_path)
    text = (tmp_path / "interview.yaml").read_text("utf-8")
    assert old in text
    (tmp_path / "interview.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [fault for fault in check_catalog(tmp_path) if told in fault.message_fr.replace("\u00a0", " ")]
    assert [fault.file for fault in found] == ["interview.yaml"], check_catalog(tmp_path)
    assert abs(found[0].line - text[: text.index(old)].count("\n")) <= 12
