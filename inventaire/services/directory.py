"""Sign-in through the town's directory, where one is declared."""

from flask import current_app

from inventaire.domain.errors import NotReady
from inventaire.identity.directory import DirectorySettings, find_person
from inventaire.identity.person import Person

DOWN = (
    "L’annuaire de la collectivité ne répond pas comme il faut\u00a0: réessayez dans quelques minutes. "
    "Un compte qui a son propre mot de passe ici se connecte toujours."
)


def is_declared() -> bool:
    """Say whether the installation has a directory."""
    return current_app.config["DIRECTORY"] is not None


def directory_issuer() -> str | None:
    """Give what its people are known by."""
    return f"ldap:{current_app.config['DIRECTORY']['base']}" if is_declared() else None


def person_in_directory(login: str, password: str) -> Person | None:
    """Give who has this login and this password in the directory; None where there is none. Raises NotReady."""
    if not is_declared():
        return None
    try:
        return find_person(DirectorySettings(**current_app.config["DIRECTORY"]), login, password)
    except NotReady as error:
        current_app.logger.error("directory: %s", error)
        raise NotReady(DOWN) from error
