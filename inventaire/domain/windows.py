"""Which Windows a machine runs: the release is read from its name, its build, its edition."""

import re

from inventaire.domain.lifecycles import Lifecycles, Product, Release, SystemSupport, support_of

NAME = re.compile(r"\bwindows (11|10|8\.1|8|7|vista)\b")
OTHER_LINES = re.compile(r"\b(?:embedded|posready|phone|mobile|rt|thin|se|server)\b")
FEATURE = re.compile(r"\b(\d\dh[12]|1507|1511|1607|1703|1709|1803|1809|1903|1909|2004)\b")
BUILD = re.compile(r"(?:\b10\.0[. (]+|\bbuild |^)(\d{5})\b")
YEAR = re.compile(r"\b(20\d\d)\b")
ORDINARY, COMPANY, LONG, IOT_LONG = (
    "Home/Pro",
    "Enterprise/Education",
    "Enterprise/Education LTSC",
    "IoT LTSC",
)
EDITIONS = (
    (re.compile(r"\b(?:pro|professionn?el|professional|famille|familiale|home)\b"), ORDINARY),
    (re.compile(r"\b(?:entreprise|enterprise|[ée]ducation)\b"), COMPANY),
)
NO_EDITION = "édition inconnue\u00a0: date des éditions Famille et Professionnel"
NO_VERSION = "version inconnue\u00a0: date de la dernière version, les précédentes s’arrêtent plus tôt"


def windows_support(name: str, version: str, lifecycles: Lifecycles) -> SystemSupport | None:
    """Say how long a Windows workstation is supported; both texts in small letters; None when not sure."""
    product, found = lifecycles.products.get("windows"), NAME.search(name)
    if product is None or found is None or OTHER_LINES.search(name):
        return None
    major, feature = _generation(found.group(1), name, version, lifecycles)
    if major not in {"10", "11"}:
        old = [release for release in product.releases if release.version.lower().split()[0] == major]
        return support_of(product, old[0]) if old else None
    edition = _edition(name)
    if edition in {LONG, IOT_LONG} and not feature:
        major, feature = _long_term(major, name, lifecycles)
    if feature:
        return _of_feature(product, f"{major} {feature}", edition)
    return _of_latest(product, major, edition)


def _generation(major: str, name: str, version: str, lifecycles: Lifecycles) -> tuple[str, str | None]:
    """Give the generation and its release: the build number is sure, what is written comes after."""
    for text in (version, name):
        build = BUILD.search(text)
        known = lifecycles.windows_builds.get(int(build.group(1))) if build else None
        if known:
            generation, feature = known.split()
            return generation, feature
    written = FEATURE.search(version) or FEATURE.search(name)
    return major, written.group(1).upper() if written else None


def _edition(name: str) -> str | None:
    if re.search(r"\blts[bc]\b", name):
        return IOT_LONG if re.search(r"\biot\b", name) else LONG
    return next((edition for pattern, edition in EDITIONS if pattern.search(name)), None)


def _long_term(major: str, name: str, lifecycles: Lifecycles) -> tuple[str, str | None]:
    """Give the release of a long-term edition by the year of its name."""
    year = YEAR.search(name)
    known = lifecycles.windows_ltsc.get(int(year.group(1))) if year else None
    generation, feature = known.split() if known else (major, None)
    return generation, feature


def _of_feature(product: Product, release: str, edition: str | None) -> SystemSupport | None:
    wanted = (f"{release} {edition or ORDINARY}",) + (() if edition in {LONG, IOT_LONG} else (release,))
    for version in wanted:
        for known in product.releases:
            if known.version == version:
                unsure = edition is None and version != release
                return support_of(product, known, NO_EDITION if unsure else None)
    return None


def _of_latest(product: Product, major: str, edition: str | None) -> SystemSupport | None:
    """Take the last release of the generation when the version is not known, and say so."""
    if edition in {LONG, IOT_LONG}:
        return None
    same = [release for release in product.releases if _is_ordinary(release, major, edition or ORDINARY)]
    latest = max(same, key=lambda release: release.end.toordinal() if release.end else 0, default=None)
    return support_of(product, latest, NO_VERSION) if latest else None


def _is_ordinary(release: Release, major: str, edition: str) -> bool:
    generation, _, rest = release.version.partition(" ")
    return generation == major and rest.partition(" ")[2] in {"", edition}
