"""Raw names brought down to what can be compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.normalisation import light, normalise, publisher_key, strong


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Élise", "elise"),
        ("S²LOW", "s2low"),
        ("Skype™ 7.40", "skype 7.40"),
        ("Microsoft\u00a0Office\u202fStandard  2016", "microsoft office standard 2016"),
        ("X’MAP", "x'map"),
    ],
)
def test_light_folds_case_accents_marks_and_spaces_but_keeps_every_word(raw, expected):
    assert light(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected", "version"),
    [
        ("Microsoft Office Professionnel Plus 2016 - fr-fr", "microsoft office professionnel plus", "2016"),
        ("Mozilla Firefox 115.3.1 ESR (x64 fr)", "mozilla firefox esr", "115.3.1"),
        ("QGIS 3.34.4 'Prizren'", "qgis", "3.34.4"),
        ("AutoCAD LT 2024 - Français (French)", "autocad lt", "2024"),
        ("Adobe Reader XI (11.0.23)  MUI", "adobe reader xi", "11.0.23"),
        ("Malwarebytes version 4.6.8", "malwarebytes", "4.6.8"),
        ("Evernote v.10", "evernote", "10"),
        ("Zoom(64bit)", "zoom", None),
        ("LastPass (uninstall only)", "lastpass", None),
        ("GIMP 2.10.34-1", "gimp", "2.10.34-1"),
    ],
)
def test_strong_drops_what_changes_from_one_copy_to_the_next_and_keeps_the_version(raw, expected, version):
    known = normalise(raw)
    assert (known.strong, known.version) == (expected, version)


@pytest.mark.parametrize(
    "raw",
    [
        "Windows 10 Pro",
        "Microsoft 365",
        "Norton 360",
        "7-Zip",
        "Notepad++",
        "3CX",
        "Veeam Backup & Replication",
    ],
)
def test_strong_keeps_the_numbers_and_signs_that_name_a_product(raw):
    assert strong(raw) == light(raw).replace("-", " ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Adobe Inc.", "ADOBE"),
        ("Zoom Video Communications, Inc.", "Zoom Video Communications"),
        ("win.rar GmbH", "win.rar"),
        ("Serif (Europe) Ltd", "Serif"),
    ],
)
def test_a_legal_form_does_not_change_a_publisher(one, other):
    assert publisher_key(one) == publisher_key(other)


@pytest.mark.parametrize("raw", ["", "  ", "Unknown", "Jeanne Exemple <jeanne@exemple.org>"])
def test_nobody_is_a_publisher_when_nobody_is_named(raw):
    assert publisher_key(raw) == ""


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing_more_for_the_light_form(text):
    assert light(light(text)) == light(text)


@given(st.text(max_size=60))
def test_any_text_can_be_normalised(text):
    known = normalise(text)
    assert known.strong == " ".join(known.strong.split())
