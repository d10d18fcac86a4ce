"""What a function is filled with here, and what could fill it, in the order that the catalogue asks."""

import pytest

from inventaire.catalog.reader import load_catalog
from inventaire.domain.errors import NotFound
from inventaire.domain.vocabulary import Fit
from inventaire.services.function import function_page
from inventaire.services.opinion import decide
from tests.services.inventories import a_part, software, take_in

pytestmark = pytest.mark.usefixtures("town")
PEOPLE_FIRST = ("ecran-public", "vsa", "assistant-ia", "ent-ecole")


def kinds(key):
    return [choice.alternative.kind for choice in function_page(key).choices]


def names(key):
    return [choice.alternative.slug for choice in function_page(key).choices]


@pytest.mark.parametrize("key", PEOPLE_FIRST)
def test_people_and_paper_come_first_where_the_founding_texts_ask_for_it(key):
    human = kinds(key).count("non_digital")
    assert human
    assert set(kinds(key)[:human]) == {"non_digital"}
    assert function_page(key).people_first


def test_they_do_not_where_the_catalogue_puts_software_before():
    page = function_page("bureautique")
    assert not page.people_first
    assert page.choices[0].alternative.kind == "free_software"


def test_what_is_in_use_here_comes_before_the_rest_of_the_catalogue():
    take_in(
        a_part({"name": "PC-1", "serial": "AAA111"}),
        software({"raw_name": "Microsoft Office 2016", "publisher": "Microsoft Corporation", "device": "AAA111"}),
    )
    page = function_page("bureautique")
    assert [(tool.slug, uses) for tool, uses in page.used] == [("microsoft-office-perpetuel", 1)]
    assert "microsoft-office-perpetuel" not in {tool.slug for tool in page.others}
    assert [choice.alternative.slug for choice in page.choices[:2]] == ["libreoffice", "onlyoffice"]


def test_what_the_organisation_prefers_comes_first_and_what_it_refuses_last():
    take_in(software({"raw_name": "Microsoft Office 2016", "publisher": "Microsoft Corporation"}))
    decide("microsoft-office-perpetuel", "onlyoffice", 0, {"preferred": True, "reason": "Essai."})
    decide("", "libreoffice", 0, {"fit": Fit.NONE, "reason": "Macros."})
    assert names("bureautique")[0] == "onlyoffice"
    assert names("bureautique")[-1] == "libreoffice"


def test_every_function_of_the_catalogue_has_its_page():
    for key in load_catalog().functions:
        page = function_page(key)
        replaced = {each.tool for choice in page.choices for _, each in choice.replaced}
        tools = {tool.slug for tool, _ in page.used} | {tool.slug for tool in page.others}
        assert replaced <= tools, key


def test_a_function_that_is_not_in_the_catalogue_is_not_found():
    with pytest.raises(NotFound):
        function_page("inconnue")
