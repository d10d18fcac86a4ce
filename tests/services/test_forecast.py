"""The machines in use, gathered to live ten years under a policy."""

from datetime import date

import numpy as np
import pytest

from inventaire.domain.forecast.cohorts import KINDS
from inventaire.domain.forecast.measures import Measure, Side, Verdict
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.prices import PriceKey
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus, SiteKind
from inventaire.models import Organisation, Site, db
from inventaire.services.database import writing
from inventaire.services.device import create_device
from inventaire.services.forecast import fleet_in_use, rates_on
from inventaire.services.forecast_basis import held_apart
from inventaire.services.forecast_comparison import USUAL, chosen, comparison
from inventaire.services.forecast_tables import forecast_sheets, in_short, moved, rows_of_years, totals
from inventaire.services.maker_sheets import add_sheet
from inventaire.services.policy import create_policy
from inventaire.services.prices import give_price

TODAY = date(2026, 11, 22)
LAPTOP = DeviceCategory.LAPTOP


@pytest.fixture
def device(town):
    """Record laptops in use, with a few facts changed."""

    def made(**changes):
        usual = {"category": LAPTOP, "quantity": 1, "status": DeviceStatus.IN_SERVICE}
        return create_device(usual | {"in_service_on": PartialDate(2024, 3)} | changes)

    return made


def computer(**changes):
    return {
        "operating_system": "Microsoft Windows 10 Professionnel",
        "operating_system_version": "22H2",
        "processor": "Intel(R) Core(TM) i5-6500 CPU @ 3.20GHz",
        "memory_gb": 8.0,
        "storage_gb": 256.0,
        "tpm_version": "2.0",
    } | changes


def ends(field):
    return sorted(getattr(fleet_in_use(TODAY).fleet.cohorts, field).tolist())


def test_what_left_or_waits_in_stock_is_not_projected(device):
    device(quantity=3)
    device(status=DeviceStatus.IN_STOCK)
    device(status=DeviceStatus.RETIRED, retired_on=PartialDate(2025))
    assert fleet_in_use(TODAY).fleet.cohorts.quantity.sum() == 3


def test_the_sheet_of_its_maker_weighs_in_what_a_model_draws_and_no_other(device):
    device(manufacturer="Atelier", model="Portable 14")
    device(manufacturer="Autre", model="Portable 14")
    usual = fleet_in_use(TODAY).fleet.cohorts.energy.sum(axis=0)
    told = {"source": "exemple.invalid", "dated": PartialDate(2024), "energy_kwh_per_year": 35.0}
    unsaid = dict.fromkeys(("embodied_low", "embodied_kgco2e", "embodied_high"))
    add_sheet({"manufacturer": "Atelier", "model": "Portable 14", **unsaid, **told})
    moved_by = fleet_in_use(TODAY).fleet.cohorts.energy.sum(axis=0) - usual
    assert moved_by == pytest.approx([0, 35 - 29, 0])


def test_machines_of_one_year_are_one_cohort_however_precise_their_date(device):
    for began in (PartialDate(2024), PartialDate(2024, 5), PartialDate(2024, 5, 12)):
        device(in_service_on=began)
    cohorts = fleet_in_use(TODAY).fleet.cohorts
    assert (cohorts.began.tolist(), cohorts.quantity.tolist()) == ([2024], [3])


def test_a_computer_condemned_by_its_publisher_ends_with_its_system_unless_a_free_one_fits(device):
    device(**computer())
    device(**computer(memory_gb=1.0))
    assert ends("publisher_end") == [2025, 2025]
    assert ends("free_end") == [2025, np.inf]


def test_a_computer_that_can_receive_the_next_system_has_no_end(device):
    device(**computer(processor="Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz"))
    assert ends("publisher_end") == [np.inf]


def test_a_computer_that_says_too_little_is_counted_as_such_and_has_no_end(device):
    device(quantity=2)
    device(**computer(memory_gb=None, processor=None))
    device(category=DeviceCategory.SWITCH)
    assert fleet_in_use(TODAY).untold == 3
    assert set(ends("publisher_end")) == {np.inf}


