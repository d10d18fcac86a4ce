"""The indicators of section 5: measured beside estimated, avoided beside what would cancel it."""

from datetime import date

import pytest

from inventaire.domain.meters import MeterKind
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, EnergySource, Origin
from inventaire.services.database import writing
from inventaire.services.device import create_device
from inventaire.services.energy.figures import energy_figures, energy_sheet
from inventaire.services.meter import link_device
from inventaire.services.organisation import current_organisation
from tests.services.test_meter import a_meter, read

ON = date(2026, 12, 31)


def figures(on=ON):
    return {(each.indicator.code, each.indicator.label): each for each in energy_figures(current_organisation(), on)}


def told(code, word, on=ON):
    (found,) = [each for (known, label), each in figures(on).items() if known == code and word in label]
    return found.indicator


@pytest.fixture
def room(town):
    meter = a_meter()
    read(meter, "2025-12-31", 1_000)
    read(meter, "2026-12-31", 8_375)
    return meter


def test_nothing_known_says_why_and_invents_no_zero(town):
    for code, word in (("E1", ""), ("E3", "mesurée"), ("E5", "mesurée"), ("E7", "")):
        assert told(code, word).value is None
        assert "Aucun relevé" in told(code, word).reason
    assert "Ni matériel gardé" in told("E6", "Gain net").reason


def test_what_meters_measured_stands_beside_what_is_estimated(room):
    assert told("E1", "").value == "7\u202f375"
    assert "1 compteur, 365 jours relevés sur 365 (100\u00a0%)" in told("E1", "").comment
    assert "ne s’additionnent pas" in told("E1", "").comment
    assert told("E3", "mesurée").value == "63"  # 7 375 ÷ 118
    assert told("E5", "mesurée").value == "340"  # 7 375 × 0,0461
    assert told("E5", "estimée").value == "non estimé"


def test_what_a_measure_emits_is_an_estimate_and_keeps_two_digits(town):
    meter = a_meter()
    read(meter, "2025-12-31", 0)
    read(meter, "2026-12-31", 6_260)
    assert told("E1", "").value == "6\u202f260"
    assert told("E5", "mesurée").value == "290"  # 6 260 × 0,0461 = 288,6


def test_a_year_half_read_says_so_and_under_half_prints_no_value(town):
    meter = a_meter()
    read(meter, "2026-01-12", 0)
    read(meter, "2026-12-20", 342)
    assert "342 jours relevés sur 365 (94\u00a0%)." in told("E1", "").comment
    assert told("E1", "", date(2027, 1, 10)).value is None
    read(meter, "2027-01-01", 354)
    assert told("E1", "", date(2027, 1, 10)).value is None
    assert "moins de la moitié" in told("E1", "", date(2027, 1, 10)).comment
    assert "moins de la moitié" in told("E3", "mesurée", date(2027, 1, 10)).reason


def test_a_meter_within_another_is_shown_and_not_added(room):
    for name in ("SRV-1", "SRV-2", "SRV-3"):
        create_device({"category": DeviceCategory.SERVER_RACK, "name": name})
    inner, beside = (a_meter(name=name, measures=MeterKind.SOCKET) for name in ("Prise", "Baie"))
    for meter, names in ((room, ("SRV-1", "SRV-2")), (inner, ("SRV-1",)), (beside, ("SRV-2", "SRV-3"))):
        for name in names:
            link_device(meter, name)
    read(inner, "2025-12-31", 0)
    read(inner, "2026-12-31", 900)
    assert told("E1", "").value == "7\u202f375"
    inputs = {each.label: each.value for each in figures()[("E1", told("E1", "").label)].inputs}
    assert "compris dans «\u00a0Salle serveur\u00a0», non ajouté" in inputs["Prise"]
    assert "aucun relevé ne couvre cette année" in inputs["Baie"]
    assert "Deux compteurs mesurent un même matériel" in told("E1", "").comment


def test_pages_are_counted_by_agent(town):
    copier = a_meter(name="Copieur", measures=MeterKind.COPIER)
    read(copier, "2025-12-31", 200_000)
    read(copier, "2026-12-31", 259_000)
    assert told("E7", "").value == "500"
    assert told("E1", "").value is None


def test_the_gain_of_the_year_is_told_with_what_would_cancel_it(town):
    old = {"category": DeviceCategory.LAPTOP, "in_service_on": PartialDate(2018, 12, 31)}
    create_device(old | {"quantity": 10})
    create_device(
        {"category": DeviceCategory.TABLET, "in_service_on": PartialDate(2026, 5), "origin": Origin.REFURBISHED}
    )
    kept, reused, whole = (told("E6", word) for word in ("dont prolongation", "reconditionnés", "Gain net"))
    assert kept.value == "370\u00a0kgCO2e (260 à 770)"
    assert "Matériels\u00a0: 10." in kept.comment
    assert "à" in reused.value
    assert "l’achat a vraiment été abandonné" in whole.comment
    assert "Terminaux par agent (P2)\u00a0: 0,09." in whole.comment


def test_a_gain_that_is_negative_says_that_keeping_emits_more(town):
    with writing():
        current_organisation().territory = "GP"
    draws = {"energy_kwh_per_year": 600, "energy_source": EnergySource.MEASURED}
    create_device({"category": DeviceCategory.LAPTOP, "in_service_on": PartialDate(2018, 12, 31)} | draws)
    kept = told("E6", "dont prolongation")
    assert kept.value.startswith("\u2212")
    assert "Garder émet davantage que remplacer." in kept.comment


def test_the_indicators_go_out_with_how_they_are_made(room):
    sheet = energy_sheet(list(figures().values()))
    assert len(sheet.headings) == len(sheet.rows[0]) == 6
    assert [row[0] for row in sheet.rows] == ["E1", "E2", "E3", "E3", "E4", "E4", "E5", "E5", "E6", "E6", "E6", "E7"]
