"""A label of each device chosen: its code, its words."""

import pytest

from inventaire.domain.errors import Refusal
from inventaire.domain.labels import SHEETS
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.services import labels
from inventaire.services.device import DeviceQuery, chosen_devices, create_device
from inventaire.services.labels import label_sheets, labels_of


def a_laptop(**facts):
    return create_device({"category": DeviceCategory.LAPTOP} | facts)


def everything():
    return chosen_devices((), DeviceQuery())


def test_a_code_is_the_inventory_number_where_no_address_is_declared(town):
    a_laptop(name="PC-1", inventory_number="VB-0040")
    a_laptop(serial="ABC123")
    first, second = labels_of(everything())
    assert (first.code, first.lines) == ("VB-0040", ("PC-1", "N°\u00a0VB-0040", "Propriété de Valbrume"))
    assert (second.code, second.lines) == ("", ("ABC123", "Propriété de Valbrume"))


def test_a_code_is_the_address_of_the_page_where_one_is_declared(town):
    device = a_laptop(name="PC-1", inventory_number="VB-0040")
    town.config["PUBLIC_ADDRESS"] = "https://parc.valbrume.fr"
    (label,) = labels_of(everything())
    assert label.code == f"https://parc.valbrume.fr/materiels/{device.id}"


def test_more_than_the_limit_is_refused_with_what_to_do(town, monkeypatch):
    monkeypatch.setattr(labels, "MOST", 1)
    for _ in range(2):
        a_laptop()
    with pytest.raises(Refusal, match="filtrez la liste"):
        labels_of(everything())


def test_sheets_are_counted_from_where_the_first_one_starts(town):
    for _ in range(3):
        a_laptop()
    sheets = label_sheets(labels_of(everything()), SHEETS["63x38"], 20)
    assert len(sheets) == 2
    assert "Feuille d’étiquettes 2 sur 2" in sheets[1]
