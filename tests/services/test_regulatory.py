"""Figures of the law: the catalogue's as they held on a date, and the organisation's own, which win."""

from datetime import date

import pytest

from inventaire.domain.errors import Conflict, Forbidden, NotFound
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import OrganisationKind, Role
from inventaire.models import AuditLine, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import set_scope
from inventaire.services.organisation import add_organisation
from inventaire.services.regulatory import figure_in_force, list_figures, own_values, set_value, withdraw_value

TARGET = "reemploi-cible"
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(("year", "percent"), [(2023, 25), (2024, 35), (2025, 50), (2026, 50)])
def test_the_target_is_that_of_the_year(town, year, percent):
    assert figure_in_force(TARGET, date(year, 12, 31)).text == f"{percent}\u00a0%"


def test_a_figure_has_no_value_before_its_first(town):
    assert figure_in_force(TARGET, date(2022, 12, 31)) is None


def test_a_key_that_is_not_in_the_catalogue_is_refused(town):
    with pytest.raises(NotFound):
        figure_in_force("rien", TODAY)


def test_the_organisation_s_own_value_wins_from_its_day_with_its_reason(town):
    set_value(TARGET, 60.0, PartialDate(2026), "Délibération du 3 mars")
    found = figure_in_force(TARGET, TODAY)
    assert (found.value, found.since, found.reason) == (60, date(2026, 1, 1), "Délibération du 3 mars")
    assert "valeur de la collectivité" in found.reference
    assert figure_in_force(TARGET, date(2025, 12, 31)).value == 50


def test_a_later_value_of_the_catalogue_takes_over_from_an_own_one(town):
    set_value(TARGET, 30.0, PartialDate(2023, 6, 1), "Un avis")
    assert figure_in_force(TARGET, date(2023, 12, 31)).value == 30
    assert figure_in_force(TARGET, date(2024, 1, 1)).value == 35


def test_an_own_value_withdrawn_gives_the_catalogue_s_back_and_both_are_traced(town):
    set_value(TARGET, 60.0, PartialDate(2026), "Délibération")
    (row,) = own_values(TARGET)
    assert withdraw_value(row.RegulatoryValue.id) == TARGET
    assert figure_in_force(TARGET, TODAY).reason is None
    lines = db.session.query(AuditLine).filter_by(subject="regulatory_value").order_by(AuditLine.id)
    assert [line.action for line in lines] == ["created", "deleted"]
    with pytest.raises(NotFound):
        withdraw_value(row.RegulatoryValue.id)


def test_two_values_cannot_begin_the_same_day(town):
    set_value(TARGET, 60.0, PartialDate(2026), "Délibération")
    with pytest.raises(Conflict, match="01/01/2026"):
        set_value(TARGET, 70.0, PartialDate(2026, 1, 1), "Autre")


def test_an_own_value_is_an_administrator_s_to_give(town):
    db.session().info[ACTOR] = Actor("quelqu’un", 999, Role.MANAGER)
    with pytest.raises(Forbidden):
        set_value(TARGET, 60.0, PartialDate(2026), "Non")


def test_the_value_of_another_town_does_not_hold_here(town):
    add_organisation("Autre", None, OrganisationKind.COMMUNE)
    set_value(TARGET, 60.0, PartialDate(2026), "Délibération")
    assert figure_in_force(TARGET, TODAY).value == 60
    set_scope(db.session(), 1)
    assert figure_in_force(TARGET, TODAY).value == 50


def test_every_figure_is_listed_with_its_confidence(town):
    lines = list_figures(TODAY)
    assert {line.figure.confidence.value for line in lines} == {"T", "S", "G", "C"}
    assert all(line.figure.source or line.figure.confidence.value == "C" for line in lines)
