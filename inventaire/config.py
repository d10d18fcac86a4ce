"""Settings of one installation, from the environment and its folder."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEY_BYTES = 32
EXAMPLES = {"changeme", "secret", "dev", "example", "a-changer"}
MIB = 1 << 20
LOOPBACK = ["127.0.0.1", "localhost"]
IDLE, LONGEST = 30, 12 * 60  # minutes of a session
PROVIDER = {
    "OIDC_ISSUER": "issuer",
    "OIDC_CLIENT_ID": "client_id",
    "OIDC_CLIENT_SECRET": "client_secret",
    "OIDC_NOM": "name",
}
DIRECTORY = {"LDAP_URL": "url", "LDAP_BASE": "base", "LDAP_DN": "bind_dn", "LDAP_MOT_DE_PASSE": "bind_password"}
OF_DIRECTORY = {"LDAP_FILTRE": "user_filter", "LDAP_CA": "ca_file", "LDAP_STARTTLS": "start_tls"}


class BadSetting(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """A setting that the service refuses to start with; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What one installation needs to know to start."""

    instance: Path
    database_url: str
    secret_key: str
    trace_key: str
    owner_url: str | None = None
    former_keys: tuple[str, ...] = ()
    public_address: str | None = None
    proxies: int = 0
    idle_minutes: int = IDLE
    longest_minutes: int = LONGEST
    provider: Mapping[str, str] | None = None
    directory: Mapping[str, str | bool] | None = None

    def for_flask(self) -> dict[str, object]:
        """Give Flask its configuration, with the limits of a request.

        A public address is always one in https: cookies are then held to it.
        """
        public = self.public_address
        return {
            "SECRET_KEY": self.secret_key,
            "SECRET_KEY_FALLBACKS": list(self.former_keys),
            "TRACE_KEY": self.trace_key.encode(),
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},  # values stay out of logs
            "MAX_CONTENT_LENGTH": 1 * MIB,
            "MAX_UPLOAD_LENGTH": 32 * MIB,
            "MAX_FORM_MEMORY_SIZE": 1 * MIB,
            "AGENT_INVENTORIES_PER_HOUR": 600,  # through one token
            "AGENT_BYTES_PER_DAY": 2_048 * MIB,
            "AGENT_NEW_DEVICES_PER_DAY": 500,
            "MAX_FORM_PARTS": 1_000,
            "PUBLIC_ADDRESS": public,
            "TRUSTED_HOSTS": [public.removeprefix("https://").partition(":")[0]] if public else LOOPBACK,
            "PROXIES": self.proxies,
            "SESSION_IDLE": timedelta(minutes=self.idle_minutes),
            "SESSION_LONGEST": timedelta(minutes=self.longest_minutes),
            "SESSION_COOKIE_NAME": "__Host-inventaire" if public else "inventaire",
            "SESSION_COOKIE_SECURE": bool(public),
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "WTF_CSRF_TIME_LIMIT": None,
            "WTF_CSRF_SSL_STRICT": False,  # views/origin.py says it better than the Referer
            "DATABASE_OWNER_URL": self.owner_url,
            "INSTANCE": self.instance,
            "PROVIDER": self.provider,
            "DIRECTORY": self.directory,
        }


def settings_from(environment: dict[str, str] | None = None) -> Settings:
    """Read the settings; the instance folder and the secret key are made at first start.

    Raises BadSetting where a value cannot be used.
    """
    known = os.environ if environment is None else environment
    instance = Path(known.get("INVENTAIRE_INSTANCE") or _default_instance())
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    url = known.get("DATABASE_URL") or f"sqlite:///{instance / 'inventaire.sqlite'}"
    owner = known.get("DATABASE_OWNER_URL")
    return Settings(
        instance,
        _with_driver(url),
        _key("SECRET_KEY", known.get("SECRET_KEY"), instance / "secret-key"),
        _key("TRACE_KEY", known.get("TRACE_KEY"), instance / "trace-key"),
        _with_driver(owner) if owner else None,
        tuple(_checked_key("SECRET_KEY_FALLBACKS", key) for key in known.get("SECRET_KEY_FALLBACKS", "").split()),
        _public_address(known.get("INVENTAIRE_ADRESSE")),
        _number(known, "INVENTAIRE_PROXY", 0),
        _number(known, "INVENTAIRE_INACTIVITE", IDLE, least=1),
        _number(known, "INVENTAIRE_SESSION", LONGEST, least=1),
        _provider(known),
        _directory(known),
    )


def _default_instance() -> Path:
    tree = ROOT / "instance"
    return tree if tree.is_dir() else Path.cwd() / "instance"


def _with_driver(url: str) -> str:
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _number(known: Mapping[str, str], name: str, usual: int, least: int = 0) -> int:
    written = known.get(name) or str(usual)
    if not written.isdecimal() or int(written) < least:
        raise BadSetting(f"{name} vaut « {written} » : donnez un nombre entier, {least} au moins.")
    return int(written)


def _public_address(written: str | None) -> str | None:
    """Read the address that people type to reach the service; it is the root of a name of its own."""
    if not written:
        return None
    address = written.lower().rstrip("/")
    if not re.fullmatch(r"https://[a-z0-9.-]+(:\d+)?", address):
        raise BadSetting(f"INVENTAIRE_ADRESSE vaut « {written} » : donnez-la comme https://inventaire.commune.example.")
    return address


def _provider(known: Mapping[str, str]) -> dict[str, str] | None:
    found = _together(known, PROVIDER)
    if found and not re.match(r"https?://[^/]", found["issuer"]):
        raise BadSetting(f"OIDC_ISSUER vaut « {found['issuer']} » : donnez l’adresse du fournisseur, en https://.")
    return found


def _directory(known: Mapping[str, str]) -> dict[str, str | bool] | None:
    found = _together(known, DIRECTORY)
    more = {key: known[name] for name, key in OF_DIRECTORY.items() if known.get(name)}
    if found is None and more:
        raise BadSetting(f"LDAP_URL manque : {', '.join(DIRECTORY)} se règlent ensemble.")
    if found is None:
        return None
    if not re.match(r"ldaps?://[^/]", found["url"]):
        raise BadSetting(f"LDAP_URL vaut « {found['url']} » : donnez l’adresse de l’annuaire, en ldaps://.")
    if "{login}" not in more.get("user_filter", "{login}"):
        raise BadSetting("LDAP_FILTRE ne dit pas où va l’identifiant : écrivez-y {login}, par exemple (uid={login}).")
    if more.get("start_tls", "oui") != "oui":
        raise BadSetting(f"LDAP_STARTTLS vaut « {more['start_tls']} » : écrivez « oui », ou retirez-le.")
    return found | more | {"start_tls": "start_tls" in more}


def _together(known: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str] | None:
    """Read settings that go together: all of them, or none."""
    found = {key: known[name] for name, key in names.items() if known.get(name)}
    missing = [name for name, key in names.items() if key not in found]
    if found and missing:
        raise BadSetting(f"{', '.join(missing)} manque : {', '.join(names)} se règlent ensemble.")
    return found or None


def _key(name: str, given: str | None, file: Path) -> str:
    return _checked_key(name, given or _kept_key(file))


def _checked_key(name: str, key: str) -> str:
    if len(key) < KEY_BYTES or key.lower() in EXAMPLES:
        raise BadSetting(
            f"{name} est trop courte : il faut au moins {KEY_BYTES} signes tirés au hasard. "
            "Retirez-la pour que le service en fabrique une."
        )
    return key


def _kept_key(file: Path) -> str:
    try:
        return _made_key(file)
    except OSError as fault:
        raise BadSetting(f"{file} ne peut pas être lu ou écrit : rendez ce fichier au compte du service.") from fault


def _made_key(file: Path) -> str:
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(KEY_BYTES))
    return file.read_text().strip()
