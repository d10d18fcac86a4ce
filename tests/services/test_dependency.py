"""Dependency profiles over an inventory: what is found, what is answered, what a weight changes."""

from datetime import date

import pytest
from sqlalchemy import select

from inventaire.catalog.reader import load_catalog
from inventaire.domain.dependency.profile import Basis, RiskKind
from inventaire.domain.errors import Forbidden, NotFound, Overtaken, WouldLose
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.person import words_of
from inventaire.domain.vocabulary import Fit, HostingPlace, OrganisationKind, PersonalData, Role
from inventaire.models import Account, Application, AuditLine, DependencyAnswer, DependencySetting, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.base import now
from inventaire.models.scope import acting_as, set_scope
from inventaire.services.bin import KEPT, purge
from inventaire.services.dependency import get_criterion, grid_of, profile_of, save_answer
from inventaire.services.dependency_list import (
    DependencyQuery,
    all_profiles,
    dependencies_sheet,
    kept_dependencies,
    list_dependencies,
)
from inventaire.services.dependency_settings import effect_of, save_setting
from inventaire.services.imports.undo import undo_import
from inventaire.services.opinion import decide
from inventaire.services.organisation import add_organisation
from inventaire.services.person import find_person
from inventaire.services.person_erasure import erase_person
from tests.services.inventories import software, take_in

TODAY = date(2026, 11, 22)
EXCHANGE, OFFICE, LIBREOFFICE, OWN = "Exchange Online", "Microsoft Office 2016", "LibreOffice", "Outil maison"

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def _inventory(town):
    take_in(software(*({"raw_name": name} for name in (EXCHANGE, OFFICE, LIBREOFFICE, OWN))))


def application(name):
    return db.session.scalars(select(Application).where(Application.raw_name == name)).one()


def risk_of(name, kind):
    return profile_of(application(name), TODAY).of(kind)


def answers_of(name):
    profile = profile_of(application(name), TODAY)
    return {each.criterion.id: each for risk in profile.risks for each in risk.answers if each.option}


def criterion(name):
    return get_criterion(name, TODAY)


def answer(name, of, value, version=0, **more):
    values = {"value": value, "evidence": None, "dated_on": None} | more
    save_answer(application(name).id, criterion(of), version, values)


def test_the_catalogue_answers_for_a_tool_that_it_knows():
    known = answers_of(OFFICE)
    assert known["controller-law"].option.value == "outside"
    assert known["support-end"].option.value == "over"
    assert known["support-end"].found.source.startswith("https://")
    assert known["sole-supplier"].option.value == "vendor"


ZOOM = "Zoom"


def refuse_every_way_out_of(tool):
    for each in load_catalog().replacements_of(tool):
        decide(tool, each.alternative, 0, {"fit": Fit.NONE, "reason": "Essai au service finances."})


def test_an_opinion_of_the_organisation_reaches_the_answers_and_signs_them():
    take_in(software({"raw_name": ZOOM}))
    assert answers_of(ZOOM)["alternatives"].option.value == "several"
    account = db.session.scalars(select(Account)).one()
    db.session().info[ACTOR] = Actor("", account.id, Role.ADMINISTRATOR)
    refuse_every_way_out_of("zoom")
    known = answers_of(ZOOM)
    assert known["alternatives"].option.value == "none"
    assert "la collectivité a écarté Visio / Meet (La Suite), Jitsi" in known["alternatives"].found.evidence
    assert known["prerequisites"].option.value == "unknown-way"
    for name in ("alternatives", "prerequisites"):
        assert (known[name].found.basis, known[name].found.by) == (Basis.OWN, "Service informatique")
        assert known[name].found.dated_on == now().date()


def test_an_opinion_that_changes_no_way_out_leaves_the_catalogue_its_word():
    take_in(software({"raw_name": ZOOM}))
    before = answers_of(ZOOM)["alternatives"]
    decide("zoom", "jitsi", 0, {"difficulty": 5, "reason": "Essai au service finances."})
    assert answers_of(ZOOM)["alternatives"] == before
    assert before.found.basis is Basis.OPINION


