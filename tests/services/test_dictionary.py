"""The dictionary of a town: what it settles, for whom, and how it is taken back."""

import pytest
from sqlalchemy import event, select

from inventaire.domain.errors import NotFound, Overtaken, Refusal
from inventaire.domain.interview import DECLARED, Answer, AnswerState
from inventaire.domain.person import words_of
from inventaire.domain.vocabulary import NameKind
from inventaire.models import Application, AuditLine, LocalName, db
from inventaire.services import bin as bins
from inventaire.services import dictionary
from inventaire.services.dictionary import Said
from inventaire.services.imports.reading import read_file
from inventaire.services.interview import asking
from inventaire.services.interview.saving import save_theme
from inventaire.services.person import find_person
from inventaire.services.person_erasure import erase_person
from inventaire.services.recognition import load_dictionary
from inventaire.services.selection import ticked
from inventaire.services.software import applications_by_function
from tests.services.inventories import a_part, software, take_in

TOOL = Said(NameKind.TOOL, tool="libreoffice")
COMPONENT = Said(NameKind.COMPONENT)
LOCAL = Said(NameKind.LOCAL, function="enfance")


def an_application(name, publisher=""):
    take_in(software({"raw_name": name, "publisher": publisher}))
    return find(name, publisher)


def find(name, publisher=""):
    db.session.expire_all()
    found = select(Application).where(Application.raw_name == name, Application.publisher == publisher)
    return db.session.scalars(found).one()


def word(application):
    return f"{application.id}:{application.version}"


def say(application, said):
    return dictionary.say([word(application)], said)


@pytest.mark.parametrize(
    ("said", "outcome", "tool"),
    [
        (TOOL, "free", "libreoffice"),
        (Said(NameKind.TOOL, tool="qwant"), "match", "qwant"),
        (COMPONENT, "ignored", None),
        (LOCAL, "local", None),
    ],
)
def test_what_is_said_of_an_unknown_name_is_kept_with_its_rule(town, said, outcome, tool):
    (entry,) = say(an_application("Outil maison"), said)
    found = find("Outil maison")
    assert (found.outcome, found.tool, found.rule) == (outcome, tool, f"local:{entry}")


def test_what_is_said_goes_for_the_imports_that_follow_in_another_case(town):
    (entry,) = say(an_application("Outil maison", "Société SARL"), TOOL)
    take_in(software({"raw_name": "OUTIL  MAISON", "publisher": "Societe"}))
    assert find("OUTIL  MAISON", "Societe").rule == f"local:{entry}"


def test_the_same_name_of_another_publisher_stays_unknown(town):
    say(an_application("Outil maison", "Nous"), TOOL)
    take_in(software({"raw_name": "Outil maison", "publisher": "Eux"}))
    assert find("Outil maison", "Eux").outcome == "unknown"


def test_names_alike_are_settled_together(town):
    an_application("OUTIL MAISON")
    say(an_application("Outil maison"), TOOL)
    assert find("OUTIL MAISON").tool == "libreoffice"


def test_an_ambiguous_name_is_settled(town):
    acrobat = an_application("Adobe Acrobat (64-bit)", "Adobe")
    assert acrobat.outcome == "ambiguous"
    say(acrobat, Said(NameKind.TOOL, tool="acrobat-reader"))
    assert find("Adobe Acrobat (64-bit)", "Adobe").tool == "acrobat-reader"


def test_the_catalogue_keeps_the_last_word_unless_told_otherwise(town):
    say(an_application("Zoom Workplace"), TOOL)
    assert find("Zoom Workplace").tool == "zoom"
    say(find("Zoom Workplace"), Said(NameKind.TOOL, tool="libreoffice", overrules=True))
    assert find("Zoom Workplace").tool == "libreoffice"


def test_a_name_taken_out_is_again_what_the_catalogue_says(town):
    entries = say(an_application("Adobe Acrobat (64-bit)", "Adobe"), TOOL)
    assert dictionary.forget(entries) == 1
    found = find("Adobe Acrobat (64-bit)", "Adobe")
    assert (found.outcome, found.tool, found.rule) == ("ambiguous", None, "strong:Adobe Acrobat")
    assert load_dictionary() == {}
    with pytest.raises(NotFound):
        dictionary.forget(entries)


def test_an_application_in_the_bin_follows_too(town):
    thrown = an_application("Outil maison")
    other = an_application("OUTIL MAISON")
    bins.throw_away(ticked(Application, [word(thrown)]), word(thrown))
    say(other, TOOL)
    everything = select(Application.tool).execution_options(with_bin=True)
    assert set(db.session.scalars(everything)) == {"libreoffice"}


@pytest.mark.parametrize(
    "said",
    [
        Said(NameKind.TOOL, tool="rien"),
        Said(NameKind.TOOL),
        Said(NameKind.TOOL, tool="accueil-humain"),
        Said(NameKind.LOCAL, function="rien"),
    ],
)
def test_what_the_catalogue_does_not_know_is_refused(town, said):
    application = an_application("Outil maison")
    with pytest.raises(Refusal):
        say(application, said)
    assert find("Outil maison").outcome == "unknown"


