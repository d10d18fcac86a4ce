"""Who can compel, or cut: what is found of it without asking anybody."""

from collections.abc import Mapping

from inventaire.domain.dependency.facts import FREE, Facts
from inventaire.domain.dependency.profile import Basis, Found
from inventaire.domain.jurisdiction import EUROPEAN_UNION
from inventaire.domain.vocabulary import HostingPlace, PersonalData

AT_HOME = {HostingPlace.TOWN, HostingPlace.SHARED}
FRANCE = "FR"
SENSITIVITY = {
    PersonalData.NONE: "impersonal",
    PersonalData.COMMON: "common",
    PersonalData.SENSITIVE: "sensitive",
    PersonalData.CHILDREN: "sensitive",
    PersonalData.HEALTH: "sensitive",
}
PLACE = "Lieu d’hébergement\u00a0: {}."


def controller_law(facts: Facts, _known: Mapping[str, Found]) -> Found | None:
    """Say under whose law the controlling company stands."""
    tool = facts.tool
    if tool is None:
        return None
    if tool.is_free:
        return Found("free", FREE, Basis.COMMON, tool.reviewed_on)
    if tool.country is None:
        return None
    basis = Basis.SOURCED if tool.checked_on else Basis.COMMON
    return Found(_ring(tool.country), f"{tool.controller} ({tool.country})", basis, tool.checked_on or tool.reviewed_on)


def cloud_act(facts: Facts, _known: Mapping[str, Found]) -> Found | None:
    """Say whether a provider that holds data is flagged; data that stay at home are not held."""
    tool = facts.tool
    if tool and tool.cloud_act != "unknown":
        return Found(tool.cloud_act, "Signalement du catalogue.", Basis.OPINION, tool.reviewed_on)
    if facts.host in AT_HOME and facts.host:
        return Found("no", PLACE.format(facts.host.label), Basis.RECORD)
    return None


def hosting_place(facts: Facts, _known: Mapping[str, Found]) -> Found | None:
    """Say where the data lie."""
    return Found(facts.host.value, PLACE.format(facts.host.label), Basis.RECORD) if facts.host else None


def exposed_data(facts: Facts, known: Mapping[str, Found]) -> Found | None:
    """Say which data are exposed, from what is known of the provider, the place, and the data."""
    flagged, place = known.get("cloud-act"), known.get("hosting-place")
    if flagged and flagged.value == "yes":
        return _exposed(facts.personal_data, "Prestataire signalé")
    if place and place.value == HostingPlace.OUTSIDE_EU.value:
        return _exposed(facts.personal_data, "Hébergement hors de l’Union")
    if flagged and place:
        return Found("none", "D’après les réponses au CLOUD Act et au lieu d’hébergement.", place.basis)
    return None


def remote_cut(facts: Facts, known: Mapping[str, Found]) -> Found | None:
    """Say who can cut a service used at somebody else's; installed, only a person can tell."""
    law = known.get("controller-law")
    if facts.is_free and facts.way_in and not facts.is_remote:
        return Found("nobody", FREE, Basis.COMMON)
    if facts.is_remote and facts.way_in and law and law.value != "free":
        told = f"{facts.way_in.label}\u202f; {law.evidence}"
        return Found("outside" if law.value == "outside" else "eu", told, law.basis, law.dated_on)
    return None


def _ring(country: str) -> str:
    if country == FRANCE:
        return "france"
    return "eu" if country in EUROPEAN_UNION else "outside"


def _exposed(data: PersonalData | None, why: str) -> Found | None:
    if data is None:
        return None
    return Found(SENSITIVITY[data], f"{why}\u202f; données\u00a0: {data.label.lower()}.", Basis.RECORD)
