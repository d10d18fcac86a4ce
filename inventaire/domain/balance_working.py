"""« D’où vient ce chiffre »: what a way avoids, opened down to its formula, its inputs and their sources."""

from collections.abc import Iterator
from dataclasses import dataclass

from inventaire.domain import formats
from inventaire.domain.balance import weight_of
from inventaire.domain.estimate import Estimate
from inventaire.domain.explanation import QUALITY
from inventaire.domain.factors import Bounds, ElectricityFactor, Factor, Source
from inventaire.domain.figures import Figure
from inventaire.domain.formula import WHICH
from inventaire.domain.inputs import CATEGORY, INVENTORY, NOT_PUBLISHED, in_full
from inventaire.domain.keeping import Kept
from inventaire.domain.longer_life import PartFactor, Refurbished
from inventaire.domain.proposals import Option
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.domain.working import Input, digits

CHOSEN = "Choisi sur cette page"
SAME_FACTOR = "Même facteur des deux côtés\u00a0: l’écart est nul quel qu’il soit"
KG, KWH = "kgCO2e", "kWh/an"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a fleet of one line was weighed with."""

    kept: Kept
    bought: DeviceCategory
    factors: tuple[Factor | None, Factor | None]  # of the machine, of what would be bought
    electricity: ElectricityFactor | None
    parts: tuple[PartFactor, ...] = ()
    refurbished: Refurbished | None = None


@dataclass(frozen=True, slots=True)
class Working:
    """How a figure was reckoned."""

    formula: str
    inputs: tuple[Input, ...]
    sources: tuple[Source, ...]
    source: str | None
    quality: str


def working(option: Option, avoided: Estimate, setting: Setting) -> Working:
    """Open what a way avoids, by the central value or the bound that is known."""
    place = next(place for place in (1, 0, 2) if avoided.values()[place] is not None)
    steps = _second_hand(setting, place) if option is Option.REFURBISHED else _keeping(setting, place)
    result = formats.with_unit(digits(avoided.values()[place]), KG)
    return Working(
        f"{WHICH[place]}\u00a0: {steps} = {result}",
        tuple(_inputs(option, setting)),
        _sources(option, setting),
        setting.electricity.source if setting.electricity and option is not Option.REFURBISHED else None,
        QUALITY[avoided.quality],
    )


def _keeping(setting: Setting, place: int) -> str:
    kept = setting.kept
    made, drawn = kept.new.columns[Figure.EMBODIED].bounds[0], kept.extra[0][::-1]
    grams = digits(setting.electricity.g_per_kwh) if setting.electricity else formats.UNKNOWN
    replaced = f"{digits(float(made[place]))}\u00a0{KG} ÷ {_years(kept)}"
    saved = f"{digits(float(drawn[place]))}\u00a0{KWH} × {grams}\u00a0g ÷ {formats.number(1000)}"
    steps = f"{digits(kept.years)}\u00a0ans × ({replaced} − {saved})"
    weight = weight_of(setting.parts).values()[2 - place]
    return f"{steps} − {digits(weight * float(kept.old.quantity[0]))}\u00a0{KG}" if weight else steps


def _second_hand(setting: Setting, place: int) -> str:
    made = setting.kept.new.columns[Figure.EMBODIED].bounds[0]
    share = setting.refurbished.low if place == 0 and setting.refurbished else 0.0
    years = f"{digits(setting.kept.years)}\u00a0ans"
    return f"{years} × {formats.percent(share)} × {digits(float(made[place]))}\u00a0{KG} ÷ {_years(setting.kept)}"


def _years(kept: Kept) -> str:
    return f"{digits(float(kept.lifetime[0]))}\u00a0ans"


def _inputs(option: Option, setting: Setting) -> Iterator[Input]:
    kept, name = setting.kept, formats.uncapitalised(setting.bought.label)
    yield Input("Quantité", formats.number(float(kept.old.quantity[0])), INVENTORY)
    yield Input("Années comparées", f"{digits(kept.years)}\u00a0ans", CHOSEN)
    yield Input(f"Fabrication de ce qui serait acheté ({name})", _range(kept, Figure.EMBODIED, KG), CATEGORY)
    yield Input("Durée d’usage de ce qui serait acheté", _years(kept), CATEGORY)
    if setting.refurbished and option is Option.REFURBISHED:
        share = setting.refurbished
        value = f"{formats.percent(share.low)} à {formats.percent(share.high)}"
        yield Input("Part de l’impact annuel évitée", value, share.source.title_fr)
        return
    drawn = kept.old.estimate(Figure.ENERGY_PER_YEAR, 0)
    origin = kept.old.origin(Figure.ENERGY_PER_YEAR, 0)
    value = in_full(Bounds(*drawn.values()), KWH) if drawn else formats.UNKNOWN
    yield Input("Électricité du matériel en place", value, origin.label if origin else NOT_PUBLISHED)
    same = SAME_FACTOR if not kept.extra[0].any() else CATEGORY
    yield Input("Électricité de ce qui serait acheté", _range(kept, Figure.ENERGY_PER_YEAR, KWH), same)
    if setting.electricity:
        grams = f"{digits(setting.electricity.g_per_kwh)}\u00a0gCO2e/kWh"
        yield Input("Facteur d’électricité", grams, setting.electricity.label)
    for part in setting.parts:
        yield Input(f"Fabrication\u00a0: {part.size_fr}", in_full(part.embodied, KG), part.source_fr or NOT_PUBLISHED)


def _range(kept: Kept, figure: Figure, unit: str) -> str:
    found = kept.new.estimate(figure, 0)
    return in_full(Bounds(*found.values()), unit) if found else formats.UNKNOWN


def _sources(option: Option, setting: Setting) -> tuple[Source, ...]:
    """List each source once, in the order they are met."""
    cited = [source for factor in setting.factors if factor for source in factor.sources]
    cited += [source for part in setting.parts for source in part.sources]
    if option is Option.REFURBISHED and setting.refurbished:
        cited.append(setting.refurbished.source)
    return tuple({source.id: source for source in cited}.values())
