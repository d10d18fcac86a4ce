"""The plan: which tool gives way to what, in which year, and why there.

A first plan puts steps into years by two rules that anybody can check: what must stand first
comes first, and a contract is left when it ends; without a contract, the easiest come first.
There is no solver behind it yet: objective, bound and gap stay unknown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.renewal import at_renewal

HORIZON_YEARS = 6
UNKNOWN_DIFFICULTY = 3
PREPARATION = "Préalable d’autres étapes : à mettre en place d’abord."
NOTHING_KNOWN = "Le catalogue ne connaît rien qui puisse prendre sa place pour cette fonction."


@dataclass(frozen=True, slots=True)
class ToolInUse:
    """A proprietary tool that the organisation has: its contract, its yearly cost [€ HT], its machines."""

    slug: str
    name: str
    functions: tuple[str, ...]
    machines: int = 0
    contract_ends_on: PartialDate | None = None
    notice_months: int | None = None
    yearly_cost_eur: float | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """What could take a tool's place for some functions, in the catalogue's order of display.

    `is_refused`: the catalogue would take it, the organisation set it aside.
    """

    tool: str
    functions: tuple[str, ...]
    alternative: str
    fit: str
    difficulty: int | None
    requires: tuple[str, ...] = ()
    name: str = ""
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One passage of the plan; what nobody has costed stays None."""

    id: str
    tool: str | None
    function: str | None
    alternative: str
    year: int
    yearly_before_eur: float | None
    requires: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What the plan could not place, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in order, the years they stand in, and what is left aside."""

    steps: tuple[Step, ...]
    unplaced: tuple[Unplaced, ...]
    years: tuple[int, ...]


def step_id(tool: str, function: str) -> str:
    """Name the step that replaces a tool for one function."""
    return f"{tool}:{function}"


def preparation_id(alternative: str) -> str:
    """Name the step that puts in place what other steps require."""
    return f"prealable:{alternative}"


def draw_plan(
    tools: Sequence[ToolInUse],
    options: Mapping[str, Sequence[Option]],
    in_place: frozenset[str],
    preparations: Mapping[str, Sequence[str]],
    today: date,
) -> Plan:
    """Put into years the replacement of every tool in use, for each of its functions.

    `options` gives the alternatives of a tool; `in_place` are the alternatives already used here;
    `preparations` gives what an alternative itself requires, when some step requires it.
    """
    wishes, unplaced = [], []
    for tool in tools:
        for function in tool.functions:
            fitting = [each for each in options.get(tool.slug, ()) if function in each.functions]
            option = next((each for each in fitting if each.fit != "none"), None)
            if option is None:
                unplaced.append(Unplaced(step_id(tool.slug, function), _why_nothing(fitting)))
            else:
                wishes.append(_wish(tool, function, option, today))
    steps = _Draft(wishes, in_place, preparations, today).steps()
    return _within(steps, unplaced, tuple(range(today.year + 1, today.year + 1 + HORIZON_YEARS)))


def set_aside(names: Iterable[str]) -> str:
    """Name what the organisation's own opinion leaves out."""
    return f"La collectivité a écarté\u00a0: {', '.join(names)}."


def _why_nothing(options: Iterable[Option]) -> str:
    refused = [option.name for option in options if option.is_refused]
    return set_aside(refused) if refused else NOTHING_KNOWN


def _within(steps: Iterable[Step], unplaced: list[Unplaced], years: tuple[int, ...]) -> Plan:
    kept = sorted((step for step in steps if step.year in years), key=lambda step: (step.year, step.id))
    late = [
        Unplaced(step.id, f"Au-delà de l’horizon du plan ({years[-1]}) : {step.because}")
        for step in steps
        if step.year not in years
    ]
    return Plan(_in_order(kept), (*unplaced, *late), years)


def _in_order(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Keep years in order and, within a year, what is required before what requires it."""
    placed: dict[str, Step] = {}
    by_id = {step.id: step for step in steps}

    def put(step: Step) -> None:
        if step.id not in placed:
            for required in step.requires:
                if required in by_id and by_id[required].year == step.year:
                    put(by_id[required])
            placed[step.id] = step

    for step in steps:
        put(step)
    return tuple(placed.values())


@dataclass(frozen=True, slots=True)
class _Wish:
    """A step where it would stand if it required nothing."""

    id: str
    tool: str | None
    function: str | None
    alternative: str
    year: int
    why: str
    requires: tuple[str, ...]
    yearly_before_eur: float | None = None


class _Draft:
    """Wishes turned into steps; what a step requires is placed first, by whichever step brings it."""

    def __init__(
        self,
        wishes: Sequence[_Wish],
        in_place: frozenset[str],
        preparations: Mapping[str, Sequence[str]],
        today: date,
    ) -> None:
        self._wishes = wishes
        self._in_place = in_place
        self._preparations = preparations
        self._first_year = today.year + 1
        self._placed: dict[str, Step] = {}
        self._bringers: dict[str, _Wish] = {}
        for wish in sorted(wishes, key=lambda wish: (wish.year, wish.id)):
            self._bringers.setdefault(wish.alternative, wish)

    def steps(self) -> list[Step]:
        """Place every wish."""
        for wish in self._wishes:
            self._place(wish)
        return list(self._placed.values())

    def _place(self, wish: _Wish) -> Step:
        if wish.id not in self._placed:
            needed = [self._place(self._bringer(each)) for each in wish.requires if each not in self._in_place]
            year, because = _after(wish.year, wish.why, needed)
            requires = tuple(step.id for step in needed)
            self._placed[wish.id] = Step(
                wish.id,
                wish.tool,
                wish.function,
                wish.alternative,
                year,
                wish.yearly_before_eur,
                requires,
                because,
            )
        return self._placed[wish.id]

    def _bringer(self, alternative: str) -> _Wish:
        """Give the step that brings an alternative: a replacement that does, else a preparation."""
        return self._bringers.get(alternative) or _Wish(
            preparation_id(alternative),
            None,
            None,
            alternative,
            self._first_year,
            PREPARATION,
            tuple(self._preparations.get(alternative, ())),
        )


def _wish(tool: ToolInUse, function: str, option: Option, today: date) -> _Wish:
    year, why = _wished(tool, option, today)
    cost = tool.yearly_cost_eur if function == tool.functions[0] else None
    identity = step_id(tool.slug, function)
    return _Wish(identity, tool.slug, function, option.alternative, year, why, option.requires, cost)


def _wished(tool: ToolInUse, option: Option, today: date) -> tuple[int, str]:
    first, end = today.year + 1, tool.contract_ends_on
    if end and end.last_day() >= today:
        return max(first, end.year), at_renewal(end, tool.notice_months, today)
    difficulty = option.difficulty or UNKNOWN_DIFFICULTY
    why = f"Difficulté {difficulty} sur 5" if option.difficulty else "Difficulté non renseignée, prise pour 3 sur 5"
    return first + difficulty - 1, f"{why}, sans échéance de contrat connue."


def _after(year: int, why: str, required: Sequence[Step]) -> tuple[int, str]:
    latest = max(required, key=lambda step: step.year, default=None)
    if latest is None or latest.year <= year:
        return year, why
    return latest.year, f"{why} Reporté à {latest.year} : « {latest.alternative} » doit être en place avant."
