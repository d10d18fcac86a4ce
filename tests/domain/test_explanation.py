"""Every figure opens down to what it is made of."""

from datetime import date

import pytest

from inventaire.catalog.factors import load_electricity, load_factors
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.explanation import explain
from inventaire.domain.figures import Figure
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, EnergySource

TODAY = date(2026, 11, 22)


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def explained(figure, territory="FR", **facts):
    electricity = load_electricity(territory, TODAY)
    answers = explain(DeviceFacts(**facts), load_factors(TODAY), electricity, TODAY)
    assert [answer.figure for answer in answers] == list(Figure)
    return next(answer for answer in answers if answer.figure is figure)


def value_of(answer, label):
    return next(plain(each.value) for each in answer.inputs if each.label == label)


@pytest.mark.parametrize(
    ("figure", "formula"),
    [
        (Figure.EMBODIED, "Repère : 12 × 185,1 kgCO2e = 2 221 kgCO2e"),
        (Figure.EMBODIED_PER_YEAR, "Repère : 12 × 185,1 kgCO2e ÷ max(5 ans ; 8 ans) = 277,7 kgCO2e/an"),
        (Figure.ENERGY_PER_YEAR, "Repère : 12 × 29 kWh/an = 348 kWh/an"),
        (Figure.USE_PER_YEAR, "Repère : 348 kWh/an × 46,1 gCO2e/kWh ÷ 1 000 = 16,04 kgCO2e/an"),
    ],
)
def test_the_formula_shows_its_numbers(figure, formula):
    facts = {"category": DeviceCategory.LAPTOP, "quantity": 12, "in_service_on": PartialDate(2018, 11, 22)}
    assert plain(explained(figure, **facts).formula_fr) == formula


def test_a_figure_names_its_factor_its_source_and_its_date():
    answer = explained(Figure.EMBODIED, category=DeviceCategory.LAPTOP)
    assert answer.factor_fr.startswith("Ordinateur portable, facteur relevé le ")
    assert "ADEME" in answer.source_fr
    assert answer.date == load_factors(TODAY)["laptop"].since
    assert {source.id for source in answer.sources} >= {"ademe-acv-terminaux", "boavizta-fiches"}
    assert answer.quality_fr.startswith("Qualité A")


def test_an_unknown_age_is_said_to_leave_the_reference_lifetime():
    answer = explained(Figure.EMBODIED_PER_YEAR, category=DeviceCategory.LAPTOP)
    assert value_of(answer, "Âge") == "non renseigné"
    assert plain(answer.formula_fr).endswith("÷ 5 ans = 37,02 kgCO2e/an")


def test_a_figure_that_is_not_estimated_gives_its_reason_and_no_formula():
    answer = explained(Figure.EMBODIED, category=DeviceCategory.SCANNER)
    assert (answer.estimate, answer.formula_fr, answer.quality_fr) == (None, None, None)
    assert "renseignez la valeur du fabricant" in answer.reason_fr


def test_a_bound_alone_is_explained_as_a_bound():
    answer = explained(Figure.EMBODIED, category=DeviceCategory.NAS)
    assert plain(answer.formula_fr) == "Borne basse : 1 × 124 kgCO2e = 124 kgCO2e"


def test_a_declared_power_shows_watts_hours_and_cooling():
    facts = {"category": DeviceCategory.SWITCH, "power_on_w": 40, "pue": 1.5}
    answer = explained(Figure.ENERGY_PER_YEAR, **facts)
    assert plain(answer.formula_fr) == "Repère : 1 × (40 W × 8 760 h) ÷ 1 000 × 1,5 = 525,6 kWh/an"
    assert answer.factor_fr is None
    assert "saisies sur ce matériel" in answer.source_fr


def test_the_label_of_a_display_shows_its_value_and_its_hours():
    facts = {"category": DeviceCategory.MONITOR_22_24, "label_kwh_per_1000h": 18, "hours_per_day": 7}
    answer = explained(Figure.ENERGY_PER_YEAR, **facts, days_per_year=220)
    assert plain(answer.formula_fr) == "Repère : 1 × (18 kWh × 1 540 h ÷ 1 000 h) = 27,72 kWh/an"
    assert (value_of(answer, "Étiquette énergie"), value_of(answer, "Heures en marche")) == (
        "18 kWh/1000 h",
        "1 540 h/an",
    )
    assert (answer.factor_fr, "saisies sur ce matériel" in answer.source_fr) == (None, True)


def test_a_server_without_pue_says_that_cooling_is_not_counted():
    answer = explained(Figure.ENERGY_PER_YEAR, category=DeviceCategory.SERVER_RACK)
    assert any("refroidissement n’est pas compté" in each.origin for each in answer.inputs)


def test_a_power_without_stand_by_says_what_to_write():
    facts = {"category": DeviceCategory.LAPTOP, "power_on_w": 40, "hours_per_day": 7, "days_per_year": 220}
    answer = explained(Figure.ENERGY_PER_YEAR, **facts)
    assert any("écrivez 0" in each.origin for each in answer.inputs)


def test_a_measure_cites_the_town_and_not_the_category():
    answer = explained(
        Figure.ENERGY_PER_YEAR,
        category=DeviceCategory.LAPTOP,
        energy_kwh_per_year=60,
        energy_source=EnergySource.MEASURED,
    )
    assert (answer.factor_fr, answer.sources) == (None, ())
    assert "Relevé de la collectivité" in answer.source_fr


def test_a_makers_value_is_said_to_be_one():
    answer = explained(Figure.EMBODIED_PER_YEAR, category=DeviceCategory.LAPTOP, embodied_kgco2e=250)
    assert value_of(answer, "Fabrication d’un matériel") == "bas 130, repère 250, haut 386 kgCO2e"
    assert answer.source_fr.startswith("Fiche du fabricant")


def test_a_territory_without_a_factor_says_so():
    answer = explained(Figure.USE_PER_YEAR, territory=None, category=DeviceCategory.LAPTOP)
    assert "facteur d’électricité" in answer.reason_fr
    assert value_of(answer, "Facteur d’électricité") == "non renseigné"
