"""Charts are real text in well-formed SVG, without anything a strict page would refuse."""

import pytest
from bs4 import BeautifulSoup
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from inventaire.documents.charts import draw
from inventaire.domain.blocks import Bar, BarChart, Column, ColumnChart
from tests.documents.sample import BARS, COLUMNS, ODD, a_figure, an_age_figure

SVG = "{http://www.w3.org/2000/svg}"
REFUSED = {"style", "script", "foreignObject", "image", "a"}
AMOUNT = st.none() | st.just(0) | st.floats(1e-6, 1e7)


@pytest.fixture(params=[a_figure, an_age_figure], ids=["bars", "columns"])
def figure(request):
    return request.param()


def drawn(figure):
    return fromstring(draw(figure).svg)


def words_of(figure):
    return [text.text for text in drawn(figure).iter(f"{SVG}text")]


def a_bar(low=None, central=None, high=None):
    return a_figure(BarChart("Catégorie", "kg", (Bar("Portable", low, central, high, "texte"),)))


def strokes_of(figure):
    """Give every line that is not the axis: those drawn 1.5 wide."""
    paths = drawn(figure).iter(f"{SVG}path")
    return [path.get("d") for path in paths if path.get("stroke-width") == "1.5"]


def test_a_chart_bears_its_title_and_its_description(figure):
    svg = drawn(figure)
    ids = svg.get("aria-labelledby").split()
    named = {part.get("id"): part.text for part in svg if part.get("id")}
    assert svg.get("role") == "img"
    assert [named[name] for name in ids] == [figure.title, figure.description]


def test_two_charts_of_a_page_share_no_id():
    soup = BeautifulSoup(draw(a_figure()).svg + draw(an_age_figure()).svg, "html.parser")
    ids = [part["id"] for part in soup.select("[id]")]
    assert len(ids) == 4
    assert len(set(ids)) == 4


def test_a_chart_holds_no_style_and_no_script(figure):
    for part in drawn(figure).iter():
        assert part.tag.removeprefix(SVG) not in REFUSED
        assert not [name for name in part.attrib if name in {"style", "class"} or name.startswith("on")]


def test_a_chart_stays_under_three_kilobytes(figure):
    assert len(draw(figure).svg.encode()) < 3_000


def test_each_bar_is_labelled_with_its_name_and_its_figure():
    words = words_of(a_figure())
    for bar in BARS:
        assert bar.text in words
        assert bar.label.split()[0] in " ".join(words)


def test_the_unit_and_the_graduations_stand_on_the_axis():
    words = words_of(a_figure())
    assert "kgCO2e/an" in words
    assert "10\u202f000" in words


def test_each_column_bears_its_count():
    words = words_of(an_age_figure())
    assert [word for word in words if word in {"84", "1\u202f031", "0"}] == ["84", "1\u202f031", "0"]
    assert "Matériels en service" in words
    assert len(COLUMNS) == 3


def test_a_long_label_is_cut_into_two_lines_and_what_is_left_out_is_marked():
    name = "Téléviseur ou écran d’affichage intérieur de la salle des fêtes municipale"
    words = words_of(a_figure(BarChart("Catégorie", "kg", (Bar(name, 1, 2, 3, "2"),))))
    label = [word for word in words if word in name or word.endswith("…")]
    assert len(label) == 2
    assert label[1].endswith("…")


def test_a_range_is_one_stroke_with_a_cap_at_each_bound():
    (whisker,) = strokes_of(a_bar(10, 20, 30))
    assert whisker.count("M") == 3


def test_a_bound_alone_points_to_where_the_figure_may_lie():
    (at_least,) = strokes_of(a_bar(low=10))
    (at_most,) = strokes_of(a_bar(high=10))
    assert at_least.count("M") == at_most.count("M") == 4
    assert _tip(at_least) > _start(at_least)
    assert _tip(at_most) < _start(at_most)


def test_a_central_value_alone_has_a_bar_and_no_range():
    figure = a_bar(central=10)
    assert strokes_of(figure) == []
    assert len(list(drawn(figure).iter(f"{SVG}rect"))) == 1


def test_what_is_not_estimated_is_written_and_not_drawn():
    figure = a_bar()
    assert strokes_of(figure) == []
    assert not list(drawn(figure).iter(f"{SVG}rect"))
    assert "texte" in words_of(figure)


def test_odd_characters_survive_and_control_characters_go():
    assert drawn(a_figure(title=ODD + "\x00\x0b\ud800")).find(f"{SVG}title").text == ODD


@pytest.mark.parametrize("chart", [BarChart("Catégorie", "kg", ()), ColumnChart("Âge", "matériels", ())])
def test_a_chart_of_nothing_is_still_a_drawing(chart):
    assert drawn(a_figure(chart)).get("role") == "img"


@given(st.lists(st.tuples(AMOUNT, AMOUNT, AMOUNT), max_size=8))
def test_any_range_stays_inside_the_drawing(ranges):
    bars = tuple(Bar("Nom", *_in_order(values), "texte") for values in ranges)
    drawing = draw(a_figure(BarChart("Catégorie", "kg", bars)))
    for path in fromstring(drawing.svg).iter(f"{SVG}path"):
        assert all(0 <= x <= drawing.width for x in _places(path.get("d")))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_the_highest_count_has_the_highest_column(counts):
    columns = tuple(Column(f"{place} ans", count) for place, count in enumerate(counts))
    heights = [float(box.get("height")) for box in drawn(a_figure(ColumnChart("Âge", "u", columns))).iter(f"{SVG}rect")]
    assert heights[counts.index(max(counts))] == max(heights)


def _in_order(values):
    known = iter(sorted(value for value in values if value is not None))
    return [None if value is None else next(known) for value in values]


def _places(drawn_path):
    return [float(point.split()[0]) for point in drawn_path.replace("M", "L").split("L") if point]


def _start(whisker):
    """Give where the arrow leaves its bound: the second stroke, after the cap."""
    return _places(whisker)[2]


def _tip(whisker):
    return _places(whisker)[3]
