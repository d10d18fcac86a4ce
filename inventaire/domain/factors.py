"""Factors of impact as they stand on a date: values, what they suppose, where they come from."""

from dataclasses import dataclass
from datetime import date

from inventaire.domain.estimate import Quality
from inventaire.domain.vocabulary import Term


@dataclass(frozen=True, slots=True)
class Source:
    """A page or a file that figures were read from."""

    id: str
    title_fr: str
    url: str | None
    licence_fr: str | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Three values of which any may be unknown, all three included."""

    low: float | None = None
    central: float | None = None
    high: float | None = None

    def values(self) -> tuple[float | None, float | None, float | None]:
        """Give the three values, low first."""
        return self.low, self.central, self.high


class OwnFigure(Term):
    """What an organisation may prefer its own value of."""

    EMBODIED = "embodied", "Fabrication (kgCO2e par matériel)"
    ENERGY = "energy", "Électricité (kWh par an)"
    LIFETIME = "lifetime", "Durée d’usage de référence (années)"
    ELECTRICITY = "electricity", "Facteur d’électricité (gCO2e par kWh)"


@dataclass(frozen=True, slots=True)
class OwnValue:
    """A value that an organisation prefers to the catalogue's from a day on, with its source and its reason."""

    figure: OwnFigure
    bounds: Bounds
    since: date
    source: str
    reason: str
    quality: Quality | None = None
    instead_of: Bounds = Bounds()  # the catalogue's, still shown beside


@dataclass(frozen=True, slots=True)
class Factor:
    """What one machine of a category weighs: embodied [kgCO2e], energy [kWh/an], lifetimes [ans]."""

    category: str
    since: date
    embodied: Bounds
    energy: Bounds
    lifetime_years: float | None = None
    achievable_lifetime_years: float | None = None
    quality: Quality | None = None
    always_on: bool = False
    hours_fr: str | None = None
    embodied_source_fr: str | None = None
    energy_source_fr: str | None = None
    lifetime_source_fr: str | None = None
    source_years: str | None = None
    sources: tuple[Source, ...] = ()
    own: tuple[OwnValue, ...] = ()
    energy_quality: Quality | None = None  # where it is not that of the embodied part

    def own_value(self, figure: OwnFigure) -> OwnValue | None:
        """Give the organisation's own value of a figure, where it has one."""
        return next((value for value in self.own if value.figure is figure), None)


@dataclass(frozen=True, slots=True)
class ElectricityFactor:
    """What a kilowatt-hour emits somewhere [gCO2e/kWh]."""

    territory: str | None
    label: str
    g_per_kwh: float
    year: str | None
    scope_fr: str | None
    source: str
    own: OwnValue | None = None

    @classmethod
    def given(cls, g_per_kwh: float) -> "ElectricityFactor":
        """Keep a factor that somebody imposed for one calculation."""
        return cls(None, "Facteur imposé", g_per_kwh, None, None, "valeur donnée par l’utilisateur")

    @property
    def kg_per_kwh(self) -> float:
        """Give the factor in the unit of the formulae [kgCO2e/kWh]."""
        return self.g_per_kwh / 1000
