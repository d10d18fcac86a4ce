"""The catalogue as the product reads it."""

import re
import shutil

import pytest

from inventaire.catalog.location import catalog_folder
from inventaire.catalog.reader import FILES, load_catalog
from inventaire.domain.errors import NotReady

RESERVED = {"sans-outil", "papier", "accueil-humain", "telephone", "affichage", "mediation-prevention"}


@pytest.fixture
def copied(tmp_path):
    for name in FILES:
        shutil.copy(catalog_folder() / name, tmp_path)
    return tmp_path


def test_the_six_reserved_alternatives_are_not_digital():
    alternatives = load_catalog().alternatives
    assert {slug for slug, each in alternatives.items() if each.kind == "non_digital"} == RESERVED


def test_the_catalogue_holds_what_the_facts_hold():
    catalog = load_catalog()
    assert len(catalog.tools) >= 304
    assert len(catalog.alternatives) >= 210
    assert len(catalog.replacements) >= 572


def test_replacements_come_in_display_order_and_cover_functions_of_the_tool():
    catalog = load_catalog()
    for slug, tool in catalog.tools.items():
        found = catalog.replacements_of(slug)
        assert [each.order for each in found] == list(range(1, len(found) + 1))
        assert all(set(each.functions) <= set(tool.functions) for each in found)


def test_doing_without_comes_first_where_the_founding_texts_ask_for_it():
    catalog = load_catalog()
    for tool in ("copilot", "briefcam", "ecran-publicitaire", "google-classroom"):
        first = catalog.replacements_of(tool)[0]
        assert catalog.alternatives[first.alternative].kind == "non_digital"


def test_where_nothing_free_exists_the_catalogue_says_so_with_its_reason():
    none = [each for each in load_catalog().replacements_of("berger-levrault") if each.fit == "none"]
    assert [(each.functions, each.difficulty) for each in none] == [(("finances", "rh-paie"), None)]
    assert none[0].notes_fr


def test_a_level_never_says_more_than_its_words():
    for tool in load_catalog().tools.values():
        words = (tool.exports_fr or "").casefold()
        assert tool.exports_fr or tool.export == "unknown"
        assert tool.identity_lock_in_fr or tool.identity_lock_in == "unknown"
        assert tool.export != "open" or not re.search("limité|partiel|fermé|propriétaire", words), tool.slug
        assert tool.export != "unknown" or not words or words.startswith(("sans objet", "selon ")), tool.slug


def test_what_every_windows_machine_shows_proves_no_use():
    tools = load_catalog().tools
    assert all(tools[slug].preinstalled for slug in ("edge", "onedrive", "copilot", "defender"))


def test_a_parent_that_was_looked_up_says_when():
    tools = load_catalog().tools
    for slug in ("ciril", "inetum-astre", "cegid-public", "pronote"):
        assert tools[slug].vendor.parent
        assert tools[slug].vendor.checked


def test_what_must_go_on_without_a_network_has_a_way_on_paper():
    essential = [each for each in load_catalog().functions.values() if each.essential_offline]
    assert {"etat-civil", "elections", "telephonie", "alerte-population"} <= {each.key for each in essential}
    assert all(each.paper_fallback_fr for each in essential)


def test_what_failed_is_told_beside_what_worked():
    failures = [seen.told_fr for each in load_catalog().replacements for seen in each.counter_evidence]
    for place in ("Munich", "Marseille", "Tarbes", "Vitré", "Nancy", "Schleswig-Holstein"):
        assert any(told.startswith(place) for told in failures), place


def test_a_tool_nobody_knows_has_no_replacement():
    assert load_catalog().replacements_of("inconnu") == ()


def test_a_replacement_that_only_its_vendor_supports_is_told_apart():
    catalog = load_catalog()
    by_pair = {(each.tool, each.alternative): each for each in catalog.replacements}
    assert catalog.from_vendor_only(by_pair["gmail", "bluemind"])
    assert not catalog.from_vendor_only(by_pair["doodle", "framadate"])


def test_no_word_that_judges_in_law_is_written():
    together = "".join((catalog_folder() / name).read_text("utf-8") for name in ("tools.yaml", "alternatives.yaml"))
    assert "illéga" not in together
    assert "neutre en carbone" not in together


def test_the_version_holds_the_date_and_changes_with_the_content(copied):
    before = load_catalog(copied).version
    with (copied / "functions.yaml").open("a", encoding="utf-8") as file:
        file.write("- {key: zzz, label_fr: Essai}\n")
    again = copied.rename(copied.with_name("autre"))
    assert before.startswith("2026-11-21+")
    assert load_catalog(again).version != before


def test_the_catalogue_is_read_once():
    assert load_catalog() is load_catalog()


@pytest.mark.parametrize(
    "line",
    [
        "- {key: a, label_fr: A, inconnu: 1}",
        "- {key: a}",
        "- {key: a, key: b, label_fr: A}",
        "- [",
        "- &a {b: *a}",
    ],
)
def test_a_malformed_entry_stops_the_reading_with_a_way_out(copied, line):
    (copied / "functions.yaml").write_text(f"functions:\n{line}\n", encoding="utf-8")
    with pytest.raises(NotReady, match="catalogue verifier"):
        load_catalog(copied)
