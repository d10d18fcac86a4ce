"""The shapes of impact-factors.yaml and electricity.yaml: anything else is refused."""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from inventaire.catalog import licences
from inventaire.domain.estimate import Quality
from inventaire.domain.vocabulary import DeviceCategory


class Strict(BaseModel):
    """A piece of the catalogue that refuses a key it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceShape(Strict):
    """A page or a file that figures were read from."""

    title_fr: str
    url: str | None
    file: str | None = None
    spdx: str | None
    licence_fr: str | None
    verified: bool

    @field_validator("spdx")
    @classmethod
    def known(cls, name: str | None) -> str | None:
        """Refuse a name that SPDX does not list."""
        if name and name not in licences.SPDX:
            raise ValueError(licences.UNKNOWN.format(name))
        return name


class ThreeShape(Strict):
    """Low, central and high; null is what nobody published."""

    low: float | None = Field(ge=0)
    central: float | None = Field(ge=0)
    high: float | None = Field(ge=0)

    @model_validator(mode="after")
    def in_order(self) -> Self:
        """Refuse bounds out of order."""
        known = [value for value in self.values() if value is not None]
        if known != sorted(known):
            raise ValueError(f"bornes en désordre : {known}")
        return self

    def values(self) -> tuple[float | None, float | None, float | None]:
        """Give the three values, low first."""
        return self.low, self.central, self.high


class LifetimeShape(Strict):
    """Usual and achievable lifetimes [ans]."""

    usual: float | None = Field(gt=0)
    achievable: float | None = Field(gt=0)


class ValueShape(Strict):
    """What one machine weighs, from a date on."""

    embodied: ThreeShape
    energy: ThreeShape
    lifetime: LifetimeShape
    quality: Quality | None
    always_on: bool = False
    power_on_w: float | None = None
    power_standby_w: float | None = None
    mass_kg: float | None = None
    adpe_kgsbeq: float | None = None
    primary_energy_mj: float | None = None
    hours_fr: str | None = None
    embodied_source_fr: str | None = None
    energy_source_fr: str | None = None
    lifetime_source_fr: str | None = None
    source_years: str | None = None
    sources: tuple[str, ...]

    @model_validator(mode="after")
    def is_graded(self) -> Self:
        """Refuse a figure without a quality."""
        known = (*self.embodied.values(), *self.energy.values())
        if self.quality is None and any(value is not None for value in known):
            raise ValueError("un chiffre doit porter sa qualité, de A à D")
        return self


class CategoryShape(Strict):
    """The values of a category, by the date they hold from."""

    values: dict[date, ValueShape] = Field(min_length=1)


class FactorFile(Strict):
    """The whole of impact-factors.yaml, shape checked."""

    sources: dict[str, SourceShape]
    factors: dict[DeviceCategory, CategoryShape]

    @model_validator(mode="after")
    def sources_exist(self) -> Self:
        """Refuse a value that cites a source which is not in the file."""
        values = [value for entry in self.factors.values() for value in entry.values.values()]
        unknown = {source for value in values for source in value.sources} - self.sources.keys()
        if unknown:
            raise ValueError(f"sources absentes du fichier : {sorted(unknown)}")
        return self


class ElectricityShape(Strict):
    """One published value [gCO2e/kWh]; default_from marks the recommended ones."""

    g_per_kwh: float = Field(gt=0)
    default_from: date | None = None
    year: str
    scope_fr: str
    source: str


class TerritoryShape(Strict):
    """What is published for a territory."""

    label: str
    values: tuple[ElectricityShape, ...] = Field(min_length=1)


class ElectricityFile(Strict):
    """The whole of electricity.yaml, shape checked."""

    territories: dict[str, TerritoryShape]
