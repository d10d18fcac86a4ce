"""Recognition on rules of a few lines: its order, its vetoes, its refusals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.recognition import Alias, Component, RecognitionRules, recognise

PUBLISHERS = {
    "Adobe Inc.": "adobe",
    "Abelium": "abelium",
    "HCL Technologies": "hcl",
    "Debian": "debian",
    "Zoom": "zoom",
}


def some_rules() -> RecognitionRules:
    adobe, zoom = frozenset({"adobe"}), frozenset({"zoom"})
    aliases = [
        Alias("zoom", "strong", "Zoom", publishers=zoom),
        Alias("pro", "exact", "Adobe Acrobat 2020", publishers=adobe),
        Alias("pro", "strong", "Adobe Acrobat", publishers=adobe),
        Alias("reader", "strong", "Adobe Acrobat", publishers=adobe),
        Alias("domino", "exact", "Domino", publishers=frozenset({"abelium"}), needs_publisher=True),
        Alias("notes", "exact", "Domino", publishers=frozenset({"hcl"}), needs_publisher=True),
        Alias("antidote", "prefix", "Antidote", suffixes=("number",)),
        Alias("orange", "domain", "orange.fr"),
        Alias("gimp", "strong", "GIMP", free=True),
    ]
    components = [Component("runtime", "redistributable", "composant technique", ("zoom",))]
    return RecognitionRules.of("essai", aliases, components, PUBLISHERS, repackagers=["debian"])


def outcome(name: str, publisher: str = "", version: str = "") -> tuple[str, str | None]:
    found = recognise(name, publisher, version, some_rules())
    return found.outcome, found.tool


def test_a_component_is_ignored_before_anything_else_and_says_what_it_hints_at():
    found = recognise("Zoom Redistributable (x64)", "Zoom", "", some_rules())
    assert (found.outcome, found.label_fr, found.hints_at) == ("ignored", "composant technique", ("zoom",))
    assert found.rule == "component:runtime"


def test_an_exact_name_wins_over_a_stripped_one():
    assert outcome("Adobe Acrobat 2020") == ("match", "pro")


def test_a_name_that_two_tools_claim_stays_ambiguous():
    found = recognise("Adobe Acrobat (64-bit)", "Adobe Inc.", "24.1", some_rules())
    assert (found.outcome, found.tool, found.candidates) == ("ambiguous", None, ("pro", "reader"))


@pytest.mark.parametrize(("publisher", "tool"), [("Abelium", "domino"), ("HCL Technologies", "notes")])
def test_the_publisher_settles_a_common_word(publisher, tool):
    assert outcome("Domino", publisher) == ("match", tool)


@pytest.mark.parametrize("publisher", ["", "Debian", "Une autre société"])
def test_a_common_word_without_its_publisher_stays_unknown(publisher):
    assert outcome("Domino", publisher) == ("unknown", None)


@pytest.mark.parametrize("publisher", ["Adobe Inc.", "Zoom Telephonics"])
def test_another_publisher_vetoes_a_one_word_name(publisher):
    assert outcome("Zoom", publisher) == ("unknown", None)


def test_a_known_publisher_vetoes_a_longer_name_but_a_stranger_does_not():
    rules = RecognitionRules.of("e", [Alias("a", "strong", "Deux Mots", publishers=frozenset({"x"}))], (), PUBLISHERS)
    assert recognise("Deux Mots", "Adobe Inc.", "", rules).outcome == "unknown"
    assert recognise("Deux Mots", "Service informatique", "", rules).tool == "a"


def test_a_distribution_that_repackages_neither_confirms_nor_vetoes():
    assert outcome("Zoom", "Debian") == ("match", "zoom")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Antidote", ("match", "antidote")),
        ("Antidote 11", ("match", "antidote")),
        ("Antidote Prisme", ("unknown", None)),
        ("Le Antidote 11", ("unknown", None)),
    ],
)
def test_only_allowed_words_may_follow_a_prefix(name, expected):
    assert outcome(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mairie@orange.fr", ("match", "orange")),
        ("mail.orange.fr", ("match", "orange")),
        ("orange.fr.exemple.com", ("unknown", None)),
        ("exempleorange.fr", ("unknown", None)),
    ],
)
def test_a_domain_is_read_label_by_label(name, expected):
    assert outcome(name) == expected


def test_the_version_of_the_name_comes_before_the_one_beside_it():
    assert recognise("GIMP 2.10.34", "", "2.10", some_rules()).version == "2.10.34"
    assert recognise("GIMP", "", "2.10", some_rules()).version == "2.10"
    assert recognise("GIMP", "", " ", some_rules()).version is None


def test_free_software_is_told_apart_and_names_its_rule():
    found = recognise("GIMP (x64)", "", "", some_rules())
    assert (found.outcome, found.tool, found.rule) == ("free", "gimp", "gimp:strong:GIMP")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8), st.sampled_from(["Zoom", "GIMP"]))
def test_a_name_inside_a_longer_word_is_never_a_match(letters, name):
    assert outcome(f"{name}{letters}")[0] == "unknown"
    assert outcome(f"{letters}{name}")[0] == "unknown"


@given(st.text(max_size=40), st.text(max_size=20))
def test_any_text_gets_an_answer(name, publisher):
    assert recognise(name, publisher, "", some_rules()).outcome in {
        "match",
        "free",
        "ignored",
        "ambiguous",
        "unknown",
    }
