"""Lists the components of the running product and what each depends on, in CycloneDX."""

import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import metadata, requires
from pathlib import Path

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import inventaire
from supply.lock import LOCKS, locked

USAGE = "Usage : ./run sbom -o FICHIER"


def main(words: Sequence[str]) -> int:
    """Write the list in the file named after -o."""
    if len(words) != 2 or words[0] != "-o":
        print(USAGE, file=sys.stderr)  # noqa: T201 - a command speaks
        return 2
    Path(words[1]).write_text(components_as_json(), encoding="utf-8")
    return 0


def components_as_json() -> str:
    """Give the components of the running lock as they are installed here."""
    components = {package: _component(package) for package in locked("run")}
    bom = Bom(components=components.values())
    bom.metadata.component = _product()
    direct = _direct()
    bom.register_dependency(bom.metadata.component, [components[name] for name in direct])
    for package, component in components.items():
        needed = _needed(package, direct.get(package, ()))
        bom.register_dependency(component, [components[name] for name in needed & components.keys()])
    return JsonV1Dot6(bom).output_as_string(indent=2)


def _product() -> Component:
    version = inventaire.__version__
    licence = LicenseExpression("AGPL-3.0-or-later")
    return Component(name="inventaire", version=version, type=ComponentType.APPLICATION, licenses=[licence])


def _component(package: str) -> Component:
    told = metadata(package)
    expression, version = told["License-Expression"], told["Version"]
    purl = PackageURL("pypi", name=package, version=version)
    licences = [LicenseExpression(expression)] if expression else []
    return Component(
        name=package, version=version, type=ComponentType.LIBRARY, purl=purl, bom_ref=str(purl), licenses=licences
    )


def _direct() -> Mapping[str, Iterable[str]]:
    """Give what the product itself asks for, each with the extras it wants."""
    project = tomllib.loads((LOCKS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = [each for extra in project["optional-dependencies"].values() for each in extra]
    asked = map(Requirement, [*project["dependencies"], *optional])  # the lock holds them all
    return {canonicalize_name(each.name): each.extras for each in asked}


def _needed(package: str, extras: Iterable[str]) -> set[str]:
    """Give what a package asks for on this machine, for itself and for some extras."""
    names: set[str] = set()
    for each in map(Requirement, requires(package) or []):
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            names.add(canonicalize_name(each.name))
    return names


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
