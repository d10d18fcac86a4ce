"""What an unknown name may be: ideas, each with its reason, and never a conclusion."""

import pytest

from inventaire.services.recognition import recognise_name
from inventaire.services.review import suggestions


@pytest.mark.parametrize(
    ("name", "publisher", "slug", "reason"),
    [
        ("Adobe Acrobat (64-bit)", "Adobe", "acrobat-reader", "candidat du catalogue"),
        ("AutoCAD Electrical 2019 - Français", "Autodesk", "autocad", "même éditeur"),
        ("Mozila Firefox", "", "firefox", "nom proche"),
        ("Libre Office 5.1", "", "libreoffice", "nom proche"),
    ],
)
def test_an_idea_comes_with_its_reason(name, publisher, slug, reason):
    found = {each.slug: each.reason for each in suggestions(name, publisher)}
    assert found[slug] == reason
    assert recognise_name(name, publisher, "").outcome in {"unknown", "ambiguous"}


@pytest.mark.parametrize("name", ["Microsoft Works", "Microsoft Office Communicator 2007", "Adobe Bridge 2024"])
def test_there_are_three_ideas_at_most(name):
    assert len(suggestions(name, "")) <= 3


@pytest.mark.parametrize("name", ["Zzyzx", "2016", "ZoomText", "Régie Piscine 2000"])
def test_a_name_near_nothing_gives_no_idea(name):
    assert suggestions(name, "") == []
