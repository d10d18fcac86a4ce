"""A workbook that travels in pieces arrives whole."""

import copy

import pytest

from inventaire.domain.errors import UnreadableFile
from inventaire.spreadsheets import cells
from inventaire.spreadsheets.cells import cut, read_cells
from inventaire.spreadsheets.writing import write_table
from tests.spreadsheets.builders import a_workbook, a_zip, an_xlsx


def together(pieces):
    workbook = next(pieces)
    for rank, rows in pieces:
        cells.sheets_of(workbook)[rank]["rows"] += rows
    return workbook


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_the_pieces_of_a_workbook_make_it_again(monkeypatch, count):
    monkeypatch.setattr(cells, "PIECE", 2)
    workbook = {"members": [a_workbook([[f"PC-{rank}"] for rank in range(count)]), a_workbook([["Nom"], ["PC"]])]}
    assert together(cut(copy.deepcopy(workbook))) == workbook


def test_a_long_sheet_keeps_the_order_of_its_rows(tmp_path):
    rows = [[f"PC-{rank}"] for rank in range(2 * cells.PIECE + 1)]
    write_table(tmp_path / "parc.csv", "csv", [cells_of(rows)])
    (sheet,) = read_cells(tmp_path / "parc.csv", "parc.csv")["sheets"]
    assert sheet["rows"] == [["Nom"], *rows]


def cells_of(rows):
    from inventaire.spreadsheets.sheets import Sheet

    return Sheet("Parc", ["Nom"], rows)


def test_a_document_type_is_refused_though_the_sheet_is_read_beside(tmp_path):
    twisted = an_xlsx(tmp_path / "a.xlsx", **{"xl/worksheets/sheet1.xml": "<!DOCTYPE a><worksheet/>"})
    with pytest.raises(UnreadableFile, match="structure interne"):
        read_cells(twisted, "a.xlsx")


def test_a_refusal_comes_before_any_piece(tmp_path):
    with pytest.raises(UnreadableFile, match="tableur"):
        read_cells(a_zip(tmp_path / "b.ods", {"x": "y"}), "b.ods")
