"""The words of an import: what it aims at, what became of each line, where it stands."""

from inventaire.domain.vocabulary import Term


class Target(Term):
    """What the lines of a file describe."""

    DEVICES = "devices", "Matériels"
    APPLICATIONS = "applications", "Logiciels"


class Outcome(Term):
    """What a line becomes."""

    CREATED = "created", "Créé"
    UPDATED = "updated", "Modifié"
    UNCHANGED = "unchanged", "Inchangé"
    REFUSED = "refused", "Refusé"
    ASKED = "asked", "À trancher"
    IGNORED = "ignored", "Laissé de côté"
    REMOVED = "removed", "Retiré"


class ImportState(Term):
    """Where an import stands."""

    RECEIVED = "received", "Lecture, rien n’est écrit"
    UNREADABLE = "unreadable", "Non compris, rien n’est écrit"
    PREVIEWED = "previewed", "Aperçu, rien n’est écrit"
    APPLYING = "applying", "Écriture en cours"
    APPLIED = "applied", "Appliqué"
    UNDONE = "undone", "Annulé"
    DISCARDED = "discarded", "Abandonné"


UNDER_WAY = (ImportState.RECEIVED, ImportState.APPLYING)
PENDING = (ImportState.PREVIEWED, ImportState.APPLYING)  # shown, and not written yet
OPEN = (ImportState.RECEIVED, ImportState.UNREADABLE, ImportState.PREVIEWED)  # what may be let go
