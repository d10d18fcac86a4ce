"""The levels and the scores of a dependency: cases worked by hand, and what holds whatever the answers."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from inventaire.catalog.dependency import load_grid
from inventaire.domain.dependency.facts import CatalogFacts, Facts, Role, SupportFacts, Way
from inventaire.domain.dependency.finding import answers_found
from inventaire.domain.dependency.profile import Basis, Found, RiskKind, assess, in_words, months_between
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import Delivery, ExportKind, HostingPlace, PersonalData

BOOK = yaml.safe_load((Path(__file__).parents[2] / "cases" / "dependency.yaml").read_text("utf-8"))
TODAY = BOOK["today"]
CRITERIA = load_grid(TODAY).criteria
WEIGHTS = {RiskKind.JURISDICTION: 13, RiskKind.LOCK_IN: 15, RiskKind.CONTINUITY: 16}
TERMS = {
    "delivery": Delivery,
    "hosting_place": HostingPlace,
    "personal_data": PersonalData,
    "export_kind": ExportKind,
}


def facts_of(written):
    terms = {name: TERMS[name](value) if name in TERMS else value for name, value in written.items()}
    return Facts(
        **terms
        | ({"tool": tool_of(written["tool"])} if "tool" in written else {})
        | ({"support": SupportFacts(**written["support"])} if "support" in written else {})
    )


def tool_of(written):
    known = {"reviewed_on": date(2026, 11, 21), "is_free": False} | written
    delivery = Delivery(known["delivery"]) if "delivery" in known else None
    return CatalogFacts(**known | {"delivery": delivery, "roles": tuple(role_of(each) for each in known["roles"])})


def role_of(written):
    ways = [Way(way["name"], way["fit"], frozenset(way.get("requires", ()))) for way in written.get("ways", ())]
    return Role(**written | {"ways": tuple(ways)})


def own_of(written):
    return {
        criterion: Found(
            said["value"],
            "",
            Basis.OWN,
            PartialDate.parse(said["dated_on"]) if "dated_on" in said else None,
        )
        for criterion, said in written.items()
    }


def profile_of(case):
    found = answers_found(facts_of(case["facts"]), own_of(case.get("own", {})), TODAY)
    return assess(CRITERIA, found, TODAY)


def added(written):
    """Do the sum as it is written: « 3×50 + 2×20 »."""
    return sum(int(weight) * int(points) for weight, points in (term.split("×") for term in written.split(" + ")))


CASES = pytest.mark.parametrize("case", BOOK["cases"], ids=lambda case: case["name"])


@CASES
def test_the_answers_are_those_found_by_hand(case):
    profile = profile_of(case)
    known = {each.criterion.id: each.option.value for risk in profile.risks for each in risk.answers if each.option}
    assert known == case["answers"]


@CASES
@pytest.mark.parametrize("kind", RiskKind)
def test_the_level_and_the_score_are_those_worked_by_hand(case, kind):
    risk, worked = profile_of(case).of(kind), case[kind.value]
    assert (risk.level, risk.ceiling) == (worked["level"], worked["ceiling"])
    assert added(worked["sum"]) == worked["total"]
    worst = worked["total"] + added(worked.get("missing", "0×0"))
    assert risk.score == pytest.approx((worked["total"] / WEIGHTS[kind], worst / WEIGHTS[kind]))
    assert risk.score == pytest.approx((worked["score"], worked.get("worst", worked["score"])), abs=0.0501)


def test_at_least_twenty_scores_are_worked_by_hand():
    assert len(BOOK["cases"]) * len(RiskKind) >= 20


ANSWERS = st.fixed_dictionaries(
    {each.id: st.sampled_from([None, *(option.value for option in each.options)]) for each in CRITERIA}
)


def profile_with(answers, criteria=CRITERIA):
    found = {name: Found(value, "", Basis.OWN) for name, value in answers.items() if value}
    return assess(criteria, found, TODAY)


@given(ANSWERS)
def test_the_level_is_that_of_the_weakest_answer(answers):
    for risk in profile_with(answers).risks:
        levels = [each.option.level for each in risk.answers if each.option]
        assert risk.level == max(levels, default=None)
        assert {each.option.level for each in risk.weakest} == ({risk.level} if levels else set())


@given(ANSWERS, st.data())
def test_a_better_answer_never_worsens_a_level_nor_a_score(answers, data):
    criterion = data.draw(st.sampled_from(CRITERIA))
    worse, better = (data.draw(st.sampled_from(criterion.options)) for _ in range(2))
    if better.level > worse.level or better.points > worse.points:
        worse, better = better, worse
    if better.level > worse.level or better.points > worse.points:
        return  # neither is the better of the two
    before, after = (profile_with(answers | {criterion.id: each.value}) for each in (worse, better))
    for kind in RiskKind:
        assert after.of(kind).level is None or after.of(kind).level <= before.of(kind).level
        assert after.of(kind).score <= before.of(kind).score


@given(ANSWERS, st.sampled_from(CRITERIA))
def test_a_missing_answer_only_widens_the_range(answers, criterion):
    known, unknown = profile_with(answers), profile_with(answers | {criterion.id: None})
    for kind in RiskKind:
        (low, high), (least, most) = known.of(kind).score, unknown.of(kind).score
        assert least <= low <= high <= most
        assert (unknown.of(kind).level or 0) <= (known.of(kind).level or 0)
        if unknown.of(kind).level is not None:
            assert known.of(kind).ceiling <= unknown.of(kind).ceiling


@given(ANSWERS)
def test_no_answer_makes_up_for_the_lack_of_another(answers):
    for risk in profile_with(answers).risks:
        if risk.is_at_least:
            assert risk.missing
        assert len(risk.known) + len(risk.missing) == len(risk.counted)


def test_each_answer_that_scores_more_has_at_least_the_same_level():
    for criterion in CRITERIA:
        by_points = sorted(criterion.options, key=lambda each: each.points)
        levels = [each.level for each in by_points]
        assert levels == sorted(levels), criterion.id


def test_a_criterion_set_aside_counts_neither_in_the_level_nor_in_the_score():
    criteria = [replace(each, weight=0) if each.id == "cloud-act" else each for each in CRITERIA]
    risk = profile_with({"cloud-act": "yes", "hosting-place": "eu"}, criteria).of(RiskKind.JURISDICTION)
    assert (risk.level, risk.weight) == (1, 10)
    assert "cloud-act" in {each.criterion.id for each in risk.answers}


def test_a_risk_whose_criteria_are_all_set_aside_has_neither_level_nor_score():
    risk = profile_with({"cloud-act": "yes"}, [replace(each, weight=0) for each in CRITERIA]).risks[0]
    assert (risk.level, risk.score) == (None, None)


def test_a_level_that_the_organisation_moved_counts_twenty_five_points_a_step_and_the_others_stay():
    (criterion,) = [each for each in CRITERIA if each.id == "controller-law"]
    own = criterion.adjusted(5, {"outside": 4, "eu": 1})
    assert [(each.value, each.level, each.points) for each in own.options] == [
        ("free", 0, 0),
        ("france", 0, 0),
        ("eu", 1, 15),
        ("outside", 4, 100),
    ]
    assert (own.weight, own.is_adjusted) == (5, True)


def test_an_answer_that_no_longer_exists_is_missing():
    risk = profile_with({"cloud-act": "peut-être"}).of(RiskKind.JURISDICTION)
    assert (risk.level, len(risk.missing)) == (None, 5)


@pytest.mark.parametrize(
    ("past", "months"),
    [
        (PartialDate(2026, 11, 22), 0),
        (PartialDate(2024, 11), 24),
        (PartialDate(2024), 34),
        (PartialDate(2027, 1), 0),
    ],
)
def test_the_age_of_an_answer_counts_from_the_earliest_it_may_be(past, months):
    assert months_between(past, TODAY) == months


@pytest.mark.parametrize(
    ("level", "words"),
    [(None, "non évalué"), (0, "aucun risque relevé (0 sur 4)"), (4, "risque très fort (4 sur 4)")],
)
def test_a_level_is_words_first(level, words):
    assert in_words(level) == words
