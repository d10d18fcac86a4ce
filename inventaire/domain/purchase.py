"""What was bought, received, and what was not: the words of purchases, and the sums of a year (A1 to A7)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.regulatory import Confidence
from inventaire.domain.reuse import birthday
from inventaire.domain.vocabulary import DeviceCategory, Origin, Term

PERCENT = 100


class SpendingNature(Term):
    """What digital money is spent on."""

    HARDWARE = "hardware", "Matériel"
    LICENCES = "licences", "Licences"
    SUBSCRIPTIONS = "subscriptions", "Abonnements"
    SERVICES = "services", "Prestations"
    TELECOMS = "telecoms", "Télécoms"
    PRINTING = "printing", "Impression"


class Recycled(Term):
    """Whether a good has recycled materials in it."""

    YES = "yes", "Oui"
    NO = "no", "Non"


class SupplierArea(Term):
    """Where the money of a purchase goes."""

    REGION = "region", "Dans la région"
    FRANCE = "france", "Ailleurs en France"
    EU = "eu", "Ailleurs dans l’Union européenne"
    OUTSIDE_EU = "outside_eu", "Hors de l’Union européenne"


class AvoidedKind(Term):
    """Why something was not bought."""

    REFUSED = "refused", "Demande refusée"
    SHARED = "shared", "Mutualisé"
    STOCK = "stock", "Servi par le stock"


@dataclass(frozen=True, slots=True)
class GiftRule:
    """The keys of the figures that value a gift: its flat value, the age under which it holds."""

    value: str
    under: str


@dataclass(frozen=True, slots=True)
class GoodsTable:
    """What the share of reuse counts: `categories` says yes, no, or None where nobody read it."""

    categories: Mapping[DeviceCategory, bool | None]
    gifts: Mapping[DeviceCategory, GiftRule]
    reference: str
    source: str
    confidence: Confidence
    note: str


@dataclass(frozen=True, slots=True)
class GiftValue:
    """What a gift counts for, each [€], while it is under an age [years]."""

    eur: float
    under_years: float


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    """A line of what was bought or received; `used_since` is the first use of a gift."""

    bought_on: PartialDate
    nature: SpendingNature
    category: DeviceCategory | None = None
    quantity: int = 1
    excl_eur: float | None = None
    origin: Origin | None = None
    recycled: Recycled | None = None
    index: float | None = None
    area: SupplierArea | None = None
    used_since: PartialDate | None = None

    @property
    def is_gift(self) -> bool:
        """Say whether nothing was paid for it."""
        return self.origin is Origin.GIFT


@dataclass(frozen=True, slots=True)
class GoodsShare:
    """A share of what the category cost without VAT [€]; `known` lines of `lines` say all that it takes."""

    part_eur: float
    whole_eur: float
    known: int
    lines: int
    gifts_eur: float = 0.0
    unvalued: int = 0

    @property
    def percent(self) -> float | None:
        """Give it in percent, None when nothing was bought; gifts may take it beyond 100."""
        return (self.part_eur + self.gifts_eur) / self.whole_eur * PERCENT if self.whole_eur else None

    @property
    def coverage(self) -> float:
        """Give the share of the lines that say all that it takes."""
        return self.known / self.lines if self.lines else 1.0


def reused_share(
    lines: Sequence[PurchaseLine], table: GoodsTable, gifts: Mapping[DeviceCategory, GiftValue]
) -> GoodsShare:
    """Give A1: (goods from reuse, without VAT, and gifts received at their flat value) ÷ all goods, without VAT."""
    goods = _goods(lines, table)
    bought = [line for line in goods if not line.is_gift]
    values = [gift_value(line, gifts) for line in goods if line.is_gift]
    valued = [value for value in values if value is not None]
    known = sum(_is_settled(line, table) and line.origin is not None for line in bought)
    return GoodsShare(
        part_eur=_cost([line for line in bought if line.origin is Origin.REFURBISHED], table),
        whole_eur=_cost(bought, table),
        known=known + len(valued),
        lines=len(goods),
        gifts_eur=sum(valued),
        unvalued=len(values) - len(valued),
    )


def recycled_share(lines: Sequence[PurchaseLine], table: GoodsTable) -> GoodsShare:
    """Give A2: goods with recycled materials in them ÷ all goods, both without VAT."""
    bought = [line for line in _goods(lines, table) if not line.is_gift]
    known = sum(_is_settled(line, table) and line.recycled is not None for line in bought)
    recycled = [line for line in bought if line.recycled is Recycled.YES]
    return GoodsShare(_cost(recycled, table), _cost(bought, table), known, len(bought))


def gift_value(line: PurchaseLine, gifts: Mapping[DeviceCategory, GiftValue]) -> float | None:
    """Value a gift [€]; None where no flat value was read for it, or its age does not settle it."""
    rule = gifts.get(line.category) if line.category else None
    if rule is None or line.used_since is None:
        return None
    is_under = line.bought_on.last_day() < birthday(line.used_since.first_day(), rule.under_years)
    return rule.eur * line.quantity if is_under else None


def units_by_origin(lines: Sequence[PurchaseLine]) -> Counter[Origin | None]:
    """Give A3: how many machines came in, by how."""
    found: Counter[Origin | None] = Counter()
    for line in hardware(lines):
        found[line.origin] += line.quantity
    return found


def mean_index(lines: Sequence[PurchaseLine]) -> tuple[float | None, int, int]:
    """Give A4: the mean index weighted by quantity, over how many machines, of how many."""
    machines = hardware(lines)
    known = [(line.index, line.quantity) for line in machines if line.index is not None]
    count = sum(quantity for _, quantity in known)
    mean = sum(index * quantity for index, quantity in known) / count if count else None
    return mean, count, sum(line.quantity for line in machines)


def hardware(lines: Sequence[PurchaseLine]) -> list[PurchaseLine]:
    """Keep the lines of machines."""
    return [line for line in lines if line.nature is SpendingNature.HARDWARE]


def paid(lines: Sequence[PurchaseLine]) -> list[PurchaseLine]:
    """Keep the lines that cost something, known or not."""
    return [line for line in lines if not line.is_gift]


def total(lines: Sequence[PurchaseLine]) -> float:
    """Add what is known of the cost without VAT [€]."""
    return sum(line.excl_eur or 0.0 for line in lines)


def mean_prices(lines: Sequence[PurchaseLine]) -> dict[DeviceCategory, float]:
    """Give the mean price of a machine bought new, without VAT, by category [€]."""
    costs: Counter[DeviceCategory] = Counter()
    counts: Counter[DeviceCategory] = Counter()
    for line in hardware(lines):
        if line.category and line.excl_eur is not None and line.origin is Origin.NEW:
            costs[line.category] += line.excl_eur  # type: ignore[assignment]
            counts[line.category] += line.quantity
    return {category: costs[category] / count for category, count in counts.items()}


def _goods(lines: Sequence[PurchaseLine], table: GoodsTable) -> list[PurchaseLine]:
    """Keep what the category holds, and machines nobody said the kind of: they may be of it."""
    return [line for line in hardware(lines) if line.category is None or table.categories[line.category]]


def _cost(lines: Sequence[PurchaseLine], table: GoodsTable) -> float:
    return total([line for line in lines if line.category and table.categories[line.category]])


def _is_settled(line: PurchaseLine, table: GoodsTable) -> bool:
    return line.category is not None and bool(table.categories[line.category]) and line.excl_eur is not None
