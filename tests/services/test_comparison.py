"""Two alternatives side by side: what is known of both is compared, and nothing else."""

from dataclasses import replace

import pytest

from inventaire.catalog.reader import load_catalog
from inventaire.catalog.schema import Evidence
from inventaire.domain.errors import NotFound
from inventaire.services.comparison import Verdict, compare
from inventaire.services.experience import experience_of

pytestmark = pytest.mark.usefixtures("town")


def test_facts_are_compared_in_a_word():
    facts = {fact.label: fact for fact in compare("nextcloud", "bluemind").facts}
    assert facts["Nature"].verdict is Verdict.SAME
    assert facts["Fonctionne hors réseau"].verdict is Verdict.DIFFERENT
    assert (facts["Fonctionne hors réseau"].first, facts["Fonctionne hors réseau"].second) == ("en partie", "non")


def test_what_nobody_found_is_not_compared():
    for fact in compare("papier", "bluemind").facts:
        if not fact.first or not fact.second:
            assert fact.verdict is Verdict.UNKNOWN, fact.label


def test_every_tool_that_either_replaces_is_listed_once():
    found = compare("nextcloud", "bluemind")
    tools = [each.tool.slug for each in found.replaced]
    wanted = {each.tool for each in load_catalog().replacements if each.alternative in ("nextcloud", "bluemind")}
    assert len(tools) == len(set(tools))
    assert set(tools) == wanted
    both = next(each for each in found.replaced if each.tool.slug == "microsoft-365")
    assert (both.first.alternative, both.second.alternative) == ("nextcloud", "bluemind")


def test_an_alternative_that_is_not_in_the_catalogue_is_not_found():
    with pytest.raises(NotFound):
        compare("nextcloud", "inconnue")


def a_passage(**changes):
    return replace(load_catalog().replacements_of("zoom")[0], **changes)


def test_failures_stand_beside_successes_with_their_source():
    source = next(iter(load_catalog().sources))
    well = Evidence(told_fr="Ville A, deux ans", outcome="success", source=source)
    half = Evidence(told_fr="Ville B, la moitié des postes", outcome="partial", source=source)
    wrong = Evidence(told_fr="Ville C, abandonné", outcome="failure", source=source)
    found = experience_of([a_passage(evidence=(well, half), counter_evidence=(wrong,))])
    assert [each.text for each in found.went_well] == ["Ville A, deux ans"]
    assert [each.text for each in found.went_wrong] == ["Ville B, la moitié des postes", "Ville C, abandonné"]
    assert {each.source.id for each in (*found.went_well, *found.went_wrong)} == {source}
    assert (found.went_well[0].tool, found.went_well[0].alternative) == ("Zoom", "Visio / Meet (La Suite)")
    assert found.everything[0].text == "Ville B, la moitié des postes"
