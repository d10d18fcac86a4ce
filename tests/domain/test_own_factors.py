"""An organisation's own factors win over the catalogue's, which stay visible beside."""

from datetime import date

import pytest

from inventaire.catalog.factors import load_electricity, load_factors
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.estimate import Quality
from inventaire.domain.explanation import explain
from inventaire.domain.factors import Bounds, OwnFigure, OwnValue
from inventaire.domain.figures import Figure
from inventaire.domain.fleet import estimate_fleet
from inventaire.domain.fleet_columns import columns_of
from inventaire.domain.own_factors import is_in_order, preferred, preferred_electricity
from inventaire.domain.vocabulary import DeviceCategory

TODAY, SINCE = date(2026, 11, 22), date(2026, 1, 1)
PUBLISHED = load_factors(TODAY)
LAPTOP, SCANNER = DeviceCategory.LAPTOP, DeviceCategory.SCANNER


def own(figure, low=None, central=None, high=None, quality=None):
    return OwnValue(figure, Bounds(low, central, high), SINCE, "Étude locale", "Nos achats", quality)


def with_own(category, *values):
    return PUBLISHED | {category.value: preferred(PUBLISHED.get(category.value), category.value, values)}


def estimated(category, figure, *values):
    return estimate_fleet(columns_of([DeviceFacts(category)], TODAY), with_own(category, *values), None).estimate(
        figure, 0
    )


def test_an_own_value_replaces_the_three_of_the_catalogue_and_its_quality():
    found = estimated(LAPTOP, Figure.EMBODIED, own(OwnFigure.EMBODIED, 100, 150, 300, Quality.C))
    assert (found.values(), found.quality) == ((100, 150, 300), Quality.C)


def test_what_has_no_own_value_keeps_the_catalogue_s_with_its_quality():
    found = estimated(LAPTOP, Figure.ENERGY_PER_YEAR, own(OwnFigure.EMBODIED, 100, 150, 300, Quality.D))
    assert (found.values(), found.quality) == ((15.7, 29.0, 48), PUBLISHED["laptop"].quality)


def test_an_own_energy_carries_its_own_quality_and_leaves_that_of_the_embodied_part():
    values = (own(OwnFigure.ENERGY, 10, 20, 30, Quality.B),)
    assert estimated(LAPTOP, Figure.ENERGY_PER_YEAR, *values).quality is Quality.B
    assert estimated(LAPTOP, Figure.EMBODIED, *values).quality is PUBLISHED["laptop"].quality


def test_a_category_that_the_catalogue_has_no_factor_of_is_estimated_by_an_own_one():
    values = (own(OwnFigure.EMBODIED, central=40, quality=Quality.C), own(OwnFigure.LIFETIME, central=8))
    assert estimated(SCANNER, Figure.EMBODIED_PER_YEAR, *values).central == pytest.approx(5)


@pytest.mark.parametrize(
    ("bounds", "expected"), [((1, 2, 3), True), ((2, 1, 3), False), ((3, None, 2), False), ((None, None, None), True)]
)
def test_the_three_values_go_up(bounds, expected):
    assert is_in_order(Bounds(*bounds)) is expected


@pytest.fixture
def opened():
    """The four figures of a laptop, opened, with an own value of each kind."""
    values = (own(OwnFigure.EMBODIED, 100, 150, 300, Quality.C), own(OwnFigure.LIFETIME, central=7))
    grams = preferred_electricity(load_electricity("FR", TODAY), "FR", own(OwnFigure.ELECTRICITY, central=30))
    answers = explain(DeviceFacts(LAPTOP), with_own(LAPTOP, *values), grams, TODAY)
    return {answer.figure: answer for answer in answers}


@pytest.mark.parametrize("figure", [Figure.EMBODIED, Figure.EMBODIED_PER_YEAR, Figure.USE_PER_YEAR])
def test_an_opened_figure_says_whose_value_it_rests_on_and_shows_the_catalogue_s(opened, figure):
    answer = opened[figure]
    assert "valeur de la collectivité" in answer.factor_fr
    assert "Étude locale" in answer.source_fr
    origins = {each.label: each.origin for each in answer.inputs}
    assert any(origin.startswith("Valeur de la collectivité") for origin in origins.values())
    assert origins["Valeur du catalogue, non utilisée"] == "Catalogue"


def test_an_opened_figure_that_rests_on_the_catalogue_says_nothing_of_own_values(opened):
    answer = opened[Figure.ENERGY_PER_YEAR]
    assert "collectivité" not in f"{answer.factor_fr} {answer.source_fr}"


def test_a_territory_without_a_published_factor_takes_the_organisation_s():
    found = preferred_electricity(None, None, own(OwnFigure.ELECTRICITY, central=650))
    assert (found.g_per_kwh, found.territory) == (650, None)
    assert preferred_electricity(None, None, None) is None
