"""A maker's sheet stands for its model alone, for one device as for a fleet."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.catalog.factors import load_electricity, load_factors
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.estimate import Quality
from inventaire.domain.explanation import explain
from inventaire.domain.factors import Bounds
from inventaire.domain.figures import Figure, Origin
from inventaire.domain.fleet import estimate_fleet
from inventaire.domain.fleet_columns import columns_of
from inventaire.domain.model_sheet import ModelSheet, known_as
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, EnergySource
from tests.domain.test_fleet import devices

TODAY = date(2026, 11, 22)
FACTORS, FRANCE = load_factors(TODAY), load_electricity("FR", TODAY)
OURS = DeviceFacts(DeviceCategory.LAPTOP, manufacturer="Atelier", model="Portable 14")


def sheets(*bounds, energy=None):
    sheet = ModelSheet("Atelier", "Portable 14", Bounds(*bounds), energy, "exemple.invalid", PartialDate(2024))
    return {known_as("Atelier", "Portable 14"): sheet}


def found(figure, known, facts=OURS):
    return estimate_fleet(columns_of([facts], TODAY, known), FACTORS, FRANCE).estimate(figure, 0)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((None, 250, None), (130, 250, 386)),
        ((None, 90, None), (90, 90, 386)),
        ((200, 250, 270), (200, 250, 270)),
        ((None, 250, 300), (130, 250, 300)),
    ],
)
def test_a_sheet_replaces_the_central_value_and_its_margin_when_it_gives_one(given, expected):
    answer = found(Figure.EMBODIED, sheets(*given))
    assert (answer.values(), answer.quality) == (expected, Quality.B)


@pytest.mark.parametrize("model", ["Portable 15", None])
def test_another_model_keeps_the_values_of_its_category(model):
    assert found(Figure.EMBODIED, sheets(None, 250), replace(OURS, model=model)).central == 185.1


def test_case_and_spaces_do_not_part_a_model_from_its_sheet():
    assert found(Figure.EMBODIED, sheets(None, 250), replace(OURS, model="PORTABLE  14 ")).central == 250


@pytest.mark.parametrize("written", ["Dell Inc.", "DELL", "Dell"])
def test_a_maker_written_otherwise_is_the_same_maker(written):
    assert known_as(written, "P2419H") == known_as("dell inc.", "p2419h")
    assert known_as("Hewlett-Packard", "EliteDesk") == known_as("HP", "EliteDesk")
    assert known_as("To be filled by O.E.M.", "P2419H") is None


def test_a_device_s_own_value_comes_before_the_sheet_of_its_model():
    known = sheets(200, 250, 270)
    assert found(Figure.EMBODIED, known, replace(OURS, embodied_kgco2e=220)).values() == (130, 220, 386)


def test_the_yearly_figure_of_a_sheet_comes_after_a_measure_and_before_a_declared_power():
    known = sheets(energy=25)
    measured = replace(OURS, energy_kwh_per_year=33, energy_source=EnergySource.MEASURED)
    powered = replace(OURS, power_on_w=100, power_standby_w=2, hours_per_day=8, days_per_year=220)
    assert found(Figure.ENERGY_PER_YEAR, known).values() == (15.7, 25, 48)
    assert found(Figure.ENERGY_PER_YEAR, known, measured).central == 33
    assert found(Figure.ENERGY_PER_YEAR, known, powered).central == 25


def test_an_opened_figure_names_the_sheet_and_its_date():
    answer = explain(OURS, FACTORS, FRANCE, TODAY, sheets(None, 250))[0]
    assert "Fiche du fabricant pour Atelier Portable 14, 2024" in answer.source_fr
    assert "exemple.invalid" in answer.source_fr
    assert Origin.SHEET.label in {each.origin for each in answer.inputs}


of_models = st.builds(
    lambda facts, model: replace(facts, manufacturer="Atelier", model=model),
    devices,
    st.sampled_from(["Portable 14", "portable 14", "Portable 15", None]),
)


@given(st.lists(of_models, min_size=1, max_size=8), st.sampled_from([(None, 250, None), (200, 250, 270)]))
def test_a_fleet_with_sheets_gives_each_line_what_it_has_alone(fleet, bounds):
    known = sheets(*bounds, energy=25)
    together = estimate_fleet(columns_of(fleet, TODAY, known), FACTORS, FRANCE)
    for line, facts in enumerate(fleet):
        alone = {answer.figure: answer for answer in explain(facts, FACTORS, FRANCE, TODAY, known)}
        for figure in Figure:
            ours, its = together.estimate(figure, line), alone[figure].estimate
            assert (ours.values() if ours else None) == (pytest.approx(its.values()) if its else None)
