"""The factors: whole, dated, sourced, and none invented."""

from datetime import date

import pytest
from pydantic import ValidationError

from inventaire.catalog.factors import (
    load_electricity,
    load_factors,
    published_electricity,
    territories,
)
from inventaire.catalog.location import catalog_folder
from inventaire.domain.estimate import Quality
from inventaire.domain.vocabulary import DeviceCategory

TODAY = date(2026, 11, 22)
FACTORS = load_factors(TODAY)
GENERIC = {
    "computer": ("laptop", "desktop_tower", "mini_pc", "all_in_one"),
    "monitor": ("monitor_lt_22", "monitor_22_24", "monitor_25_27", "monitor_ge_28"),
    "printer": ("printer_inkjet", "printer_laser", "mfp_copier"),
}
WITHOUT = {"scanner", "dock", "badge_reader", "radio", "other"}
A_FACTOR = """
sources: {{fiche: {{title_fr: Fiche, url: null, spdx: null, licence_fr: null, verified: false}}}}
factors:
  laptop:
    values:
      2024-01-01: {{embodied: {{low: 1, central: 2, high: 3}}, energy: {{low: 1, central: 2, high: 3}},
        lifetime: {{usual: 5, achievable: 8}}, quality: A, sources: [fiche]}}
      2026-01-01: {{embodied: {{low: {low}, central: 4, high: 5}}, energy: {{low: 1, central: 2, high: 3}},
        lifetime: {{usual: 5, achievable: 8}}, quality: {quality}, sources: [{source}]}}
"""


def test_every_category_has_a_factor_but_those_that_nobody_published():
    assert {category.value for category in DeviceCategory} - FACTORS.keys() == WITHOUT


def test_the_laptop_carries_the_published_values():
    laptop = FACTORS["laptop"]
    assert laptop.embodied.values() == (130, 185.1, 386)
    assert laptop.energy.values() == (15.7, 29.0, 48)
    assert (laptop.lifetime_years, laptop.achievable_lifetime_years, laptop.quality) == (5, 8, Quality.A)


@pytest.mark.parametrize("factor", FACTORS.values(), ids=FACTORS.keys())
def test_a_value_has_its_source_and_a_source_its_value(factor):
    assert any(factor.embodied.values()) == bool(factor.embodied_source_fr)
    assert any(factor.energy.values()) == bool(factor.energy_source_fr)
    lifetimes = (factor.lifetime_years, factor.achievable_lifetime_years)
    assert any(lifetimes) == bool(factor.lifetime_source_fr)
    if any(factor.embodied.values() + factor.energy.values()):
        assert factor.quality
        assert factor.sources


@pytest.mark.parametrize(("generic", "classes"), GENERIC.items())
def test_a_generic_category_is_the_range_of_the_classes_it_may_be(generic, classes):
    for part in ("embodied", "energy"):
        bounds = [getattr(FACTORS[each], part) for each in classes]
        low = min(each.low for each in bounds if each.low is not None)
        high = max(each.high for each in bounds if each.high is not None)
        assert getattr(FACTORS[generic], part).values() == (low, None, high)
    lifetimes = {FACTORS[each].lifetime_years for each in classes}
    assert FACTORS[generic].lifetime_years == (lifetimes.pop() if len(lifetimes) == 1 else None)
    assert FACTORS[generic].quality is Quality.D


def test_each_territory_has_one_recommended_value_among_those_published():
    for code in territories():
        assert load_electricity(code, TODAY) in published_electricity(code)


@pytest.mark.parametrize(("code", "grams"), [("FR", 46.1), ("FR-20R", 583), ("GP", 702), ("PF-TAHITI", 543)])
def test_the_recommended_electricity_is_the_published_one(code, grams):
    assert load_electricity(code, TODAY).g_per_kwh == grams


@pytest.mark.parametrize("code", ["PM", "BL", "MF", "WF", "", None])
def test_a_territory_without_a_published_value_has_none(code):
    assert load_electricity(code, TODAY) is None


def written(tmp_path, low=3, source="fiche", quality="A"):
    (tmp_path / "impact-factors.yaml").write_text(A_FACTOR.format(low=low, source=source, quality=quality), "utf-8")
    return tmp_path


@pytest.mark.parametrize(("on", "central"), [(date(2023, 1, 1), 2), (date(2025, 12, 31), 2), (date(2026, 1, 1), 4)])
def test_a_past_date_finds_the_value_that_held_then(tmp_path, on, central):
    assert load_factors(on, written(tmp_path))["laptop"].embodied.central == central


@pytest.mark.parametrize("fault", [{"low": 9}, {"low": -1}, {"source": "inconnue"}, {"quality": "null"}])
def test_a_file_with_a_fault_is_refused(tmp_path, fault):
    with pytest.raises(ValidationError):
        load_factors(TODAY, written(tmp_path, **fault))


@pytest.mark.parametrize("name", ["impact-factors.yaml", "electricity.yaml", "end-of-support.yaml"])
def test_no_text_uses_a_typewriter_apostrophe(name):
    lines = (catalog_folder() / name).read_text("utf-8").splitlines()
    assert [line for line in lines if "_fr:" in line and "'" in line] == []
