"""The sheet of a round on foot: what should stand there, service by service."""

from datetime import date

import pytest

from inventaire.domain.blocks import Heading, Table
from inventaire.domain.errors import NotFound, Refusal
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus
from inventaire.models import Department, Site
from inventaire.services import stocktaking
from inventaire.services.database import writing
from inventaire.services.device import create_device
from inventaire.services.stocktaking import stocktaking_sheet

TODAY = date(2026, 11, 22)


@pytest.fixture
def places(town):
    with writing() as session:
        rows = [Site(name="Mairie"), Site(name="École"), Department(name="Finances")]
        session.add_all(rows)
    return [row.id for row in rows]


def a_laptop(**facts):
    return create_device({"category": DeviceCategory.LAPTOP} | facts)


def test_what_should_stand_there_is_listed_service_by_service(places):
    hall, school, finances = places
    a_laptop(name="PC-2", site_id=hall, serial="ABC123", user_label="Mme Durand")
    a_laptop(name="PC-1", site_id=hall, department_id=finances, inventory_number="VB-1", quantity=3)
    a_laptop(name="PC-3", site_id=hall, status=DeviceStatus.RETIRED)
    a_laptop(name="PC-4", site_id=school)
    document = stocktaking_sheet(hall, TODAY)
    assert document.title.endswith("Mairie")
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == ["Finances", "Sans service", stocktaking.FOUND]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [row[:6] for table in tables[:2] for row in table.rows] == [
        ("PC-1", "Ordinateur portable", "", "VB-1", "3", "☐"),
        ("PC-2", "Ordinateur portable", "ABC123", "", "1", "☐"),
    ]
    assert tables[0].caption == "Attendus\u00a0: 3"
    assert "Durand" not in str(document)


def test_a_site_of_nobody_is_not_found(places):
    with pytest.raises(NotFound):
        stocktaking_sheet(999, TODAY)


def test_a_site_too_large_for_paper_is_refused(places, monkeypatch):
    monkeypatch.setattr(stocktaking, "MOST", 1)
    for _ in range(2):
        a_laptop(site_id=places[0])
    with pytest.raises(Refusal, match="partagez-le"):
        stocktaking_sheet(places[0], TODAY)
