"""The shares of purchases, case by case (tests/cases/agec.yaml), and the other sums of a year."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from inventaire.catalog.purchases import load_goods
from inventaire.catalog.regulatory import load_regulatory
from inventaire.domain.formats import number
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.purchase import (
    GiftValue,
    PurchaseLine,
    Recycled,
    SpendingNature,
    mean_index,
    mean_prices,
    recycled_share,
    reused_share,
    units_by_origin,
)
from inventaire.domain.vocabulary import DeviceCategory, Origin

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "agec.yaml").read_text("utf-8"))
GOODS, FIGURES = load_goods(), load_regulatory()
YEAR_END = date(2026, 12, 31)


def figure(key):
    return FIGURES[key].values[FIGURES[key].begun(YEAR_END)]


GIFTS = {category: GiftValue(figure(rule.value), figure(rule.under)) for category, rule in GOODS.gifts.items()}


def a_line(**changes):
    usual = {"bought_on": PartialDate(2026, 3, 12), "nature": SpendingNature.HARDWARE}
    return PurchaseLine(**usual | changes)


def line_of(bought):
    def term(word, kind):
        return kind(bought[word]) if word in bought else None

    return a_line(
        bought_on=PartialDate.parse(bought.get("acheté le", "2026-03-12")),
        nature=SpendingNature(bought.get("nature", "hardware")),
        category=term("catégorie", DeviceCategory),
        quantity=bought.get("quantité", 1),
        excl_eur=bought.get("HT"),
        origin=term("origine", Origin),
        recycled=term("recyclé", Recycled),
        used_since=PartialDate.parse(bought["utilisé depuis"]) if "utilisé depuis" in bought else None,
    )


def written(share):
    return "sans objet" if share.percent is None else f"{number(share.percent, 1)} %"


@pytest.mark.parametrize("case", CASES, ids=[case["cas"] for case in CASES])
def test_the_shares_are_the_decree_s(case):
    lines, wanted = [line_of(bought) for bought in case["achats"]], case["attendu"]
    reused, recycled = reused_share(lines, GOODS, GIFTS), recycled_share(lines, GOODS)
    assert (written(reused), written(recycled)) == (wanted["réemploi"], wanted["recyclé"])
    assert reused.gifts_eur == wanted.get("dons", 0)
    assert reused.unvalued == wanted.get("sans valeur", 0)
    assert f"{reused.known} sur {reused.lines}" == wanted["dits"]


def test_the_index_is_weighted_by_the_machines_that_have_one():
    lines = [a_line(quantity=3, index=8.0), a_line(quantity=1, index=4.0), a_line(quantity=6)]
    assert mean_index(lines) == (7.0, 4, 10)
    assert mean_index([]) == (None, 0, 0)


def test_machines_are_counted_by_how_they_came_in_and_software_is_no_machine():
    lines = [
        a_line(quantity=3, origin=Origin.GIFT),
        a_line(),
        a_line(nature=SpendingNature.LICENCES, origin=Origin.NEW),
    ]
    assert units_by_origin(lines) == {Origin.GIFT: 3, None: 1}


def test_a_mean_price_is_that_of_machines_bought_new():
    laptop = DeviceCategory.LAPTOP
    lines = [
        a_line(category=laptop, quantity=3, excl_eur=2400, origin=Origin.NEW),
        a_line(category=laptop, quantity=1, excl_eur=400, origin=Origin.NEW),
        a_line(category=laptop, quantity=9, excl_eur=900, origin=Origin.REFURBISHED),
        a_line(category=laptop, quantity=2, origin=Origin.NEW),
    ]
    assert mean_prices(lines) == {laptop: 700}


LINES = st.lists(
    st.builds(
        a_line,
        category=st.none() | st.sampled_from(DeviceCategory),
        excl_eur=st.none() | st.floats(0, 1e6),
        quantity=st.integers(1, 50),
        origin=st.none() | st.sampled_from(Origin),
        recycled=st.none() | st.sampled_from(Recycled),
        used_since=st.none() | st.builds(PartialDate, st.integers(2015, 2026)),
    ),
    max_size=20,
)


@given(LINES, LINES)
def test_the_sums_of_two_parts_are_those_of_the_whole(some, others):
    parts, whole = (
        [reused_share(each, GOODS, GIFTS) for each in (some, others)],
        reused_share(some + others, GOODS, GIFTS),
    )
    assert whole.whole_eur == pytest.approx(sum(part.whole_eur for part in parts))
    assert whole.gifts_eur == pytest.approx(sum(part.gifts_eur for part in parts))
    assert (whole.known, whole.lines) == tuple(
        sum(each) for each in zip(*[(p.known, p.lines) for p in parts], strict=True)
    )
    assert 0 <= whole.part_eur <= whole.whole_eur
    assert whole.known + whole.unvalued <= whole.lines
