"""Factors in force: the catalogue's, or the organisation's own, which win wherever they are used."""

from datetime import date

import pytest
from sqlalchemy import update

from inventaire.domain.blocks import Table
from inventaire.domain.errors import Conflict, Forbidden, NotFound, Refusal
from inventaire.domain.estimate import Quality
from inventaire.domain.factors import Bounds, OwnFigure, OwnValue
from inventaire.domain.figures import Figure
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, OrganisationKind, Role
from inventaire.models import AuditLine, Device, MakerSheet, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import set_scope
from inventaire.services import estimates, figures, maker_sheets, method
from inventaire.services.factor_list import factors_sheet
from inventaire.services.factors import (
    electricity_in_force,
    factors_in_force,
    own_values,
    prefer_electricity,
    prefer_factor,
    withdraw_factor,
)
from inventaire.services.organisation import add_organisation
from inventaire.services.report.freezing import freeze_report
from inventaire.services.report.yearly import yearly_report

TODAY = date(2026, 11, 22)
LAPTOP = DeviceCategory.LAPTOP
MARK = "valeur de la collectivité"
SHEET = {
    "manufacturer": "Atelier",
    "model": "Portable 14",
    "embodied_low": None,
    "embodied_kgco2e": 250.0,
    "embodied_high": None,
    "energy_kwh_per_year": None,
    "source": "exemple.invalid",
    "dated": PartialDate(2024),
}


def own(low=100.0, central=150.0, high=300.0, since=date(2026, 1, 1), figure=OwnFigure.EMBODIED):
    return OwnValue(figure, Bounds(low, central, high), since, "Étude locale", "Nos achats", Quality.B)


def a_laptop(**more):
    device = Device(category=LAPTOP, in_service_on=PartialDate(2024), **more)
    db.session.add(device)
    db.session.commit()
    return device


def test_an_own_value_wins_from_its_day_and_the_catalogue_s_holds_before(town):
    prefer_factor(LAPTOP, own())
    assert factors_in_force(TODAY)["laptop"].embodied.central == 150
    assert factors_in_force(date(2025, 12, 31))["laptop"].embodied.central == 185.1


def test_the_latest_own_value_holds(town):
    prefer_factor(LAPTOP, own())
    prefer_factor(LAPTOP, own(110.0, 160.0, 310.0, since=date(2026, 6, 1)))
    assert factors_in_force(TODAY)["laptop"].embodied.central == 160
    assert factors_in_force(date(2026, 5, 31))["laptop"].embodied.central == 150


def test_an_own_factor_moves_every_figure_at_once_and_its_withdrawal_moves_them_back(town):
    device = a_laptop(quantity=2)
    before = figures.fleet_report(TODAY).total.totals["embodied_kgco2e"].central
    prefer_factor(LAPTOP, own())
    assert figures.fleet_report(TODAY).total.totals["embodied_kgco2e"].central == 300
    assert figures.explain_device(device, TODAY)[0].estimate.central == 300
    assert estimates.of_inventory("FR", TODAY).total.totals["embodied_kgco2e"].central == 300
    withdraw_factor(own_values("laptop")[0].OwnFactor.id)
    assert figures.fleet_report(TODAY).total.totals["embodied_kgco2e"].central == before


def test_an_own_electricity_factor_holds_in_the_organisation_s_territory_alone(town):
    prefer_electricity(own(None, 30.0, None, figure=OwnFigure.ELECTRICITY))
    assert electricity_in_force("FR", TODAY).g_per_kwh == 30
    assert electricity_in_force("GP", TODAY).own is None


@pytest.mark.parametrize("bounds", [(200.0, 150.0, 300.0), (100.0, 350.0, 300.0)])
def test_values_out_of_order_are_refused(town, bounds):
    with pytest.raises(Refusal, match="Rangez les trois valeurs"):
        prefer_factor(LAPTOP, own(*bounds))


def test_two_values_of_one_figure_cannot_begin_the_same_day_and_those_of_two_can(town):
    prefer_factor(LAPTOP, own())
    prefer_factor(LAPTOP, own(None, 7.0, None, figure=OwnFigure.LIFETIME))
    with pytest.raises(Conflict, match="01/01/2026"):
        prefer_factor(LAPTOP, own())


def test_giving_and_withdrawing_are_an_administrator_s_and_stay_in_the_trace(town):
    prefer_factor(LAPTOP, own())
    withdraw_factor(own_values("laptop")[0].OwnFactor.id)
    lines = db.session.query(AuditLine).filter_by(subject="own_factor").order_by(AuditLine.id)
    assert [line.action for line in lines] == ["created", "deleted"]
    with pytest.raises(NotFound):
        withdraw_factor(1)
    db.session().info[ACTOR] = Actor("quelqu’un", 999, Role.MANAGER)
    with pytest.raises(Forbidden):
        prefer_factor(LAPTOP, own())


