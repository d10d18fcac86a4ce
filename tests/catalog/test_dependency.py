"""The grid of dependency: whole, dated, and every fault found with its line."""

import shutil
from datetime import date

import pytest

from inventaire.catalog.check import check_catalog
from inventaire.catalog.dependency import NAME, load_grid
from inventaire.catalog.location import catalog_folder
from inventaire.domain.dependency.finding import FINDERS
from inventaire.domain.dependency.profile import RiskKind
from tests.catalog.test_check import spoil

TODAY = date(2026, 11, 22)


@pytest.fixture
def copied(tmp_path):
    for file in catalog_folder().glob("*.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def test_every_risk_is_asked_about_and_every_finder_has_its_question():
    grid = load_grid(TODAY)
    assert {each.risk for each in grid.criteria} == set(RiskKind) == set(grid.questions)
    assert FINDERS.keys() <= {each.id for each in grid.criteria}


def test_every_answer_says_why_and_every_criterion_can_be_answered_well():
    for criterion in load_grid(TODAY).criteria:
        assert all(each.label and each.reason for each in criterion.options), criterion.id
        assert min(each.level for each in criterion.options) == 0, criterion.id


def test_no_word_of_the_grid_accuses_or_adds_the_risks_up():
    text = (catalog_folder() / NAME).read_text("utf-8").lower()
    assert not [word for word in ("illégal", "note globale", "score global") if word in text]


def test_a_new_value_counts_from_its_date_and_the_old_one_before(copied):
    spoil(
        copied,
        NAME,
        '  values:\n    2026-11-22:\n      weight: 3\n      answers:\n        "no"',
        "  values:\n    2027-01-01:\n      weight: 9\n      answers:\n"
        '        "no": {label_fr: Non, level: 0, points: 0, reason_fr: Rien.}\n'
        '        "yes": {label_fr: Oui, level: 4, points: 90, reason_fr: Tout.}\n'
        '    2026-11-22:\n      weight: 3\n      answers:\n        "no"',
    )
    assert check_catalog(copied) == []
    weights = {}
    for day in (date(2020, 1, 1), date(2026, 12, 31), date(2027, 1, 1)):
        (criterion,) = [each for each in load_grid(day, copied).criteria if each.id == "cloud-act"]
        weights[day.year, day.month] = (criterion.weight, criterion.option("yes").level, criterion.since.year)
    assert weights == {(2020, 1): (3, 3, 2026), (2026, 12): (3, 3, 2026), (2027, 1): (9, 4, 2027)}


FAULTS = {
    "unknown key": ("  ages: true\n", "  ages: true\n  couleur: bleu\n", "pas connue"),
    "level out of range": ("level: 4, points: 100", "level: 5, points: 100", "n’est pas admis"),
    "points out of range": ("points: 100", "points: 101", "n’est pas admis"),
    "measures out of order": ("at_least: 25", "at_least: 0", "croissantes"),
    "unknown source": ("sources: [senat-2025]", "sources: [nulle-part]", "nulle-part"),
    "unknown risk": ("risk: lock_in", "risk: prix", "prix"),
    "criterion twice": ("- id: cloud-act", "- id: controller-law", "double"),
    "no weight": ("      weight: 4\n", "", "manque"),
}


@pytest.mark.parametrize(("old", "new", "told"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found(copied, old, new, told):
    spoil(copied, NAME, old, new)
    faults = check_catalog(copied)
    assert [fault.file for fault in faults] == [NAME]
    assert told in faults[0].message_fr
