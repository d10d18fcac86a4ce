"""Sign-in through the town's LDAP directory: find one entry, then open it with its own password."""

from dataclasses import dataclass

from inventaire.domain.errors import NotReady
from inventaire.identity.person import Person, is_private

LONGEST_LOGIN = 254
LONGEST_PASSWORD = 1_000


@dataclass(frozen=True, slots=True)
class DirectorySettings:
    """How to reach the directory; `bind_dn` is an account that may only read."""

    url: str
    base: str
    bind_dn: str
    bind_password: str
    user_filter: str = "(mail={login})"
    ca_file: str | None = None
    start_tls: bool = False


def find_person(settings: DirectorySettings, login: str, password: str) -> Person | None:
    """Give the one person whom this login and this password name, or None.

    Raises NotReady, with a sentence for whoever runs the service, when the directory cannot tell.
    """
    if not settings.start_tls and not is_private(settings.url, "ldaps"):
        raise NotReady(
            "L’annuaire est déclaré sans chiffrement\u00a0: les mots de passe passeraient en clair. "
            "Écrivez une adresse en ldaps://, ou demandez StartTLS."
        )
    if not _sendable(login, LONGEST_LOGIN) or not _sendable(password, LONGEST_PASSWORD):
        return None
    try:
        from inventaire.identity.ldap import person_of
    except ImportError:
        raise NotReady(
            "La connexion par l’annuaire demande la bibliothèque ldap3\u00a0: installez inventaire[ldap]."
        ) from None
    return person_of(settings, login, password)


def _sendable(text: str, longest: int) -> bool:
    """Refuse before any network what a directory takes for « no password », or reads otherwise than we do."""
    return bool(text.strip()) and len(text) <= longest and "\0" not in text