def test_a_name_that_somebody_settled_meanwhile_is_not_settled_twice(town):
    seen = word(an_application("Outil maison"))
    dictionary.say([seen], TOOL)
    with pytest.raises(Overtaken):
        dictionary.say([seen], COMPONENT)
    assert find("Outil maison").tool == "libreoffice"


def test_the_trace_tells_the_entry_and_what_it_settled(town):
    say(an_application("Outil maison"), Said(NameKind.COMPONENT, reason="Pilote d’un scanner"))
    lines = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc()).limit(2)).all()
    assert [(line.subject, line.action) for line in lines] == [("application", "recognised"), ("local_name", "created")]
    assert lines[0].after["outcome"] == "ignored"
    assert "reason" not in lines[1].after  # free text may name somebody: it stands beside the seal


def test_a_package_of_linux_that_the_town_knows_is_no_longer_left_aside(town, tmp_path):
    listing = tmp_path / "paquets.txt"
    listing.write_text("outil-maison\t1.0\nautre-chose\t1.0\n")
    say(an_application("outil-maison"), TOOL)
    parts = read_file(listing, "paquets.txt", None)
    kept = {each.values.get("raw_name"): each.is_pending for part in parts for each in part.records}
    assert (kept["outil-maison"], kept["autre-chose"]) == (True, False)


def test_one_query_reads_the_dictionary_however_many_names_come(town):
    seen = []
    event.listen(db.engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    take_in(a_part({"name": "PC"}), software(*({"raw_name": f"Outil {rank}"} for rank in range(50))))
    assert sum("FROM local_name" in statement for statement in seen) == 1


def test_an_entry_whose_tool_has_left_the_catalogue_says_nothing(town):
    say(an_application("Outil maison"), TOOL)
    db.session.scalars(select(LocalName)).one().tool = "disparu"
    db.session.commit()
    take_in(software({"raw_name": "OUTIL MAISON"}))
    assert find("OUTIL MAISON").outcome == "unknown"


def test_a_local_tool_counts_under_its_function(town):
    an_application("Autre outil")
    say(an_application("Outil maison"), LOCAL)
    assert applications_by_function() == {"": 1, "Périscolaire et petite enfance": 1}


def test_a_name_that_grows_once_folded_is_still_kept(town):
    name = "…" * 400
    say(an_application(name), COMPONENT)
    assert find(name).outcome == "ignored"


def test_a_person_named_in_a_reason_is_found_and_erased(town):
    say(an_application("Outil maison"), Said(NameKind.COMPONENT, reason="Mme Delaroche le dit"))
    places = find_person("Delaroche")
    assert "local_name" in {place.table for place in places}
    erase_person(places, words_of("Delaroche"))
    assert find_person("Delaroche") == []
    assert find("Outil maison").outcome == "ignored"


def tick(theme_id, question, slug):
    said = {question: Answer(AnswerState.GIVEN, {"tools": {slug: {}}})}
    save_theme(theme_id, said, asking.state_of(asking.get_theme(theme_id)))


@pytest.mark.parametrize(
    ("theme", "question", "slug", "outcome"),
    [
        ("messagerie", "hebergeur-de-messagerie", "boite-fai-orange", "match"),
        ("reseaux-sociaux", "comptes-sociaux", "mastodon", "free"),
    ],
)
def test_a_name_taken_out_is_again_what_somebody_declared(town, theme, question, slug, outcome):
    tick(theme, question, slug)
    made = db.session.scalars(select(Application)).one()
    entries = say(made, Said(NameKind.COMPONENT, overrules=True))
    assert find(made.raw_name, made.publisher).outcome == "ignored"
    dictionary.forget(entries)
    found = find(made.raw_name, made.publisher)
    assert (found.outcome, found.tool, found.rule) == (outcome, slug, DECLARED)


def test_undoing_gives_back_what_was_said_before_and_done_twice_what_was_said_since(town):
    an_application("OUTIL MAISON")
    say(an_application("Outil maison"), Said(NameKind.TOOL, tool="libreoffice", reason="Vu sur le poste"))
    words = [word(find(name)) for name in ("Outil maison", "OUTIL MAISON")]
    entries = dictionary.say(words, Said(NameKind.LOCAL, function="enfance"))
    assert dictionary.undo(entries) == 1
    assert [find(name).tool for name in ("Outil maison", "OUTIL MAISON")] == ["libreoffice"] * 2
    said = dictionary.said_before(find("Outil maison"))
    assert (said["tool"], said["function"], said["reason"]) == ("libreoffice", "", "Vu sur le poste")
    dictionary.undo(entries)
    assert find("Outil maison").outcome == "local"


def test_undoing_the_first_saying_takes_it_out(town):
    entries = say(an_application("Outil maison"), TOOL)
    dictionary.undo(entries)
    assert (find("Outil maison").outcome, load_dictionary()) == ("unknown", {})
    with pytest.raises(NotFound):
        dictionary.undo(entries)


def test_a_person_named_in_a_former_reason_is_found_and_erased(town):
    say(an_application("Outil maison"), Said(NameKind.COMPONENT, reason="Mme Delaroche le dit"))
    entries = say(find("Outil maison"), TOOL)
    erase_person(find_person("Delaroche"), words_of("Delaroche"))
    assert find_person("Delaroche") == []
    dictionary.undo(entries)
    assert find("Outil maison").outcome == "ignored"
