"""Checks the files beside the entries: factors, electricity, longer life, minimums, law, reuse, risks, questions."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from inventaire.catalog.dependency import NAME as DEPENDENCY
from inventaire.catalog.dependency import DependencyFile
from inventaire.catalog.factor_shapes import ElectricityFile, FactorFile
from inventaire.catalog.fault import CatalogFault, line_of
from inventaire.catalog.interview import INTERVIEW, InterviewFile
from inventaire.catalog.lifecycles import LifecycleFile
from inventaire.catalog.longer_life import LongerLifeFile
from inventaire.catalog.minimums import MinimumFile
from inventaire.catalog.policies import PolicyFile
from inventaire.catalog.purchases import NAME as PURCHASES
from inventaire.catalog.purchases import PurchaseFile
from inventaire.catalog.regulatory import RegulatoryFile
from inventaire.catalog.reuse import ReuseFile
from inventaire.catalog.shape_faults import shape_faults
from inventaire.catalog.yaml_file import Entry
from inventaire.domain.normalisation import strong

LAW = "regulatory.yaml"
SUPPORT = "end-of-support.yaml"
MINIMUMS = "system-minimums.yaml"
SHAPES: dict[str, Any] = {
    "impact-factors.yaml": FactorFile,
    "electricity.yaml": ElectricityFile,
    "longer-life.yaml": LongerLifeFile,
    SUPPORT: LifecycleFile,
    LAW: RegulatoryFile,
    "reuse.yaml": ReuseFile,
    "policies.yaml": PolicyFile,
    PURCHASES: PurchaseFile,
    MINIMUMS: MinimumFile,
    INTERVIEW: InterviewFile,
    DEPENDENCY: DependencyFile,
}
NEEDED = "windows"  # systems are told apart by its builds
NO_WINDOWS = "le produit « windows » manque : les versions de Windows y sont lues."
NO_PRODUCT = "« {} » n’est pas un produit de end-of-support.yaml."
UNKEYED = "« {} » est au catalogue sous ce nom : nommez-le dans « tools »."
NO_FIGURE = "« {} » n’est pas un chiffre de regulatory.yaml."
NO_TOOL = "« {} » n’est ni un outil ni une alternative du catalogue."


def figure_faults(files: Mapping[str, Entry], names: Mapping[str, set[str]] | None) -> Iterator[CatalogFault]:
    """Check the shape of each file, and that products name tools or alternatives, whose `names` are known or not."""
    sound = set()
    for file, shape in SHAPES.items():
        found = shape_faults(partial(shape.model_validate, files[file]))
        sound |= set() if found else {file}
        for where, told in found:
            yield CatalogFault(file, line_of(files[file], where), told)
    if SUPPORT in sound:
        products = files[SUPPORT]["products"]
        yield from _of_windows(products)
        yield from () if names is None else _of_tools(SUPPORT, products, names)
        yield from () if names is None else _left_out(products, names)
    if {SUPPORT, MINIMUMS} <= sound:
        systems = files[MINIMUMS]["systems"]
        yield from _of_products(systems, files[SUPPORT]["products"])
        yield from () if names is None else _of_tools(MINIMUMS, systems, names)
    if {PURCHASES, LAW} <= sound:
        yield from _of_gifts(files[PURCHASES]["categories"], files[LAW]["figures"])


def _of_gifts(categories: Entry, figures: Entry) -> Iterator[CatalogFault]:
    for category in categories.values():
        for key in (category.get("gift") or {}).values():
            if key not in figures:
                yield CatalogFault(PURCHASES, line_of(category, ("gift",)), NO_FIGURE.format(key))


def _of_windows(products: Entry) -> Iterator[CatalogFault]:
    if NEEDED not in products:
        yield CatalogFault(SUPPORT, products.line, NO_WINDOWS)


def _of_products(systems: Entry, products: Entry) -> Iterator[CatalogFault]:
    for system in systems.values():
        if NEEDED in products and system.get("follows", NEEDED) not in products:
            yield CatalogFault(MINIMUMS, line_of(system, ("follows",)), NO_PRODUCT.format(system["follows"]))


def _of_tools(file: str, entries: Entry, names: Mapping[str, set[str]]) -> Iterator[CatalogFault]:
    """Refuse a tool that nobody knows."""
    for entry in entries.values():
        for tool in entry.get("tools", ()):
            if tool not in names:
                yield CatalogFault(file, line_of(entry, ("tools",)), NO_TOOL.format(tool))


def _left_out(products: Entry, names: Mapping[str, set[str]]) -> Iterator[CatalogFault]:
    """Refuse a product that leaves out the tool of its name."""
    for product in products.values():
        label = strong(product["label"])
        for tool, known in names.items():
            if label in known and tool not in product.get("tools", ()):
                yield CatalogFault(SUPPORT, product.line, UNKEYED.format(tool))
