"""Reads catalog/end-of-support.yaml."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from inventaire.catalog.factor_shapes import Strict
from inventaire.catalog.location import catalog_folder
from inventaire.catalog.yaml_file import read_yaml
from inventaire.domain.lifecycles import Extension, Lifecycles, Product, Release


class ReleaseShape(Strict):
    """One version: its dates, or what was seen of it where no date is published."""

    version: str
    end: date | None = None
    followed: bool | None = None
    extended: date | None = None
    extension: Extension | None = None
    note: str | None = None
    source: str | None = None

    @model_validator(mode="after")
    def complete(self) -> Self:
        """Refuse an end that is said twice or not at all, an extension without its kind."""
        if (self.end is None) == (self.followed is None):
            raise ValueError("donnez « end », ou à défaut « followed »")
        if (self.extended is None) != (self.extension is None):
            raise ValueError("« extended » (la date) va avec « extension » (sa nature)")
        return self


class ProductShape(Strict):
    """A product, its versions, the tools of the catalogue it is; builds and long-term editions are for Windows.

    `named` are words one of which the name found must hold, where a tool covers other programs too.
    """

    label: str
    vendor: str
    source: str
    tools: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    builds: dict[int, str] = Field(default_factory=dict)
    ltsc: dict[int, str] = Field(default_factory=dict)
    releases: tuple[ReleaseShape, ...]


class LifecycleFile(Strict):
    """The whole of end-of-support.yaml, shape checked."""

    products: dict[str, ProductShape]


def load_lifecycles(folder: Path | None = None) -> Lifecycles:
    """Give every published end of support."""
    return _lifecycles(folder or catalog_folder())


@cache
def _lifecycles(folder: Path) -> Lifecycles:
    book = LifecycleFile.model_validate(read_yaml(folder / "end-of-support.yaml"))
    windows = book.products["windows"]
    products = {key: _product(key, product) for key, product in book.products.items()}
    return Lifecycles(products, windows.builds, windows.ltsc)


def _product(key: str, product: ProductShape) -> Product:
    releases = tuple(_release(known, product.source) for known in product.releases)
    return Product(key, product.label, releases, product.tools, product.named)


def _release(known: ReleaseShape, source: str) -> Release:
    return Release(
        version=known.version,
        end=known.end,
        followed=known.followed,
        extended=known.extended,
        extension=known.extension,
        source=known.source or source,
        note=known.note,
    )
