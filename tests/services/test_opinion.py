"""What the organisation thinks wins over the catalogue, says so, and can be taken back."""

from datetime import date

import pytest
from sqlalchemy import select

from inventaire.catalog.reader import load_catalog
from inventaire.domain.errors import NotFound, Overtaken
from inventaire.domain.vocabulary import Fit
from inventaire.models import AuditLine, CatalogOpinion, db
from inventaire.services.catalogue import replaced_by, replacements_of
from inventaire.services.opinion import decide, find_opinion, opinions, opinions_sheet, withdraw
from inventaire.services.person import find_person
from inventaire.services.person_erasure import erase_person
from inventaire.services.plan import current_plan
from inventaire.services.report.software import software_blocks
from tests.services.inventories import software, take_in

pytestmark = pytest.mark.usefixtures("town")
TODAY = date(2026, 11, 22)
OFFICE = "microsoft-office-perpetuel"


def think(tool=OFFICE, alternative="onlyoffice", version=0, **values):
    decide(tool, alternative, version, {"reason": "Essai au service finances."} | values)


def order_of(tool):
    return [each.alternative.slug for each in replacements_of(tool)]


def ten_tools():
    return next(block for block in software_blocks(TODAY) if getattr(block, "caption", "").startswith("Les dix"))


def planned(tool=OFFICE):
    take_in(software({"raw_name": "Microsoft Office 2016", "publisher": "Microsoft Corporation"}))
    steps = {step.id: step for step in current_plan(TODAY).steps}
    return steps[f"{tool}:bureautique"]


def test_the_catalogue_s_opinion_holds_until_another_is_given():
    assert order_of(OFFICE)[0] == "libreoffice"
    assert planned().alternative == "libreoffice"


def test_what_is_preferred_comes_first_in_the_list_the_plan_and_the_report():
    think(preferred=True)
    assert order_of(OFFICE)[0] == "onlyoffice"
    assert planned().alternative == "onlyoffice"
    assert ten_tools().rows[0][3] == "ONLYOFFICE"


def test_an_own_difficulty_moves_the_step_and_leaves_the_catalogue_s_beside_it():
    before = planned()
    think(alternative="libreoffice", difficulty=4)
    after = planned()
    assert (before.year, after.year) == (2028, 2030)
    first = replacements_of(OFFICE)[0]
    assert (first.replacement.difficulty, first.told.difficulty) == (4, 2)
    assert (first.replacement.fit, first.replacement.lost_fr) == (first.told.fit, first.told.lost_fr)


def test_an_alternative_that_is_not_for_us_leaves_the_plan_whatever_the_tool():
    think(tool="", alternative="libreoffice", fit=Fit.NONE)
    assert planned().alternative == "onlyoffice"
    assert {each.replacement.fit for _, each in replaced_by("libreoffice")} == {"none"}


def test_a_tool_whose_every_alternative_was_set_aside_says_so_in_the_plan_and_the_report():
    take_in(software({"raw_name": "Zoom", "publisher": "Zoom Video Communications"}))
    names = [each.alternative.name for each in replacements_of("zoom")]
    assert len(names) == 4
    for each in order_of("zoom"):
        think(tool="zoom", alternative=each, fit=Fit.NONE)
    told = f"La collectivité a écarté\u00a0: {', '.join(names)}."
    assert [each.reason for each in current_plan(TODAY).unplaced] == [told]
    assert ten_tools().rows[0][3:] == (told, "sans objet")


def test_an_opinion_taken_back_leaves_the_catalogue_s():
    think(preferred=True)
    (mine,) = opinions().values()
    withdraw(mine.id, 1)
    assert order_of(OFFICE)[0] == "libreoffice"
    with pytest.raises(NotFound):
        withdraw(mine.id, 1)


def test_who_saves_on_an_opinion_that_moved_sees_both():
    think(difficulty=3)
    think(version=1, difficulty=4)
    with pytest.raises(Overtaken) as overtaken:
        think(version=1, difficulty=1)
    assert [(each.saved, each.entered) for each in overtaken.value.differences] == [(4, 1)]
    with pytest.raises(Overtaken):
        think(version=0, difficulty=1)


@pytest.mark.parametrize("passage", [("inconnu", "libreoffice"), (OFFICE, "jitsi"), ("", "inconnu")])
def test_there_is_no_opinion_on_what_the_catalogue_does_not_tell(passage):
    with pytest.raises(NotFound):
        find_opinion(*passage)


def test_an_opinion_is_traced_and_its_words_can_be_erased():
    think(lost_fr="Les macros de Jeanne Zorglub", reason="Dit Jeanne Zorglub")
    lines = select(AuditLine.action).where(AuditLine.subject == "catalog_opinion")
    assert list(db.session.scalars(lines)) == ["created"]
    erase_person(find_person("Zorglub"), ("zorglub",))
    assert not find_person("Zorglub")


def test_the_file_sets_each_opinion_beside_the_catalogue_s():
    think(difficulty=4, preferred=True)
    think(tool="", alternative="libreoffice", fit=Fit.NONE)
    sheet = opinions_sheet()
    told = {row[1]: dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows}
    assert told["ONLYOFFICE"]["Difficulté (avis)"] == 4
    assert told["ONLYOFFICE"]["Difficulté (catalogue)"] == 2
    assert told["LibreOffice"]["Outil"] == "Tous"
    assert told["LibreOffice"]["Compatibilité (avis)"] is Fit.NONE


def test_an_opinion_on_what_has_left_the_catalogue_stays_readable():
    db.session.add(CatalogOpinion(tool="parti", alternative="partie", reason="Autrefois"))
    db.session.commit()
    assert next(iter(opinions_sheet().rows))[:2] == ("parti", "partie")
    assert "parti" not in load_catalog().tools
