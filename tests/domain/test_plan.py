"""The plan: two rules that anybody can check."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.plan import HORIZON_YEARS, NOTHING_KNOWN, Option, ToolInUse, draw_plan, preparation_id

TODAY = date(2026, 11, 22)


def a_tool(slug="outil", functions=("pdf",), **facts):
    return ToolInUse(slug, slug.title(), functions, **facts)


def an_option(alternative="libre", tool="outil", functions=("pdf",), difficulty=1, fit="full", requires=()):
    return Option(tool, functions, alternative, fit, difficulty, requires)


def drawn(tools, *options, in_place=(), preparations=None):
    by_tool = {tool.slug: [option for option in options if option.tool == tool.slug] for tool in tools}
    return draw_plan(tools, by_tool, frozenset(in_place), preparations or {}, TODAY)


def years_of(plan):
    return {step.id: step.year for step in plan.steps}


@pytest.mark.parametrize(("difficulty", "year"), [(1, 2027), (3, 2029), (5, 2031), (None, 2029)])
def test_without_a_contract_the_easiest_come_first(difficulty, year):
    plan = drawn([a_tool()], an_option(difficulty=difficulty))
    assert years_of(plan) == {"outil:pdf": year}


def test_a_contract_is_left_when_it_ends():
    plan = drawn([a_tool(contract_ends_on=PartialDate(2028, 6, 30), notice_months=3)], an_option(difficulty=1))
    (step,) = plan.steps
    assert step.year == 2028
    assert "30/06/2028" in step.because
    assert "décider avant le 30/03/2028" in step.because


def test_a_notice_already_missed_is_said():
    plan = drawn([a_tool(contract_ends_on=PartialDate(2026, 12, 31), notice_months=3)], an_option())
    assert plan.steps[0].year == 2027
    assert "date passée" in plan.steps[0].because


def test_the_notice_of_a_long_month_falls_on_the_last_day_of_a_short_one():
    plan = drawn([a_tool(contract_ends_on=PartialDate(2028, 8, 31), notice_months=6)], an_option())
    assert "décider avant le 29/02/2028" in plan.steps[0].because


def test_what_is_required_stands_first_and_delays_what_requires_it():
    tools = [a_tool("suite"), a_tool("dessin")]
    plan = drawn(
        tools,
        an_option("bureautique-libre", "suite", difficulty=4),
        an_option("dessin-libre", "dessin", difficulty=1, requires=("bureautique-libre",)),
    )
    assert years_of(plan) == {"suite:pdf": 2030, "dessin:pdf": 2030}
    assert [step.id for step in plan.steps] == ["suite:pdf", "dessin:pdf"]
    assert plan.steps[1].requires == ("suite:pdf",)
    assert "Reporté à 2030" in plan.steps[1].because


def test_what_no_step_brings_is_prepared_first():
    plan = drawn([a_tool()], an_option(requires=("domaine",)), preparations={"domaine": ("registre",)})
    assert [step.id for step in plan.steps] == [
        preparation_id("registre"),
        preparation_id("domaine"),
        "outil:pdf",
    ]


def test_what_is_in_place_already_is_not_prepared_again():
    plan = drawn([a_tool()], an_option(requires=("domaine",)), in_place=("domaine",))
    assert [step.id for step in plan.steps] == ["outil:pdf"]


def test_a_function_that_nothing_covers_is_said_not_dropped():
    plan = drawn([a_tool(functions=("pdf", "paie"))], an_option(), an_option("rien", functions=("paie",), fit="none"))
    assert [each.id for each in plan.unplaced] == ["outil:paie"]
    assert plan.unplaced[0].reason


def test_a_function_whose_every_option_was_set_aside_names_them():
    refused = [
        Option("outil", ("pdf",), slug, "none", 1, name=slug.title(), is_refused=True) for slug in ("un", "deux")
    ]
    plan = drawn([a_tool(functions=("pdf", "paie"))], *refused)
    told = [each.reason for each in plan.unplaced]
    assert told == ["La collectivité a écarté\u00a0: Un, Deux.", NOTHING_KNOWN]


def test_an_option_that_is_left_wins_over_those_set_aside():
    refused = Option("outil", ("pdf",), "un", "none", 1, name="Un", is_refused=True)
    assert drawn([a_tool()], refused, an_option("deux")).steps[0].alternative == "deux"


def test_a_contract_beyond_the_horizon_is_said_not_dropped():
    plan = drawn([a_tool(contract_ends_on=PartialDate(2045))], an_option())
    assert plan.steps == ()
    assert [each.id for each in plan.unplaced] == ["outil:pdf"]


def test_the_first_alternative_of_the_catalogue_is_the_one_kept():
    plan = drawn([a_tool()], an_option("papier"), an_option("libre"))
    assert plan.steps[0].alternative == "papier"


def test_the_cost_of_a_tool_stands_once_on_its_main_function():
    plan = drawn([a_tool(functions=("pdf", "visio"), yearly_cost_eur=900.0)], an_option(functions=("pdf", "visio")))
    assert [step.yearly_before_eur for step in plan.steps] == [900.0, None]


ALTERNATIVES = tuple("abcdef")


@given(st.lists(st.tuples(st.sampled_from(range(6)), st.integers(1, 5), st.sets(st.integers(0, 5))), max_size=12))
def test_nothing_stands_before_what_it_requires(drawn_steps):
    tools, options = [], []
    for rank, (place, difficulty, required) in enumerate(drawn_steps):
        below = tuple(ALTERNATIVES[other] for other in sorted(required) if other < place)
        tools.append(a_tool(f"t{rank}"))
        options.append(an_option(ALTERNATIVES[place], f"t{rank}", difficulty=difficulty, requires=below))
    plan = drawn(tools, *options)
    order = {step.id: rank for rank, step in enumerate(plan.steps)}
    for step in plan.steps:
        for required in step.requires:
            assert order[required] < order[step.id]
            assert years_of(plan)[required] <= step.year
    assert len(plan.years) == HORIZON_YEARS
    assert {step.tool for step in plan.steps if step.tool} == {tool.slug for tool in tools}