def test_what_another_town_prefers_does_not_hold_here(town):
    add_organisation("Autre", None, OrganisationKind.COMMUNE)
    prefer_factor(LAPTOP, own())
    maker_sheets.add_sheet(SHEET)
    set_scope(db.session(), 1)
    assert factors_in_force(TODAY)["laptop"].embodied.central == 185.1
    assert maker_sheets.sheets_in_force() == {}


def test_an_own_value_is_marked_in_the_method_the_report_and_the_export(town):
    a_laptop()
    prefer_factor(LAPTOP, own())
    prefer_electricity(own(None, 30.0, None, figure=OwnFigure.ELECTRICITY))
    found = method.explained(TODAY)
    assert [value.instead_of.central for _, factor in found.factors if factor for value in factor.own] == [185.1]
    assert MARK in found.own_electricity.source
    blocks = yearly_report(2026, TODAY).blocks
    (used,) = [block for block in blocks if isinstance(block, Table) and block.caption == "Facteurs utilisés"]
    assert sum(MARK in row[1] for row in used.rows) == 2
    kept = [row for row in factors_sheet(TODAY).rows if MARK in row]
    assert [row[3] for row in kept] == [30, 150]


def test_a_sheet_holds_for_the_devices_of_its_model_and_says_how_many_there_are(town):
    a_laptop(manufacturer="ATELIER", model="Portable 14", quantity=3)
    a_laptop(manufacturer="Autre", model="Portable 14")
    maker_sheets.add_sheet(SHEET)
    total = figures.fleet_report(TODAY).total.totals["embodied_kgco2e"].central
    assert total == pytest.approx(3 * 250 + 185.1)
    ((row, count),) = maker_sheets.list_sheets()
    assert count == 3
    maker_sheets.withdraw_sheet(row.MakerSheet.id)
    assert figures.fleet_report(TODAY).total.totals["embodied_kgco2e"].central == pytest.approx(4 * 185.1)


def test_a_sheet_kept_under_the_former_name_of_its_maker_holds_for_all_its_spellings(town):
    a_laptop(manufacturer="DELL", model="Latitude 5540")
    dell = SHEET | {"manufacturer": "Dell Inc.", "model": "Latitude 5540"}
    maker_sheets.add_sheet(dell)
    db.session.execute(update(MakerSheet).values(known_as="dell inc. | latitude 5540"))
    db.session.commit()
    ((_, count),) = maker_sheets.list_sheets()
    assert count == 1
    with pytest.raises(Conflict):
        maker_sheets.add_sheet(dell | {"manufacturer": "Dell"})


def test_a_sheet_that_counts_is_cited_by_the_report_and_by_what_freezes_it(town):
    a_laptop(manufacturer="Atelier", model="Portable 14")
    maker_sheets.add_sheet(SHEET)
    maker_sheets.add_sheet(SHEET | {"model": "Que personne n’a"})
    freeze_report(2026, TODAY)
    cited = {
        block.caption: [row for row in block.rows if "Portable 14" in row[0]]
        for block in yearly_report(2026, TODAY).blocks
        if isinstance(block, Table) and any("exemple.invalid" in cell for row in block.rows for cell in row)
    }
    assert set(cited) == {"Facteurs utilisés", "Fiches de fabricants des modèles en service"}
    assert [len(rows) for rows in cited.values()] == [1, 1]
    assert cited["Fiches de fabricants des modèles en service"][0][1] == "250,0"


def test_a_model_has_one_sheet(town):
    maker_sheets.add_sheet(SHEET)
    with pytest.raises(Conflict, match="ATELIER"):
        maker_sheets.add_sheet(SHEET | {"manufacturer": "ATELIER"})


@pytest.mark.parametrize(
    "values",
    [{"embodied_kgco2e": None}, {"embodied_kgco2e": None, "embodied_low": 2.0}, {"embodied_low": 300.0}],
)
def test_a_sheet_that_says_nothing_or_is_out_of_order_is_refused(town, values):
    with pytest.raises(Refusal):
        maker_sheets.add_sheet(SHEET | values)


def test_the_demonstration_has_a_sheet_and_machines_alike_are_still_counted_together(demonstration, town):
    ((row, count),) = maker_sheets.list_sheets()
    assert (row.MakerSheet.model, count) == ("P2419H", 25)
    together, one_by_one = figures.fleet_report(TODAY).total, estimates.of_inventory("FR", TODAY).total
    for figure in Figure:
        assert together.totals[figure.value].values() == pytest.approx(one_by_one.totals[figure.value].values())
