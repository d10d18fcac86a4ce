"""Recognises a system or a version as agents and spreadsheets write it; silent rather than wrong."""

import re

from inventaire.domain.lifecycles import Lifecycles, Product, Release, SystemSupport, support_of
from inventaire.domain.windows import windows_support

# Words at the start of a release that are not its number: « OS 9 », « Core 3.1 »; LMDE is a line of its own.
RELEASE_KEY = re.compile(r"(?:os |core )?((?:lmde )?\d+(?:\.\d+)*(?: r2)?)")
CODE_NAME = re.compile(r"\(([^)]+)\)")
# A number that stands alone: « 6.1.0-18-amd64 » is a kernel, not a release.
NUMBER = re.compile(r"(?<![\w.:-])(\d+(?:\.\d+)*(?: r2)?)(?![\w.-])")
TOOL_NUMBER = re.compile(r"(?<![\w.])(?:\d+:)?(\d+(?:\.\d+)*(?: r2)?)")
SERVICE_PACK = re.compile(r"\b(\d+) sp(\d)\b")
MARKS = re.compile(r"®|™|\((?:r|tm)\)", re.IGNORECASE)
OF_CISCO = re.compile(r"\s*IOS(?:[ -]?X[ER])?\b")  # Apple writes « iOS »
SYSTEMS = (
    (re.compile(r"\bwindows serveu?r\b"), "windows-server"),
    (re.compile(r"\b(?:lmde|linux mint debian edition)\b"), "linux-mint"),
    (re.compile(r"\blinux ?mint\b"), "linux-mint"),
    (re.compile(r"\bubuntu\b"), "ubuntu"),
    (re.compile(r"\bdebian\b"), "debian"),
    (re.compile(r"\b(?:red hat enterprise linux|rhel)\b"), "red-hat-enterprise-linux"),
    (re.compile(r"\balmalinux\b"), "almalinux"),
    (re.compile(r"\brocky linux\b"), "rocky-linux"),
    (re.compile(r"\bcentos stream\b"), "centos-stream"),
    (re.compile(r"\bcentos\b"), "centos-linux"),
    (re.compile(r"\boracle linux\b"), "oracle-linux"),
    (re.compile(r"\bfedora\b"), "fedora"),
    (re.compile(r"\bopensuse leap\b"), "opensuse-leap"),
    (re.compile(r"\b(?:suse linux enterprise server|sles)\b"), "suse-linux-enterprise-server"),
    (re.compile(r"\bproxmox (?:ve|virtual environment)\b"), "proxmox-ve"),
    (re.compile(r"\besxi\b"), "vmware-esxi"),
    (re.compile(r"\b(?:mac ?os(?: ?x)?|os x)\b"), "macos"),
    (re.compile(r"\bipados\b"), "ipados"),
    (re.compile(r"^(?:apple )?ios\b"), "ios"),
    (re.compile(r"\bandroid\b"), "android"),
    (re.compile(r"\bfortios\b"), "fortios"),
    (re.compile(r"\bopnsense\b"), "opnsense"),
)


def recognise_system(text: str | None, version: str | None, lifecycles: Lifecycles) -> SystemSupport | None:
    """Say how long a system is supported, from its name and version as found; None when not sure."""
    if OF_CISCO.match(text or ""):
        return None
    name, number = _plain(text), _plain(version)
    for pattern, key in SYSTEMS:
        found = pattern.search(name)
        if found:
            return _system(lifecycles.products.get(key), found, name[found.end() :], number)
    return windows_support(name, number, lifecycles)


def support_of_tool_version(product_key: str, version: str, lifecycles: Lifecycles) -> SystemSupport | None:
    """Say how long a version of a program is supported, by the product's key; None when not sure."""
    product = lifecycles.products.get(product_key)
    if product is None:
        return None
    text = _plain(version)
    exact = [release for release in product.releases if release.version.lower() == text]
    found = TOOL_NUMBER.search(text)
    release = exact[0] if exact else found and _release(product, found.group(1), text)
    return support_of(product, release) if release else None


def _plain(text: str | None) -> str:
    return " ".join(MARKS.sub("", text or "").lower().split())


def _system(product: Product | None, found: re.Match[str], rest: str, version: str) -> SystemSupport | None:
    """Look for the number after the name, else in the version, else for a code name."""
    if product is None:
        return None
    lmde = "lmde " if found.group().startswith(("lmde", "linux mint debian")) else ""
    for text in (rest, version):
        number = NUMBER.search(_with_service_pack(product, text))
        release = number and _release(product, lmde + number.group(1), text)
        if release:
            return support_of(product, release)
        if number:
            return None
    named = _by_code_name(product, f"{rest} {version}")
    return support_of(product, named) if named else None


def _with_service_pack(product: Product, text: str) -> str:
    """Read « 15 SP5 » as SUSE publishes it, 15.5; elsewhere a service pack is not a release."""
    return SERVICE_PACK.sub(r"\1.\2", text) if product.key.startswith("suse") else text


def _release(product: Product, number: str, text: str) -> Release | None:
    """Find the release of a number, dropping its last parts one by one: 22.04.5, 22.04, 22."""
    while number:
        same = [release for release in product.releases if _key(release) == number]
        same = [release for release in same if "esr" not in release.version.lower() or "esr" in text]
        if same:
            return _only(same, number)
        number = number.removesuffix(" r2").rpartition(".")[0]
    return None


def _only(releases: list[Release], number: str) -> Release | None:
    """Choose among releases of one number: the bare one, or any when they end alike; else none."""
    bare = [release for release in releases if release.version.lower() == number]
    if bare:
        return bare[0]
    return releases[0] if len({release.end for release in releases}) == 1 else None


def _key(release: Release) -> str | None:
    found = RELEASE_KEY.match(release.version.lower())
    return found.group(1) if found else None


def _by_code_name(product: Product, text: str) -> Release | None:
    """Find a release by the name in its brackets; « trixie/sid » is a work in progress, not a release."""
    for release in product.releases:
        name = CODE_NAME.search(release.version.lower())
        if name and re.search(rf"\b{re.escape(name.group(1))}\b(?!/)", text):
            return release
    return None
