"""Settings of one installation, from the environment and its folder."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEY_BYTES = 32
EXAMPLES = {"changeme", "secret", "dev", "example", "a-changer"}
MIB = 1 << 20


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

    def for_flask(self) -> dict[str, object]:
        """Give Flask its configuration, with the limits of a request."""
        return {
            "SECRET_KEY": self.secret_key,
            "TRACE_KEY": self.trace_key.encode(),
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},  # values stay out of logs
            "MAX_CONTENT_LENGTH": 1 * MIB,
            "MAX_UPLOAD_LENGTH": 32 * MIB,
            "MAX_FORM_MEMORY_SIZE": 1 * MIB,
            "MAX_FORM_PARTS": 1_000,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "WTF_CSRF_TIME_LIMIT": None,
            "DATABASE_OWNER_URL": self.owner_url,
            "INSTANCE": self.instance,
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
    )


def _default_instance() -> Path:
    tree = ROOT / "instance"
    return tree if tree.is_dir() else Path.cwd() / "instance"


def _with_driver(url: str) -> str:
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _key(name: str, given: str | None, file: Path) -> str:
    key = given or _kept_key(file)
    if len(key) < KEY_BYTES or key.lower() in EXAMPLES:
        raise BadSetting(
            f"{name} est trop courte : il faut au moins {KEY_BYTES} signes tirés au hasard. "
            "Retirez-la pour que le service en fabrique une."
        )
    return key


def _kept_key(file: Path) -> str:
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(KEY_BYTES))
    return file.read_text().strip()
