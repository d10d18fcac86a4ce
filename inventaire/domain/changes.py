"""What moves when the name of a software is recognised anew."""

from inventaire.domain.recognition import Recognition
from inventaire.domain.vocabulary import Term

NAMED = ("match", "free")


class ChangeKind(Term):
    """The ways in which the recognition of a name can move, in the order they are read."""

    LOST = "lost", "Ne sont plus reconnus"
    OTHER = "other", "Changent d’outil"
    COMPONENT = "component", "Deviennent des composants, qui ne comptent pas"
    FOUND = "found", "Sont désormais reconnus"
    REST = "rest", "Autres changements"


def kind_of(before: Recognition, after: Recognition) -> ChangeKind:
    """Say how a name moves from one recognition to another."""
    if after.outcome == "ignored":
        return ChangeKind.COMPONENT
    if before.outcome in NAMED:
        return ChangeKind.OTHER if after.outcome in NAMED else ChangeKind.LOST
    if after.outcome in NAMED:
        return ChangeKind.FOUND
    return ChangeKind.REST
