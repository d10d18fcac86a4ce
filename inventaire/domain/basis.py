"""What a fact of the catalogue rests on."""

from inventaire.domain.vocabulary import Term


class Basis(Term):
    """How far a fact can be trusted: read somewhere, known by all, or thought here."""

    SOURCED = "sourced", "sourcé"
    COMMON = "common", "connaissance commune"
    OPINION = "opinion", "avis du catalogue"
