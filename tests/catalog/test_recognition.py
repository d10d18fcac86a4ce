"""The catalogue's rules on real names: what each must give, and what none may give."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from inventaire.catalog.aliases import recognition_rules, signers
from inventaire.catalog.reader import load_catalog
from inventaire.catalog.schema import Match
from inventaire.domain.recognition import recognise

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "cases/recognition.yaml").read_text("utf-8"))
SEEN = [(name, publisher, expected) for source in CASES["seen"] for name, publisher, expected in source["names"]]
LISTED = [(tool, name) for tool, names in CASES["listed"].items() for name in names]


@pytest.fixture(scope="module")
def catalog():
    return load_catalog()


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: f"{case['name']}|{case['publisher']}")
def test_a_labelled_name_gives_what_its_label_says(catalog, case):
    found = recognise(case["name"], case["publisher"], case["version"], catalog.rules())
    expected = (case["outcome"], case.get("tool"), tuple(case.get("candidates", ())))
    assert (found.outcome, found.tool, found.candidates) == expected


@pytest.mark.parametrize(("name", "publisher", "expected"), SEEN)
def test_a_name_seen_on_a_machine_gives_what_its_label_says(catalog, name, publisher, expected):
    found = recognise(name, publisher, "", catalog.rules())
    assert (found.tool if found.outcome in {"match", "free"} else found.outcome) == expected


def test_every_name_seen_on_a_machine_says_where():
    assert len(SEEN) >= 400
    assert all(source["where"].startswith("https://") for source in CASES["seen"])


@pytest.mark.parametrize(("tool", "name"), LISTED)
def test_a_name_seen_in_inventories_gives_its_own_tool_with_and_without_its_publisher(catalog, tool, name):
    entry = catalog.tools.get(tool) or catalog.alternatives[tool]
    for publisher in ("", *signers(entry)):
        found = recognise(name, publisher, "", catalog.rules())
        assert (found.outcome, found.tool) == ("match" if tool in catalog.tools else "free", tool)


@pytest.mark.parametrize(("slug", "outcome"), [("mattermost", "match"), ("libreoffice", "free")])
def test_an_alternative_is_free_only_when_it_is_free_software(catalog, slug, outcome):
    entry = replace(catalog.alternatives[slug], matches=(Match(type="strong", value="Nom essayé"),))
    rules = recognition_rules("essai", [entry], (), ())
    assert recognise("Nom essayé", "", "", rules).outcome == outcome


@pytest.mark.parametrize("case", CASES["generic"], ids=lambda case: case["name"])
def test_a_common_word_is_recognised_by_its_publisher_only(catalog, case):
    rules = catalog.rules()
    assert recognise(case["name"], case["publisher"], "", rules).tool == case["tool"]
    assert recognise(case["name"], "", "", rules).outcome == "unknown"
    assert recognise(case["name"], "Une autre société", "", rules).outcome == "unknown"


@pytest.mark.parametrize("word", ["Toolbar", "zzz", "Compagnon"])
def test_a_word_nobody_allowed_turns_a_known_name_into_an_unknown_one(catalog, word):
    rules = catalog.rules()
    plain = [name for _, name in LISTED if "." not in name and "/" not in name]
    matched = [name for name in plain if recognise(f"{name} {word}", "", "", rules).outcome in {"match", "free"}]
    matched += [name for name in plain if recognise(f"{word} {name}", "", "", rules).outcome in {"match", "free"}]
    assert matched == []


def test_the_whole_labelled_set_is_large_and_covers_every_tool_with_a_name(catalog):
    assert len(LISTED) + len(CASES["generic"]) + len(CASES["cases"]) >= 400
    named = set(CASES["listed"]) | {case["tool"] for case in CASES["generic"]}
    assert set(catalog.tools) <= named
