"""A frozen report prints what it printed, whatever moves; let loose and frozen again, it says what was revised."""

from datetime import date

import pytest

from inventaire.domain.blocks import BulletList, Paragraph
from inventaire.domain.errors import Conflict, Forbidden, NotFound
from inventaire.domain.estimate import Quality
from inventaire.domain.factors import Bounds, OwnFigure, OwnValue
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, OrganisationKind, Role
from inventaire.models import AuditLine, Device, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import set_scope
from inventaire.services.factors import prefer_factor
from inventaire.services.organisation import add_organisation
from inventaire.services.report.freezing import freeze_report, lift_report, moved_since
from inventaire.services.report.frozen import frozen_report, frozen_years
from inventaire.services.report.yearly import todays_report, write_report, yearly_report

TODAY, YEAR = date(2026, 11, 22), 2025
CAUSE = "facteur d’achat relu"


@pytest.fixture
def fleet(town):
    db.session.add(Device(category=DeviceCategory.LAPTOP, quantity=10, in_service_on=PartialDate(2024)))
    db.session.commit()


def prefer(central):
    bounds = Bounds(central / 2, central, central * 2)
    value = OwnValue(OwnFigure.EMBODIED, bounds, date(2025, 1, 1), "Étude", "Nos achats", Quality.B)
    prefer_factor(DeviceCategory.LAPTOP, value)


def texts(document):
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_a_frozen_report_keeps_what_was_shown_and_says_when_and_by_whom(fleet):
    shown = todays_report(YEAR, TODAY)
    freeze_report(YEAR, TODAY)
    frozen = yearly_report(YEAR, TODAY)
    assert frozen_report(YEAR).stored == shown
    assert "figé le" in texts(frozen)[0]
    assert "par la ligne de commande" in texts(frozen)[0]
    assert set(shown.blocks) <= set(frozen.blocks)


def test_a_factor_that_moves_does_not_move_a_frozen_report_and_moves_today_s(fleet):
    freeze_report(YEAR, TODAY)
    before = yearly_report(YEAR, TODAY)
    prefer(100.0)
    assert yearly_report(YEAR, TODAY) == before
    assert {each.code for each in moved_since(YEAR, TODAY)} == {"E4"}


def test_a_frozen_report_keeps_the_factors_and_the_figures_of_the_law_that_it_used(fleet):
    freeze_report(YEAR, TODAY)
    kept = frozen_report(YEAR).parameters
    factors, figures = kept["tables"]
    assert [row[:2] for row in factors[2]] == [["Ordinateur portable", "185,1 (130,0 à 386,0)"]]
    assert figures[2]
    assert kept["rests_on"][0].startswith("Catalogue ")
    assert "46,1" in kept["rests_on"][1]
    assert any(row[0] == "Ordinateur portable" and "ADEME" in row[8] for row in kept["factors"])


def test_the_file_is_that_of_the_frozen_report(fleet, tmp_path):
    freeze_report(YEAR, TODAY)
    write_report(YEAR, TODAY, tmp_path / "un.odt")
    write_report(YEAR, TODAY, tmp_path / "un.html")
    prefer(100.0)
    write_report(YEAR, TODAY, tmp_path / "deux.odt")
    assert (tmp_path / "un.odt").read_bytes() == (tmp_path / "deux.odt").read_bytes()
    assert "figé le" in (tmp_path / "un.html").read_text(encoding="utf-8")


def test_a_report_let_loose_follows_today_and_frozen_again_says_what_was_revised_and_why(fleet):
    freeze_report(YEAR, TODAY)
    lift_report(YEAR, CAUSE)
    assert yearly_report(YEAR, TODAY) == todays_report(YEAR, TODAY)
    prefer(100.0)
    freeze_report(YEAR, TODAY)
    (told,) = [block.items for block in yearly_report(YEAR, TODAY).blocks if isinstance(block, BulletList)]
    assert all(line.endswith(CAUSE) and "valeur 2025 révisée" in line and "→" in line for line in told)
    lift_report(YEAR, "faute de frappe")
    freeze_report(YEAR, TODAY)
    assert frozen_report(YEAR).parameters["revisions"] == list(told)


def test_the_reason_and_the_digest_of_the_report_stay_in_the_trace(fleet):
    freeze_report(YEAR, TODAY)
    lift_report(YEAR, CAUSE)
    made, lifted = db.session.query(AuditLine).filter_by(subject="frozen_report").order_by(AuditLine.id)
    assert made.after["document"].startswith("sha256 ")
    assert lifted.sides()[1]["lifted_reason"] == CAUSE
    assert "document" not in lifted.after


def test_a_report_is_frozen_once_and_let_loose_once(fleet):
    with pytest.raises(NotFound, match="n’est pas figé"):
        lift_report(YEAR, CAUSE)
    freeze_report(YEAR, TODAY)
    with pytest.raises(Conflict, match="déjà figé"):
        freeze_report(YEAR, TODAY)


def test_freezing_is_not_a_reader_s(fleet):
    db.session().info[ACTOR] = Actor("quelqu’un", 999, Role.READER)
    with pytest.raises(Forbidden):
        freeze_report(YEAR, TODAY)


def test_a_year_out_of_range_is_not_frozen(town):
    with pytest.raises(NotFound):
        freeze_report(1999, TODAY)


def test_the_frozen_report_of_another_town_is_not_ours(fleet):
    add_organisation("Autre", None, OrganisationKind.COMMUNE)
    freeze_report(YEAR, TODAY)
    set_scope(db.session(), 1)
    assert frozen_years() == {}


def test_the_demonstration_s_report_is_frozen_whole(demonstration, town):
    shown = todays_report(2026, TODAY)
    freeze_report(2026, TODAY)
    assert frozen_report(2026).stored == shown
