"""The reuse rate, case by case (tests/cases/reuse.yaml), and what holds for any fleet."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from inventaire.catalog.regulatory import load_regulatory
from inventaire.catalog.reuse import load_reuse
from inventaire.domain.disposal import lacks_value, objections
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.regulatory import FigureInForce
from inventaire.domain.reuse import OutItem, birthday, count_of, is_approaching, is_older, year_of_reuse
from inventaire.domain.reuse_lines import WasteWeight, lines_of, percent
from inventaire.domain.reuse_table import Exclusion, RecipientKind
from inventaire.domain.vocabulary import DeviceCategory, DisposalOutlet

CASES = Path(__file__).parents[1] / "cases"
RATES = yaml.safe_load((CASES / "reuse.yaml").read_text("utf-8"))
GIFTS = yaml.safe_load((CASES / "gifts.yaml").read_text("utf-8"))
FIGURES = load_regulatory()


def in_force(key, on):
    figure = FIGURES[key]
    since = figure.begun(on)
    return FigureInForce(figure, figure.values[since], since) if since else None


OLDEST = in_force("reemploi-age-maximal", date(2026, 12, 31)).value


def day_of(written):
    return PartialDate.parse(written) if written else None


def item_of(number, good):
    outlet = good.get("destination")
    return OutItem(
        device_id=number,
        category=DeviceCategory(good["catégorie"]),
        quantity=good.get("quantité", 1),
        in_service_on=day_of(good.get("mis en service")),
        decommissioned_on=day_of(good.get("réformé")),
        retired_on=day_of(good.get("sorti")),
        gone="sorti" in good,
        outlet=DisposalOutlet(outlet) if outlet else None,
        committed=good.get("engagement") == "oui",
        exclusion=Exclusion(good["exclu"]) if "exclu" in good else None,
    )


@pytest.mark.parametrize("case", RATES, ids=[case["cas"] for case in RATES])
def test_the_rate_is_the_decree_s(case):
    items = [item_of(number, good) for number, good in enumerate(case["biens"], start=1)]
    found, wanted = year_of_reuse(items, case["année"], load_reuse(), OLDEST), case["attendu"]
    assert percent(found.regulatory).replace("\u00a0", " ") == wanted["taux"]
    assert percent(found.flow).replace("\u00a0", " ") == wanted["flux"]
    assert (count_of(found.regulatory.part), count_of(found.regulatory.whole)) == (wanted["A"], wanted["B"])
    excluded = {standing.value: count_of(lines) for standing, lines in found.excluded.items()}
    assert {key: count for key, count in excluded.items() if key != "eligible"} == wanted.get("exclus", {})
    assert count_of(found.unproven) == wanted.get("sans engagement", 0)
    assert count_of(found.undated) == wanted.get("sans date", 0)


@pytest.mark.parametrize("case", GIFTS, ids=[case["cas"] for case in GIFTS])
def test_a_gift_is_held_to_its_ceiling_and_to_who_may_receive_it(case):
    gift = case["don"]
    ceiling = in_force("don-plafond", date.fromisoformat(gift["le"]))
    rule = load_reuse().outlets[DisposalOutlet(gift["destination"])]
    told = " ".join(objections(rule, RecipientKind(gift["bénéficiaire"]), gift["valeur"], ceiling))
    assert case["objection"] in told if "objection" in case else told == ""


def test_a_gift_without_a_value_says_that_its_ceiling_needs_one():
    ceiling, outlets = in_force("don-plafond", date(2026, 3, 12)), load_reuse().outlets
    assert "300\u00a0€" in lacks_value(outlets[DisposalOutlet.GIFT_STAFF], None, ceiling)
    assert lacks_value(outlets[DisposalOutlet.GIFT_STAFF], 0.0, ceiling) is None
    assert lacks_value(outlets[DisposalOutlet.SALE], None, ceiling) is None


@pytest.mark.parametrize(
    ("began", "years", "reached"),
    [
        (date(2016, 2, 29), 10, date(2026, 2, 28)),
        (date(2016, 2, 29), 9.5, date(2025, 8, 29)),
        (date(2015, 8, 31), 9.5, date(2025, 2, 28)),
        (date(2026, 11, 22), -9.5, date(2017, 5, 22)),
    ],
)
def test_an_age_has_its_birthday(began, years, reached):
    assert birthday(began, years) == reached


days = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@given(days, days, st.sampled_from([9.5, 10.0]))
def test_whole_dates_always_settle_an_age(began, on, years):
    assert is_older(PartialDate.of(began), PartialDate.of(on), years) is (on > birthday(began, years))


@pytest.mark.parametrize(
    ("began", "near"), [("2016-11-23", True), ("2017-05-21", True), ("2017-05-22", False), ("2016-11-21", False)]
)
def test_a_device_in_stock_is_signalled_between_two_ages(began, near):
    warned = in_force("reemploi-age-alerte", date(2026, 11, 22)).value
    assert is_approaching(PartialDate.parse(began), date(2026, 11, 22), warned, OLDEST) is near


outs = st.builds(
    OutItem,
    device_id=st.integers(1, 10**6),
    category=st.sampled_from(DeviceCategory),
    quantity=st.integers(1, 50),
    in_service_on=st.none() | st.builds(PartialDate, st.integers(2005, 2026)),
    decommissioned_on=st.none() | st.builds(PartialDate, st.integers(2022, 2026)),
    retired_on=st.none() | st.builds(PartialDate, st.integers(2022, 2026)),
    gone=st.booleans(),
    outlet=st.none() | st.sampled_from(DisposalOutlet),
    committed=st.booleans(),
    exclusion=st.none() | st.sampled_from(Exclusion),
    stores=st.booleans(),
    wiped=st.booleans(),
    unit_value_eur=st.none() | st.floats(0, 1000),
)


@given(st.lists(outs, max_size=30, unique_by=lambda item: item.device_id))
def test_every_machine_that_left_is_in_one_destination_and_counted_or_excluded_once(items):
    found = year_of_reuse(items, 2025, load_reuse(), OLDEST)
    left = sum(item.quantity for item in items if item.gone and item.retired_on == PartialDate(2025))
    assert sum(count_of(lines) for lines in found.destinations.values()) == left
    sorted_out = [item.device_id for lines in found.excluded.values() for item in lines]
    assert len(sorted_out) == len(set(sorted_out))
    assert count_of(found.flow.part) <= count_of(found.flow.whole) <= left
    assert {item.device_id for item in found.regulatory.part} <= {item.device_id for item in found.flow.whole}
    keys = [line.key for line in lines_of(found, 2025, WasteWeight(0, 0, 0), [])]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("batch", "waste", "written"),
    [
        (None, WasteWeight(0, 0, 0), "non renseigné"),
        (None, WasteWeight(12.5, 1, 0), "au moins 12,5\u00a0kg"),
        (7, WasteWeight(12.5, 1, 0), "12,5\u00a0kg"),
        (7, WasteWeight(12.5, 2, 1), "au moins 12,5\u00a0kg"),
    ],
)
def test_waste_that_nobody_weighed_is_never_zero(batch, waste, written):
    gone = {"gone": True, "retired_on": PartialDate(2025), "outlet": DisposalOutlet.WASTE, "batch": batch}
    found = year_of_reuse([OutItem(1, DeviceCategory.LAPTOP, **gone)], 2025, load_reuse(), OLDEST)
    lines = {line.key: line.value for line in lines_of(found, 2025, waste, [])}
    assert lines["dechets"] == written
