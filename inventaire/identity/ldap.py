"""The talk with a directory; the one module that knows ldap3."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import ldap3  # noqa: TID251 - towards the directory that the administrator typed
from ldap3.core.exceptions import (  # noqa: TID251 - towards the directory that the administrator typed
    LDAPException,
    LDAPInvalidCredentialsResult,
    LDAPNoSuchObjectResult,
    LDAPSizeLimitExceededResult,
)
from ldap3.utils.conv import escape_filter_chars  # noqa: TID251 - towards the directory that the administrator typed

from inventaire.domain.errors import NotReady
from inventaire.identity.directory import DirectorySettings
from inventaire.identity.person import Person

PATIENCE = 5  # seconds to connect, then for each answer
PORTS = {"ldap": 389, "ldaps": 636}
NAMES = ("displayName", "cn")


class CheckedTls(ldap3.Tls):  # type: ignore[misc]
    """TLS whose certificate and host name are checked by Python itself, not by ldap3's own copy of that check."""

    def wrap_socket(self, connection: Any, do_handshake: bool = False) -> None:  # noqa: FBT001, FBT002 - signature of ldap3
        """Put the connection under TLS."""
        context = ssl.create_default_context(cafile=self.ca_certs_file)
        connection.socket = context.wrap_socket(
            connection.socket, server_hostname=connection.server.host, do_handshake_on_connect=do_handshake
        )


def person_of(settings: DirectorySettings, login: str, password: str) -> Person | None:
    """Search the one entry of this login with the service's account, then try the password on it."""
    try:
        entry = _entry_of(settings, login)
        name = entry["dn"] if entry else f"cn=personne,{settings.base}"  # nobody's: not found costs as much as found
        good = _opens(settings, name, password)
        return described(settings, entry) if entry and good else None
    except (LDAPException, OSError) as error:
        raise NotReady(_reason(settings, error)) from error


def _entry_of(settings: DirectorySettings, login: str) -> dict[str, Any] | None:
    """Find the entry, unless there is none, or more than one."""
    query = settings.user_filter.replace("{login}", escape_filter_chars(login))
    with _connected(settings, settings.bind_dn, settings.bind_password) as connection:
        try:
            connection.search(
                settings.base, query, attributes=["mail", "entryUUID", "objectGUID", *NAMES], size_limit=2
            )
        except LDAPSizeLimitExceededResult:
            return None
        found = [entry for entry in connection.response if entry["type"] == "searchResEntry"]
    return found[0] if len(found) == 1 else None


def _opens(settings: DirectorySettings, dn: str, password: str) -> bool:
    try:
        with _connected(settings, dn, password):
            return True
    except (LDAPInvalidCredentialsResult, LDAPNoSuchObjectResult):
        return False


@contextmanager
def _connected(settings: DirectorySettings, dn: str, password: str) -> Iterator[Any]:
    """Hold a connection bound as `dn`; the password travels as it was typed, in UTF-8."""
    connection = ldap3.Connection(
        _server(settings),
        dn,
        password.encode(),
        auto_bind=ldap3.AUTO_BIND_NONE,
        authentication=ldap3.SIMPLE,
        auto_referrals=False,
        check_names=False,
        read_only=True,
        receive_timeout=PATIENCE,
        raise_exceptions=True,
    )
    try:
        connection.open(read_server_info=False)
        if settings.start_tls:
            connection.start_tls(read_server_info=False)
        connection.bind(read_server_info=False)
        yield connection
    finally:
        if connection.socket:  # ldap3 forgets to close it after a failure
            connection.socket.close()


def _server(settings: DirectorySettings) -> Any:
    address = urlsplit(settings.url)
    return ldap3.Server(
        address.hostname,
        address.port or PORTS[address.scheme],
        use_ssl=address.scheme == "ldaps",
        tls=CheckedTls(validate=ssl.CERT_REQUIRED, ca_certs_file=settings.ca_file),
        get_info=ldap3.NONE,
        connect_timeout=PATIENCE,
    )


def described(settings: DirectorySettings, entry: dict[str, Any]) -> Person:
    """Name the person of an entry by what never changes: entryUUID, objectGUID in Active Directory, else its DN."""
    raw = entry["raw_attributes"]
    values = {key: found[0] for key, found in raw.items() if found}
    known = values.get("entryUUID", b"").decode() or values.get("objectGUID", b"").hex() or entry["dn"]
    name = next((values[key].decode(errors="replace") for key in NAMES if key in values), "")
    return Person(f"ldap:{settings.base}", known, values.get("mail", b"").decode(errors="replace"), name)


def _reason(settings: DirectorySettings, error: Exception) -> str:
    if isinstance(error, LDAPInvalidCredentialsResult):
        return "L’annuaire refuse le compte de service\u00a0: vérifiez son nom (bind_dn) et son mot de passe."
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return (
            f"Le certificat de l’annuaire {settings.url} n’est pas reconnu\u00a0: "
            "donnez le fichier de l’autorité qui l’a signé, et le nom exact du serveur."
        )
    return (
        f"L’annuaire {settings.url} ne répond pas comme il faut\u00a0: réessayez, ou prévenez le service informatique."
    )