def test_the_opinion_of_one_town_is_never_another_s():
    with acting_as(db.session()):
        other = add_organisation("Autre", None, OrganisationKind.COMMUNE).id
    for town in (1, other):
        set_scope(db.session(), town)
        take_in(software({"raw_name": ZOOM}))
    set_scope(db.session(), 1)
    refuse_every_way_out_of("zoom")
    told = {}
    for town in (1, other, 1):
        set_scope(db.session(), town)
        told.setdefault(town, []).append(answers_of(ZOOM)["alternatives"].option.value)
    assert told == {1: ["none", "none"], other: ["several"]}


@pytest.mark.parametrize(
    ("name", "version", "product"),
    [
        ("VMware ESXi 7.0", "", "VMware ESXi 7.0"),
        ("VMware vCenter Server", "7.0", "VMware vCenter 7.0"),
        ("iOS", "15", "iOS 15"),
        ("iPadOS", "15", "iPadOS 15"),
    ],
)
def test_the_end_of_support_is_that_of_the_product_so_named(name, version, product):
    take_in(software({"raw_name": name, "version": version}))
    assert answers_of(name)["support-end"].found.evidence.startswith(product)


def test_free_software_is_nobodys_to_take_away():
    known = answers_of(LIBREOFFICE)
    assert {known[name].option.value for name in ("controller-law", "without-vendor", "alternatives")} == {"free"}


def test_nothing_is_made_up_for_a_name_that_nobody_knows():
    assert answers_of(OWN) == {}
    assert [risk.level for risk in profile_of(application(OWN), TODAY).risks] == [None, None, None]


def test_the_record_of_the_application_counts():
    row = application(OFFICE)
    row.hosting_place, row.personal_data = HostingPlace.OUTSIDE_EU, PersonalData.CHILDREN
    db.session.commit()
    risk = risk_of(OFFICE, RiskKind.JURISDICTION)
    assert (risk.level, risk.weakest[0].criterion.id) == (4, "exposed-data")
    assert answers_of(OFFICE)["exposed-data"].found.basis is Basis.RECORD


def test_an_answer_of_the_organisation_wins_and_says_who_and_when():
    account = db.session.scalars(select(Account)).one()
    db.session().info[ACTOR] = Actor("", account.id, Role.MANAGER)
    answer(OFFICE, "controller-law", "eu", evidence="Avenant du 3 mai", dated_on=PartialDate(2026, 5))
    given = answers_of(OFFICE)["controller-law"]
    assert (given.option.value, given.found.basis, given.found.by) == ("eu", Basis.OWN, "Service informatique")
    assert (given.found.evidence, given.found.dated_on) == ("Avenant du 3 mai", PartialDate(2026, 5))
    (line,) = db.session.scalars(select(AuditLine).where(AuditLine.subject == "dependency_answer"))
    assert "Avenant" not in str(line.after)
    assert line.sides()[1]["evidence"] == "Avenant du 3 mai"


def test_an_answer_withdrawn_gives_the_catalogue_its_word_back():
    before = answers_of(OFFICE)["controller-law"]
    answer(OFFICE, "controller-law", "eu")
    answer(OFFICE, "controller-law", "", version=1)
    assert answers_of(OFFICE)["controller-law"] == before
    assert db.session.scalars(select(DependencyAnswer)).all() == []


def test_an_answer_given_in_between_is_not_overwritten():
    answer(OFFICE, "notice", "short", evidence="Le premier")
    with pytest.raises(Overtaken):
        answer(OFFICE, "notice", "long", version=0)
    assert answers_of(OFFICE)["notice"].option.value == "short"


def test_a_test_of_the_export_grows_old():
    answer(OFFICE, "export-tested", "tested", dated_on=PartialDate(2026, 1))
    assert answers_of(OFFICE)["export-tested"].option.value == "tested"
    answer(OFFICE, "export-tested", "tested", version=1, dated_on=PartialDate(2023, 1))
    assert answers_of(OFFICE)["export-tested"].option.value == "aged"


def test_an_answer_of_a_head_of_service_is_for_their_own_software():
    db.session().info[ACTOR] = Actor("", 1, Role.CONTRIBUTOR, 1)
    with pytest.raises(Forbidden):
        answer(OFFICE, "notice", "short")


def test_an_unknown_criterion_is_not_found():
    with pytest.raises(NotFound):
        criterion("inconnu")


