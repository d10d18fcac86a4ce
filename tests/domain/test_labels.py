"""Labels stand where those of the sheets that are sold do."""

import pytest

from inventaire.domain.labels import A4_HEIGHT, A4_WIDTH, SHEETS, Label, by_sheet


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_all_labels_hold_on_the_page_and_none_covers_another(sheet):
    places = [sheet.place(rank) for rank in range(sheet.count)]
    for left, top in places:
        assert 0 <= left <= A4_WIDTH - sheet.width
        assert 0 <= top <= A4_HEIGHT - sheet.height
    for rank, (left, top) in enumerate(places):
        for other_left, other_top in places[:rank]:
            assert abs(left - other_left) >= sheet.width or abs(top - other_top) >= sheet.height - 1e-9


@pytest.mark.parametrize(
    ("key", "count", "left", "top"), [("63x38", 21, 7.25, 15.15), ("70x37", 24, 0, 0.5), ("38x21", 65, 4.75, 10.7)]
)
def test_the_first_label_stands_under_the_margins_of_its_sheet(key, count, left, top):
    assert SHEETS[key].count == count
    assert SHEETS[key].place(0) == pytest.approx((left, top))


@pytest.mark.parametrize(
    ("count", "start", "sheets"), [(21, 0, [21]), (21, 1, [20, 1]), (1, 20, [1]), (0, 0, []), (43, 20, [1, 21, 21])]
)
def test_the_first_sheet_may_be_started(count, start, sheets):
    shared = list(by_sheet([Label("", ("PC",))] * count, SHEETS["63x38"], start))
    assert [len(placed) for placed in shared] == sheets
    assert [rank for rank, _ in shared[0]][:1] == [start] if sheets else True
