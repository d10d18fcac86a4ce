"""What is found of each criterion without asking anybody, and what is left unknown."""

from datetime import date

import pytest

from inventaire.domain.dependency.facts import CatalogFacts, Facts, Role, SupportFacts, Way
from inventaire.domain.dependency.finding import FINDERS, answers_found
from inventaire.domain.dependency.profile import Basis, Found
from inventaire.domain.vocabulary import Delivery, ExportKind, HostingPlace, PersonalData

TODAY = date(2026, 11, 22)
REVIEWED = date(2026, 11, 21)


def a_tool(**changes):
    return CatalogFacts(**{"reviewed_on": REVIEWED, "is_free": False} | changes)


def found(facts, own=None):
    return {name: each.value for name, each in answers_found(facts, own or {}, TODAY).items()}


def test_nothing_is_found_where_nothing_is_known():
    assert found(Facts()) == {}
    assert FINDERS.keys() & found(Facts(hosting_place=HostingPlace.UNKNOWN, export_kind=ExportKind.UNKNOWN)) == set()


@pytest.mark.parametrize(("country", "ring"), [("FR", "france"), ("DE", "eu"), ("EU", "eu"), ("CH", "outside")])
def test_the_law_is_that_of_the_controlling_company(country, ring):
    assert found(Facts(tool=a_tool(country=country, controller="X")))["controller-law"] == ring


def test_an_ownership_that_was_looked_up_is_sourced_and_another_is_common_knowledge():
    for checked, basis in ((date(2026, 11, 1), Basis.SOURCED), (None, Basis.COMMON)):
        tool = a_tool(country="FR", controller="X", checked_on=checked)
        assert answers_found(Facts(tool=tool), {}, TODAY)["controller-law"].basis is basis


@pytest.mark.parametrize(
    ("place", "flag", "held"),
    [
        (HostingPlace.TOWN, "unknown", "no"),
        (HostingPlace.SHARED, "unknown", "no"),
        (HostingPlace.FRANCE, "unknown", None),
        (HostingPlace.FRANCE, "no", "no"),
        (HostingPlace.TOWN, "yes", "yes"),
        (None, "unknown", None),
    ],
)
def test_a_host_in_france_may_still_answer_to_another_law(place, flag, held):
    assert found(Facts(hosting_place=place, tool=a_tool(cloud_act=flag))).get("cloud-act") == held


@pytest.mark.parametrize(
    ("place", "flag", "data", "exposed"),
    [
        (HostingPlace.FRANCE, "yes", PersonalData.HEALTH, "sensitive"),
        (HostingPlace.FRANCE, "yes", None, None),
        (HostingPlace.OUTSIDE_EU, "no", PersonalData.COMMON, "common"),
        (HostingPlace.OUTSIDE_EU, "unknown", PersonalData.NONE, "impersonal"),
        (HostingPlace.EU, "no", PersonalData.CHILDREN, "none"),
        (HostingPlace.EU, "unknown", PersonalData.CHILDREN, None),
        (None, "no", PersonalData.CHILDREN, None),
    ],
)
def test_data_are_exposed_by_their_host_or_by_a_flagged_provider(place, flag, data, exposed):
    facts = Facts(hosting_place=place, personal_data=data, tool=a_tool(cloud_act=flag))
    assert found(facts).get("exposed-data") == exposed


@pytest.mark.parametrize(
    ("delivery", "country", "cut"),
    [
        (Delivery.SAAS, "US", "outside"),
        (Delivery.ACCOUNT, "US", "outside"),
        (Delivery.SAAS, "FR", "eu"),
        (Delivery.INSTALLED, "US", None),
    ],
)
def test_only_what_is_used_elsewhere_is_known_to_be_cut_from_afar(delivery, country, cut):
    assert found(Facts(tool=a_tool(country=country, controller="X", delivery=delivery))).get("remote-cut") == cut


def test_free_software_used_elsewhere_is_not_held_to_be_safe_from_a_cut():
    free = a_tool(is_free=True)
    assert found(Facts(delivery=Delivery.INSTALLED, tool=free))["remote-cut"] == "nobody"
    assert "remote-cut" not in found(Facts(delivery=Delivery.SAAS, tool=free))
    assert "remote-cut" not in found(Facts(tool=free))


def test_the_record_goes_before_the_catalogue_and_an_answer_before_both():
    facts = Facts(export_kind=ExportKind.PARTIAL, tool=a_tool(export="open"))
    assert found(facts)["export"] == "partial"
    assert found(Facts(tool=a_tool(export="open")))["export"] == "full"
    assert found(facts, {"export": Found("none", "", Basis.OWN)})["export"] == "none"


def test_an_answer_on_the_network_changes_what_is_said_of_an_essential_function():
    tool = a_tool(delivery=Delivery.SAAS, roles=(Role("Alerte", is_essential=True, paper="porte-à-porte"),))
    assert found(Facts(tool=tool))["essential"] == "paper"
    assert found(Facts(tool=tool), {"without-network": Found("yes", "", Basis.OWN)})["essential"] == "works"


def test_a_list_that_marks_nothing_does_not_say_that_a_function_can_wait():
    tool = a_tool(roles=(Role("Alerte", is_essential=None),))
    assert "essential" not in found(Facts(tool=tool))


WAYS = {
    "several": (Way("A", "full"), Way("B", "full")),
    "one": (Way("A", "full"), Way("B", "partial")),
    "partial": (Way("A", "conditional"), Way("B", "partial")),
    "conditional": (Way("A", "conditional"),),
    "none": (),
}


@pytest.mark.parametrize("worst", WAYS)
def test_the_function_that_is_worst_off_says_whether_a_tool_can_be_left(worst):
    roles = [Role(name, ways=ways) for name, ways in WAYS.items()]
    kept = tuple(roles[: list(WAYS).index(worst) + 1])
    assert found(Facts(tool=a_tool(roles=kept)))["alternatives"] == worst


def test_prerequisites_are_counted_once_over_the_functions():
    roles = (
        Role("Fichiers", ways=(Way("Nextcloud", "full", frozenset({"Domaine", "Serveur"})),)),
        Role("Courriel", ways=(Way("SOGo", "full", frozenset({"Domaine"})), Way("Autre", "full", frozenset("XYZ")))),
    )
    assert found(Facts(tool=a_tool(roles=roles)))["prerequisites"] == 2


@pytest.mark.parametrize(
    ("until", "months"),
    [
        (date(2026, 11, 22), 0),
        (date(2026, 11, 23), 1),
        (date(2026, 12, 22), 1),
        (date(2026, 12, 23), 2),
        (date(2027, 11, 22), 12),
        (date(2025, 10, 14), 0),
    ],
)
def test_a_month_begun_is_a_month_of_support_left(until, months):
    assert found(Facts(support=SupportFacts("X 1", until, None, "https://exemple.test/")))["support-end"] == months


@pytest.mark.parametrize(("followed", "value"), [(True, "followed"), (False, "over"), (None, None)])
def test_a_version_without_a_date_is_followed_or_not_as_was_seen(followed, value):
    facts = Facts(support=SupportFacts("X 1", None, followed, "https://exemple.test/"))
    assert found(facts).get("support-end") == value


def test_a_tool_that_keeps_no_data_holds_nothing_back():
    assert found(Facts(tool=a_tool(export="unknown", formats="sans objet")))["export"] == "full"
