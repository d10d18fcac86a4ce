import pytest

from inventaire.domain.imports import Target
from inventaire.spreadsheets.columns import ALL_READ, TABLES
from inventaire.spreadsheets.headings import heading_key
from inventaire.spreadsheets.ignored import REASONS


@pytest.mark.parametrize("target", Target)
def test_a_heading_says_one_field_only(target):
    said = {}
    for column in ALL_READ[target]:
        for heading in column.headings():
            assert said.setdefault(heading_key(heading), column.field) == column.field, heading
    assert "" not in said


@pytest.mark.parametrize("target", Target)
def test_a_heading_left_aside_for_a_reason_is_not_read(target):
    assert not {heading_key(heading) for column in TABLES[target] for heading in column.headings()} & set(REASONS)


REQUIRED = {
    Target.DEVICES: ["category"],
    Target.APPLICATIONS: ["raw_name"],
    Target.PURCHASES: ["bought_on", "label"],
    Target.CONTRACTS: ["title"],
}


@pytest.mark.parametrize("target", Target)
def test_what_a_line_cannot_do_without_is_required(target):
    assert [column.field for column in TABLES[target] if column.required] == REQUIRED[target]


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("N° de série", "serie"),
        ("S/N", "sn"),
        ("Numéros de série", "serie"),
        ("  DATE d’achat :", "date achat"),
        ("n°", ""),
        ("Numéro", "numero"),
        ("N° de contrat", "reference contrat"),
        ("Réf. du marché", "reference marche"),
        ("Contrat", "contrat"),
    ],
)
def test_headings_are_compared_without_their_dressing(written, compared):
    assert heading_key(written) == compared
