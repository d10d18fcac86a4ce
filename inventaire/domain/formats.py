"""Figures, dates and money as they are written in French; what is not known is « non renseigné »."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from inventaire.domain.estimate import Estimate, Quality, Unit
from inventaire.domain.partial_date import PartialDate

PARIS = ZoneInfo("Europe/Paris")  # the clock on the wall
NO_BREAK = "\u00a0"
THIN_NO_BREAK = "\u202f"
MINUS = "\u2212"
UNKNOWN = "non renseigné"
NOT_ESTIMATED = "non estimé"
KG_PER_TONNE = 1000
TONNES_FROM = 10_000  # kilograms beyond which tonnes read better
TONNES = {Unit.KG_CO2E: "t CO2e", Unit.KG_CO2E_PER_YEAR: "t CO2e/an"}
RANGE_ONLY = {Quality.C, Quality.D}


def number(value: float | None, digits: int = 0) -> str:
    """Write a number with a fixed count of decimals: « 1 234,5 »."""
    if value is None:
        return UNKNOWN
    return _written(_rounded(value, Decimal(1).scaleb(-digits)))


def significant(value: float | None, digits: int = 2) -> str:
    """Write a number with two significant digits at most: an estimate knows no more than that."""
    if value is None:
        return UNKNOWN
    exact = Decimal(str(value))
    step = Decimal(1).scaleb(exact.adjusted() + 1 - digits) if exact else Decimal(1)
    text = format(_rounded(value, step), "f")
    return _written(Decimal(text.rstrip("0").rstrip(".") if "." in text else text))


def money(value: float | None, digits: int = 2) -> str:
    """Write an amount in euros: « 1 234,50 € »."""
    return with_unit(number(value, digits), "€") if value is not None else UNKNOWN


def percent(share: float | None, digits: int = 0) -> str:
    """Write a share of 1 as a percentage: 0,375 gives « 37,5 % » with one decimal."""
    return with_unit(number(share * 100, digits), "%") if share is not None else UNKNOWN


def gigabytes(value: float | None) -> str:
    """Write a size: « 7,8 Go », « 512 Go »."""
    return with_unit(number(value, 0 if value == round(value) else 1), "Go") if value is not None else UNKNOWN


def with_unit(text: str, unit: str) -> str:
    """Join a number and its unit so that no line break parts them."""
    return f"{text}{NO_BREAK}{unit}"


def make_and_model(manufacturer: str | None, model: str | None) -> str:
    """Write a machine's make and model once each, though many inventories repeat the make in the model."""
    make, name = manufacturer or "", model or ""
    return (name if name.casefold().startswith(make.casefold()) else f"{make} {name}".strip()) or make


def bounds_text(values: Sequence[float | None]) -> str:
    """Write the low, central and high values of a factor: « 185,1 (130,0 à 386,0) »."""
    low, central, high = (None if value is None else number(value, 1) for value in values)
    spread = _range(low, high)
    return f"{central} ({spread})" if central and spread else central or spread or UNKNOWN


def uncapitalised(label: str) -> str:
    """Write a label in the midst of a sentence, its abbreviations as they are."""
    return label[:1].lower() + label[1:]


def day(value: date | PartialDate | None) -> str:
    """Write a date as precisely as it is known: « 12/03/2019 », « 03/2019 », « 2019 »."""
    if value is None:
        return UNKNOWN
    known = value if isinstance(value, PartialDate) else PartialDate.of(value)
    parts = [(known.day, 2), (known.month, 2), (known.year, 4)]
    return "/".join(f"{part:0{width}}" for part, width in parts if part is not None)


def estimate_text(estimate: Estimate | None) -> str:
    """Write an estimate whole: « 190 kgCO2e (130 à 390) », « au moins 120 kgCO2e », « non estimé »."""
    main, detail = estimate_parts(estimate)
    return f"{main} ({detail})" if detail else main


def estimate_parts(estimate: Estimate | None) -> tuple[str, str]:
    """Write an estimate as its main words and what goes small beside it, which may be empty.

    Two significant digits. Qualities C and D show their range only; a bound alone is « au moins » or
    « au plus », a central value alone « environ … (donnée unique) ».
    """
    if estimate is None:
        return NOT_ESTIMATED, ""
    scale, unit = _scale(estimate)
    low, central, high = (_scaled(value, scale) for value in estimate.values())
    bounds = _range(low, high)
    if central and low == central == high:
        return with_unit(central, unit), ""
    if bounds and (central is None or estimate.quality in RANGE_ONLY):
        return with_unit(bounds, unit), ""
    if not bounds:
        return with_unit(f"environ {central}", unit), "donnée unique"
    return with_unit(central or UNKNOWN, unit), bounds


def drawn_values(estimate: Estimate) -> tuple[float | None, float | None, float | None]:
    """Give low, central and high as a chart may draw them: no central value where the text shows the range only."""
    low, central, high = estimate.values()
    hidden = estimate.quality in RANGE_ONLY and (low is not None or high is not None)
    return low, None if hidden else central, high


def _range(low: str | None, high: str | None) -> str:
    if low and high:
        return f"{low} à {high}"
    if low:
        return f"au moins {low}"
    return f"au plus {high}" if high else ""


def _scale(estimate: Estimate) -> tuple[float, str]:
    """Choose kilograms or tonnes by the value that is read first."""
    read_first = next(value for value in (estimate.central, estimate.high, estimate.low) if value is not None)
    if estimate.unit in TONNES and abs(read_first) >= TONNES_FROM:
        return KG_PER_TONNE, TONNES[estimate.unit]
    return 1, estimate.unit.value


def _scaled(value: float | None, scale: float) -> str | None:
    return None if value is None else significant(value / scale)


def _rounded(value: float, step: Decimal) -> Decimal:
    """Round half away from zero, as people do, to a multiple of a power of ten."""
    return (Decimal(str(value)) / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def _written(value: Decimal) -> str:
    text = f"{abs(value):,f}".replace(",", THIN_NO_BREAK).replace(".", ",")
    return MINUS + text if value < 0 else text
