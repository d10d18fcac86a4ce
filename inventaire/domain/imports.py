"""The words of an import: what it aims at, what became of each line, where it stands."""

from inventaire.domain.vocabulary import Term


class Target(Term):
    """What the lines of a file describe."""

    DEVICES = "devices", "Matériels"
    APPLICATIONS = "applications", "Logiciels"
    PURCHASES = "purchases", "Achats"
    CONTRACTS = "contracts", "Contrats"


class Outcome(Term):
    """What a line becomes."""

    CREATED = "created", "Créé"
    UPDATED = "updated", "Modifié"
    UNCHANGED = "unchanged", "Inchangé"
    REFUSED = "refused", "Refusé"
    ASKED = "asked", "À trancher"
    IGNORED = "ignored", "Laissé de côté"
    REMOVED = "removed", "Retiré"


class Doubt(Term):
    """Why a line waits for a person, told as a question."""

    SEVERAL = "several", "Plusieurs matériels portent ce que dit la ligne\u00a0: lequel est-ce\u202f?"
    NUMBERS = "numbers", "Ses numéros désignent des matériels différents\u00a0: lequel est-ce\u202f?"
    CONTRADICTION = (
        "contradiction",
        "Un numéro est celui d’un matériel connu, mais pas un autre\u00a0: est-ce lui\u202f?",
    )
    LINES = "lines", "Une autre ligne parle de la même chose\u00a0: laquelle compte\u202f?"
    SOFTWARE = "software", "À quel logiciel cette ligne se rapporte-t-elle\u202f?"
    CONTRACT = "contract", "De quel contrat cette ligne parle-t-elle\u202f?"
    LEDGER = "ledger", "D’autres lignes de ces fichiers portent ce numéro d’immobilisation\u00a0: que faire\u202f?"


class Choice(Term):
    """What a person makes of a line that names no device among those known."""

    NEW = "new", "Un nouveau matériel"
    ASIDE = "aside", "Laisser de côté"


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