def test_a_weight_shows_its_effect_before_anything_is_kept():
    effect = effect_of(criterion("controller-law"), 3, {"outside": 4}, TODAY)
    assert (effect.total, effect.moved, effect.examples) == (4, 2, (EXCHANGE, OFFICE))
    assert effect.moves == ((2, 4, 1), (3, 4, 1))
    assert db.session.scalars(select(DependencySetting)).all() == []


def save(name, weight, levels=None, version=0, reason="Notre commune est frontalière."):
    asked = criterion(name)
    own = {each.value: each.level for each in asked.options} | (levels or {})
    save_setting(asked, version, {"weight": weight, "levels": own, "reason": reason}, TODAY)


def test_what_is_kept_does_what_was_shown():
    before = {line.name: line.profile.of(RiskKind.JURISDICTION).level for line in all_profiles(TODAY)}
    effect = effect_of(criterion("controller-law"), 9, {"outside": 4}, TODAY)
    save("controller-law", 9, {"outside": 4})
    after = {line.name: line.profile.of(RiskKind.JURISDICTION).level for line in all_profiles(TODAY)}
    assert {name for name in before if before[name] != after[name]} == set(effect.examples)
    assert criterion("controller-law").weight == 9
    (kept,) = db.session.scalars(select(DependencySetting))
    assert (kept.levels, kept.reason) == ({"outside": 4}, "Notre commune est frontalière.")


def test_the_weights_of_the_catalogue_given_again_take_the_setting_away():
    usual = criterion("notice").weight
    save("notice", 0)
    assert criterion("notice").weight == 0
    save("notice", usual, version=1)
    assert db.session.scalars(select(DependencySetting)).all() == []
    assert not criterion("notice").is_adjusted


def test_a_setting_changed_in_between_is_not_overwritten():
    save("notice", 5)
    with pytest.raises(Overtaken):
        save("notice", 6, version=0)


def test_the_list_is_filtered_by_level_and_sorted_by_risk():
    kept = kept_dependencies(DependencyQuery(levels=((RiskKind.CONTINUITY, 4),)), TODAY)
    assert [line.name for line in kept] == [OFFICE]
    ranked = kept_dependencies(DependencyQuery(sort="continuity", descending=True), TODAY)
    assert (ranked[0].name, ranked[-1].name) == (OFFICE, OWN)
    found = list_dependencies(DependencyQuery(search="office"), TODAY, 1)
    assert ([line.name for line in found.page.rows], found.total) == ([LIBREOFFICE, OFFICE], 4)


def test_the_list_goes_out_with_the_three_risks_side_by_side():
    sheet = dependencies_sheet(DependencyQuery(search="maison"), TODAY)
    (row,) = sheet.rows
    assert len(row) == len(sheet.headings) == 17
    assert row[:4] == (OWN, None, None, "non évalué")


def test_a_component_has_no_profile():
    take_in(software({"raw_name": "Microsoft Visual C++ 2019 X64 Minimum Runtime - 14.28.29914"}))
    assert len(all_profiles(TODAY)) == 4


def test_a_name_in_what_shows_an_answer_is_found_and_erased():
    answer(OFFICE, "notice", "short", evidence="Vu avec Odile Marchand")
    places = find_person("Odile Marchand")
    assert {place.table for place in places} == {"dependency_answer", "audit_line"}
    erase_person(places, words_of("Odile Marchand"))
    assert "Odile" not in str(db.session.scalars(select(DependencyAnswer.evidence)).all())
    assert find_person("Odile Marchand") == []


def test_an_import_is_not_taken_back_over_an_answer_given_since():
    answer(OFFICE, "notice", "short")
    with pytest.raises(WouldLose, match="réponse sur «\u00a0Microsoft Office 2016\u00a0»"):
        undo_import(1)
    answer(OFFICE, "notice", "", version=1)
    undo_import(1)
    assert all_profiles(TODAY) == ()


def test_an_answer_goes_for_good_with_its_application_and_the_trace_says_so():
    answer(OFFICE, "notice", "short")
    row = application(OFFICE)
    row.deleted_at = now() - KEPT
    db.session.commit()
    assert purge() == 1
    lines = select(AuditLine.action).where(AuditLine.subject == "dependency_answer").order_by(AuditLine.id)
    assert list(db.session.scalars(lines)) == ["created", "deleted"]


def test_everything_asked_weighs_as_the_catalogue_says_until_somebody_changes_it():
    assert [each.is_adjusted for each in grid_of(TODAY).criteria] == [False] * 18
