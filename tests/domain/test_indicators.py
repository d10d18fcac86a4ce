"""An indicator is printed only as far as it is covered."""

from inventaire.domain.indicators import Indicator, Method, covered


def test_under_half_covered_the_value_is_not_printed():
    value, comment = covered("12", 0.49, "Calculé sur 49 sur 100")
    assert value is None
    assert "pas imprimée" in comment


def test_under_eighty_per_cent_the_data_are_said_incomplete():
    value, comment = covered("12", 0.79, "Calculé sur 79 sur 100")
    assert value == "12"
    assert "données incomplètes" in comment


def test_well_covered_the_value_stands_alone():
    assert covered("12", 0.8, "Calculé sur 80 sur 100") == ("12", "Calculé sur 80 sur 100.")


def test_an_unknown_value_is_said_with_its_reason():
    row = Indicator("P3", "Durée d’usage", "années", Method.COMPUTED, reason="Non suivi.").row()
    assert row == ("P3", "Durée d’usage (années)", "non renseigné", "C", "Non suivi.")
