"""The ends of support: every row published, none completed by us."""

from datetime import date

from inventaire.catalog.lifecycles import load_lifecycles
from inventaire.domain.lifecycles import Extension

PRODUCTS = load_lifecycles().products
RELEASES = [release for product in PRODUCTS.values() for release in product.releases]


def test_every_row_of_the_survey_is_there():
    assert (len(PRODUCTS), len(RELEASES)) == (86, 1135)


def test_a_release_has_an_end_or_says_what_was_seen():
    assert [release for release in RELEASES if (release.end is None) == (release.followed is None)] == []


def test_an_extension_has_a_date_and_a_kind_or_neither():
    assert [release for release in RELEASES if (release.extended is None) != (release.extension is None)] == []


def test_every_release_has_a_source():
    assert [release for release in RELEASES if not release.source.startswith("https://")] == []


def test_the_builds_of_windows_name_releases_that_exist():
    lifecycles = load_lifecycles()
    known = {" ".join(release.version.split()[:2]) for release in PRODUCTS["windows"].releases}
    assert {*lifecycles.windows_builds.values(), *lifecycles.windows_ltsc.values()} <= known


def test_debian_12_carries_its_three_facts():
    bookworm = next(each for each in PRODUCTS["debian"].releases if each.version == "12 (Bookworm)")
    assert bookworm.end == date(2026, 7, 11)
    assert (bookworm.extended, bookworm.extension) == (date(2028, 6, 30), Extension.FREE_LTS)


def test_a_client_does_not_bear_the_versions_of_its_server():
    lifecycles = load_lifecycles()
    assert lifecycles.product_of("fortinet", "FortiClient VPN") is None
    assert lifecycles.product_of("fortinet", "FortiOS 7.4.1") is PRODUCTS["fortios"]
    assert lifecycles.product_of("vmware", "VMware vCenter Server") is PRODUCTS["vmware-vcenter"]
    assert lifecycles.product_of("edge", "Microsoft Edge") is None


def test_a_part_of_a_suite_ends_with_it():
    assert (
        load_lifecycles().product_of("microsoft-publisher", "Microsoft Publisher 2016") is PRODUCTS["microsoft-office"]
    )


def test_a_tool_without_published_ends_has_no_product():
    assert load_lifecycles().product_of("1password", "1Password") is None
    assert load_lifecycles().product_of(None, "1Password") is None