def test_the_devices_of_a_school_do_not_count_per_agent(device):
    with writing() as session:
        school = Site(name="École", kind=SiteKind.PRIMARY_SCHOOL)
        session.add(school)
        session.flush()
        number = school.id
    device(quantity=4)
    device(quantity=2, site_id=number)
    cohorts = fleet_in_use(TODAY).fleet.cohorts
    assert cohorts.quantity[cohorts.kind >= KINDS // 2].tolist() == [4]


def test_prices_are_the_organisation_s_and_unknown_until_given(device):
    assert np.isnan(rates_on(TODAY).new_eur).all()
    give_price(PriceKey.NEW_DEVICE, LAPTOP, 700, PartialDate(2026), "Marché")
    give_price(PriceKey.KWH, None, 0.2, PartialDate(2026), "Facture")
    rates = rates_on(TODAY)
    assert (np.nanmax(rates.new_eur), rates.kwh_eur, rates.kg_per_kwh) == (700, 0.2, pytest.approx(0.0461))
    assert rates.avoided[list(DeviceCategory).index(LAPTOP)].tolist() == [0.43, 0.97]


def test_keeping_eight_years_rather_than_five_is_told_by_cause(device):
    for age in range(5):
        device(quantity=20, in_service_on=PartialDate(2026 - age))
    give_price(PriceKey.NEW_DEVICE, LAPTOP, 700, PartialDate(2026), "Marché")
    give_price(PriceKey.KWH, None, 0.2, PartialDate(2026), "Facture")
    found = comparison(USUAL, TODAY)
    assert [each.outcome.total(Measure.BOUGHT)[0] for each in found.lived] == [200, 100]
    told = {each.side: each for each in found.lived[1].explained}
    assert told[Side.FOOTPRINT].verdict is Verdict.LESS
    assert told[Side.FOOTPRINT].whole.central == pytest.approx(-100 * 185.1)
    assert told[Side.ENERGY].verdict is Verdict.NONE
    assert told[Side.EUROS].whole.values() == (-70_000,) * 3
    told = in_short(found.lived[1])
    assert told == "achats, 100 de moins\u202f; empreinte, 19\u00a0t CO2e (13 à 39) de moins"
    assert moved(found.lived[1].explained[0].whole.opposite(), Side.BOUGHT) == "+100"
    assert found.lived[0].per_agent == pytest.approx(100 / 118)


def test_an_amount_is_not_said_without_its_price_and_the_page_names_what_lacks(device):
    device(in_service_on=PartialDate(2022))
    found = comparison(USUAL, TODAY)
    rows = dict(totals(found))
    assert rows["Achats"] == ["non renseigné", "non renseigné"]
    assert rows["Matériels achetés"] == ["2", "1"]
    (told,) = [each for each in held_apart(found) if each.startswith("Prix")]
    assert "Ordinateur portable (neuf), kilowatt-heure" in told


def test_what_lacks_a_date_a_factor_or_a_staff_is_told(device):
    device(in_service_on=None, quantity=3)
    device(category=DeviceCategory.SWITCH)
    with writing():
        db.session.get(Organisation, 1).staff_count = None
    told = " ".join(held_apart(comparison(("remplacer-a-5", "moins-de-materiels"), TODAY)))
    assert "3\u00a0matériels sans date" in told
    assert "Commutateur réseau (1)" in told
    assert "calculé sur 3 sur 4\u00a0matériels (75\u00a0%)\u00a0: données incomplètes" in told
    assert "L’effectif n’est pas renseigné" in told


def test_a_ceiling_that_is_already_kept_is_said_to_change_nothing(device):
    device(quantity=59)
    found = comparison(("remplacer-a-5", "moins-de-materiels"), TODAY)
    assert in_short(found.lived[1]) == "achats, aucun écart\u202f; empreinte, aucun écart"
    assert any("0,50 aujourd’hui, déjà sous le plafond" in told for told in held_apart(found))


def test_the_policies_of_an_address_are_kept_once_and_the_usual_two_stand_in(town):
    mine = f"p{create_policy({'name': 'La nôtre'}).id}"
    assert chosen(["rien", mine, mine, "garder-a-8"]) == (mine, "garder-a-8")
    assert chosen(["", "", ""]) == USUAL
    assert chosen([mine]) == (USUAL[0], mine)
    assert chosen(["garder-a-8"]) == ("remplacer-a-5", "garder-a-8")


def test_the_file_holds_ten_years_of_each_policy_and_every_cause(device):
    device()
    found = comparison(USUAL, TODAY)
    years, causes = forecast_sheets(found)
    rows = list(years.rows)
    assert [row[1] for row in rows] == list(range(2027, 2037)) * 2
    assert all(len(row) == len(years.headings) for row in rows)
    assert len(list(causes.rows)) == len(Side) * 6
    assert len(rows_of_years(found, found.lived[0])) == 10


def test_an_empty_fleet_has_ten_years_of_nothing(town):
    found = comparison(USUAL, TODAY)
    assert dict(totals(found))["Matériels achetés"] == ["0", "0"]
    assert held_apart(found)
