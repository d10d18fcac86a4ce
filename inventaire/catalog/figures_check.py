"""Checks the files of figures: factors, electricity, ends of support, minimums of systems, figures of the law."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from inventaire.catalog.factor_shapes import ElectricityFile, FactorFile
from inventaire.catalog.fault import CatalogFault, line_of
from inventaire.catalog.lifecycles import LifecycleFile
from inventaire.catalog.minimums import MinimumFile
from inventaire.catalog.regulatory import RegulatoryFile
from inventaire.catalog.shape_faults import shape_faults
from inventaire.catalog.yaml_file import Entry

SUPPORT = "end-of-support.yaml"
MINIMUMS = "system-minimums.yaml"
SHAPES: dict[str, Any] = {
    "impact-factors.yaml": FactorFile,
    "electricity.yaml": ElectricityFile,
    SUPPORT: LifecycleFile,
    "regulatory.yaml": RegulatoryFile,
    MINIMUMS: MinimumFile,
}
NEEDED = "windows"  # systems are told apart by its builds
NO_WINDOWS = "le produit « windows » manque : les versions de Windows y sont lues."
NO_PRODUCT = "« {} » n’est pas un produit de end-of-support.yaml."
NO_TOOL = "« {} » n’est ni un outil ni une alternative du catalogue."


def figure_faults(files: Mapping[str, Entry], slugs: set[str] | None) -> Iterator[CatalogFault]:
    """Check the shape of each file, and that products name tools or alternatives among `slugs`, where known."""
    for name, shape in SHAPES.items():
        found = shape_faults(partial(shape.model_validate, files[name]))
        for where, told in found:
            yield CatalogFault(name, line_of(files[name], where), told)
        if name == SUPPORT and not found:
            yield from _support_faults(files[name]["products"], slugs)
        if name == MINIMUMS and not found:
            yield from _unknown_tools(name, files[name]["systems"], slugs)
            yield from _unknown_products(files[name]["systems"], files[SUPPORT].get("products") or {})


def _support_faults(products: Entry, slugs: set[str] | None) -> Iterator[CatalogFault]:
    if NEEDED not in products:
        yield CatalogFault(SUPPORT, products.line, NO_WINDOWS)
    yield from _unknown_tools(SUPPORT, products, slugs)


def _unknown_products(systems: Entry, products: Mapping[str, Any]) -> Iterator[CatalogFault]:
    for system in systems.values():
        if NEEDED in products and system.get("follows", NEEDED) not in products:
            yield CatalogFault(MINIMUMS, line_of(system, ("follows",)), NO_PRODUCT.format(system["follows"]))


def _unknown_tools(name: str, entries: Entry, slugs: set[str] | None) -> Iterator[CatalogFault]:
    for entry in entries.values():
        for tool in entry.get("tools", ()):
            if slugs is not None and tool not in slugs:
                yield CatalogFault(name, line_of(entry, ("tools",)), NO_TOOL.format(tool))
