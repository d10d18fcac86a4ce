"""A new catalogue: shown before it is applied, applied at once, taken back."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from inventaire.domain.errors import Conflict, NotFound
from inventaire.domain.interview import DECLARED
from inventaire.domain.vocabulary import NameKind
from inventaire.models import Application, AuditLine, db
from inventaire.models.bulk import change_all
from inventaire.services import catalogue, dictionary
from inventaire.services import catalogue_changes as changes
from inventaire.services.database import writing
from inventaire.services.dictionary import Said
from tests.services.inventories import a_part, software, take_in

FORMER = {"outcome": "unknown", "tool": None, "rule": None, "catalog_version": "2020-01-01+0"}
PUT_ASIDE = FORMER | {"outcome": "match", "tool": "zoom", "rule": "zoom:strong:x"}


@pytest.fixture(autouse=True)
def _an_inventory_of_a_former_catalogue(town):
    """Zoom is not known yet, a driver passes for Zoom, LibreOffice is what it is now."""
    take_in(
        a_part({"name": "PC-1"}, {"name": "PC-2"}),
        software(
            {"raw_name": "Zoom Workplace", "device": "PC-1"},
            {"raw_name": "Zoom Workplace", "device": "PC-2"},
            {"raw_name": "Realtek Audio Driver", "device": "PC-1"},
            {"raw_name": "LibreOffice 7.5"},
        ),
    )
    with writing() as session:
        change_all(session, Application, [find("Zoom Workplace").id], FORMER)
        change_all(session, Application, [find("Realtek Audio Driver").id], PUT_ASIDE)


def find(name):
    db.session.expire_all()
    return db.session.scalars(select(Application).where(Application.raw_name == name)).one()


def kept(name):
    found = find(name)
    return found.outcome, found.tool, found.catalog_version


def told():
    return [
        (each.name, each.machines, each.kind.value, each.before.tool, each.after.tool) for each in changes.pending()
    ]


def test_what_would_change_is_told_the_names_on_the_most_machines_first():
    expected = [
        ("Zoom Workplace", 2, "found", None, "zoom"),
        ("Realtek Audio Driver", 1, "component", "zoom", None),
    ]
    assert told() == expected
    assert changes.former_versions() == ["2020-01-01+0"]


def test_until_it_is_applied_pages_show_what_is_kept():
    assert catalogue.recognition_of(find("Zoom Workplace")).outcome == "unknown"
    assert catalogue.recognition_of(find("Realtek Audio Driver")).tool == "zoom"


def test_it_is_applied_at_once_and_traced():
    now = catalogue.catalogue_version()
    assert changes.apply_catalogue(changes.mark_of(changes.pending())) == 2
    assert kept("Zoom Workplace") == ("match", "zoom", now)
    assert kept("Realtek Audio Driver") == ("ignored", None, now)
    assert not changes.is_new()
    lines = select(AuditLine.subject).where(AuditLine.action == "recognised").order_by(AuditLine.id)
    assert list(db.session.scalars(lines)) == ["catalogue", "application", "application"]


def test_it_is_taken_back_once():
    changes.apply_catalogue()
    assert changes.can_take_back()
    assert changes.take_back_catalogue() == 2
    assert kept("Zoom Workplace") == ("unknown", None, "2020-01-01+0")
    assert kept("Realtek Audio Driver") == ("match", "zoom", "2020-01-01+0")
    assert changes.is_new()
    with pytest.raises(NotFound):
        changes.take_back_catalogue()


def test_what_was_settled_since_keeps_what_it_has():
    changes.apply_catalogue()
    zoom = find("Zoom Workplace")
    dictionary.say([f"{zoom.id}:{zoom.version}"], Said(NameKind.TOOL, tool="bigbluebutton", overrules=True))
    assert changes.take_back_catalogue() == 1
    assert find("Zoom Workplace").tool == "bigbluebutton"


@pytest.mark.parametrize("is_declared", [True, False])
def test_what_was_said_of_a_name_since_then_is_no_part_of_it(is_declared):
    if is_declared:
        with writing() as session:
            change_all(session, Application, [find("LibreOffice 7.5").id], FORMER | {"rule": DECLARED})
    changes.apply_catalogue()
    office = find("LibreOffice 7.5")
    (entry,) = dictionary.say([f"{office.id}:{office.version}"], Said(NameKind.COMPONENT, overrules=True))
    assert changes.take_back_catalogue() == 2
    assert find("LibreOffice 7.5").rule == f"local:{entry}"


def test_an_entry_taken_out_since_then_stays_out():
    office = find("LibreOffice 7.5")
    entries = dictionary.say([f"{office.id}:{office.version}"], Said(NameKind.COMPONENT, overrules=True))
    changes.apply_catalogue()
    dictionary.forget(entries)
    changes.take_back_catalogue()
    assert find("LibreOffice 7.5").outcome == "free"


def test_a_list_that_moved_since_it_was_read_is_not_applied():
    seen = changes.mark_of(changes.pending())
    driver = find("Realtek Audio Driver")
    dictionary.say([f"{driver.id}:{driver.version}"], Said(NameKind.COMPONENT))
    with pytest.raises(Conflict):
        changes.apply_catalogue(seen)
    assert find("Zoom Workplace").outcome == "unknown"


def test_lists_of_other_applications_bear_other_marks():
    first = changes.pending()[0]
    one, other = ([replace(first, application_id=number) for number in ids] for ids in ((1, 4), (2, 3)))
    assert changes.mark_of(one) != changes.mark_of(other)
    assert changes.mark_of(one) == changes.mark_of([replace(each) for each in one])


def test_a_catalogue_that_is_followed_already_is_not_applied_again():
    changes.apply_catalogue()
    with pytest.raises(Conflict):
        changes.apply_catalogue()


def test_the_local_dictionary_goes_before_the_new_catalogue():
    zoom = find("Zoom Workplace")
    dictionary.say([f"{zoom.id}:{zoom.version}"], Said(NameKind.TOOL, tool="bigbluebutton", overrules=True))
    assert [name for name, *_ in told()] == ["Realtek Audio Driver"]
    changes.apply_catalogue()
    assert find("Zoom Workplace").tool == "bigbluebutton"


def test_what_somebody_declared_follows_no_catalogue():
    with writing() as session:
        change_all(
            session, Application, [find("LibreOffice 7.5").id], FORMER | {"rule": DECLARED, "tool": "libreoffice"}
        )
    changes.apply_catalogue()
    assert find("LibreOffice 7.5").rule == DECLARED
    assert not changes.is_new()
    assert not changes.former_versions()
