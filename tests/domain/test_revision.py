"""What moved between two states of a report."""

from inventaire.domain.blocks import Paragraph, Table
from inventaire.domain.revision import Revision, revised
from inventaire.services.report.tables import HEADINGS


def indicators(*rows):
    return [Paragraph("Texte"), Table("Indicateurs", HEADINGS, tuple((*row, "C", "") for row in rows))]


def test_an_indicator_whose_value_moved_is_told_with_both():
    before = indicators(("P6", "Part non suivie", "41 %"), ("P1", "Matériels", "412"))
    after = indicators(("P6", "Part non suivie", "38 %"), ("P1", "Matériels", "412"))
    assert revised(before, after) == [Revision("P6", "Part non suivie", "41 %", "38 %")]


def test_two_indicators_of_one_code_are_told_apart_by_their_label():
    before = indicators(("E4", "Achats", "1"), ("E4", "Part annuelle", "2"))
    after = indicators(("E4", "Achats", "1"), ("E4", "Part annuelle", "3"))
    assert [each.label for each in revised(before, after)] == ["Part annuelle"]


def test_an_indicator_that_came_or_went_is_told():
    one, two = indicators(("P1", "Matériels", "412")), indicators(("P2", "Par agent", "3"))
    assert [(each.code, each.before, each.after) for each in revised(one, two)] == [
        ("P1", "412", "absent"),
        ("P2", "absent", "3"),
    ]


def test_other_tables_are_no_indicators():
    before, after = ([Table("Sites", ("Site", "Valeur"), (("Mairie", value),))] for value in "12")
    assert revised(before, after) == []
