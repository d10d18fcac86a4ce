"""Whose law a company answers to, by the country of the one that controls it."""

from inventaire.domain.vocabulary import Term

# The twenty-seven members since 1 February 2020, by ISO 3166 code; « EU » is written for a body of the Union.
MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK EU"
EUROPEAN_UNION = frozenset(MEMBERS.split(" "))


class Ring(Term):
    """How far the company that holds a tool stands; free software is held by none."""

    FRANCE = "france", "France"
    UNION = "union", "Reste de l’Union européenne"
    OUTSIDE = "outside", "Hors Union européenne"
    FREE = "free", "Logiciel libre"
    UNKNOWN = "unknown", "Inconnu"


def ring_of(country: str) -> Ring:
    """Give the ring of a country by its code."""
    if country == "FR":
        return Ring.FRANCE
    return Ring.UNION if country in EUROPEAN_UNION else Ring.OUTSIDE


class Kin(Term):
    """The five giants, and the others."""

    GAFAM = "gafam", "GAFAM (Google, Apple, Meta, Amazon, Microsoft)"
    OUTSIDE = "autres", "Autres hors Union européenne"
    EUROPE = "europe", "Union européenne, France comprise"
    FREE = "libre", "Logiciel libre"
    UNKNOWN = "inconnu", "Inconnu"


def kin_of(ring: Ring, *, is_giant: bool) -> Kin:
    """Say among whom a company stands."""
    if is_giant:
        return Kin.GAFAM
    found = {Ring.OUTSIDE: Kin.OUTSIDE, Ring.FREE: Kin.FREE, Ring.UNKNOWN: Kin.UNKNOWN}
    return found.get(ring, Kin.EUROPE)
