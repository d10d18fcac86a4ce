"""The two keys of an installation: what it seals and signs with."""

from collections.abc import Mapping
from pathlib import Path

from flask import current_app

from inventaire.domain.errors import Refusal
from inventaire.services.archive.manifest import KEYS
from inventaire.services.archive.whole_file import whole_file

FOREIGN = (
    "La variable {} donne une autre clé que celle de la sauvegarde, qui ne s’ouvrirait pas : rien n’a été changé. "
    "Retirez cette variable, ou donnez-lui la valeur d’origine."
)


def current_keys() -> dict[str, str]:
    """Give the keys in use, by the name of their file."""
    config = current_app.config
    return {"secret-key": config["SECRET_KEY"], "trace-key": config["TRACE_KEY"].decode()}


def refuse_foreign_keys(keys: Mapping[str, str]) -> None:
    """Refuse keys that the environment would contradict at the next start. Raises Refusal."""
    for name, key in current_keys().items():
        file = _folder() / name
        from_file = file.exists() and file.read_text().strip() == key
        if keys[name] != key and not from_file:
            raise Refusal(FOREIGN.format(KEYS[name]))


def use_keys(keys: Mapping[str, str]) -> None:
    """Use other keys from now on, without a trace of them on the disk yet."""
    current_app.config["SECRET_KEY"], current_app.config["TRACE_KEY"] = keys["secret-key"], keys["trace-key"].encode()


def keep_keys(keys: Mapping[str, str]) -> None:
    """Keep keys in the files where the next start reads them."""
    for name, key in keys.items():
        file = _folder() / name
        if file.exists() and file.read_text().strip() != key:
            with whole_file(file) as content:
                content.write(key.encode())


def _folder() -> Path:
    folder: Path = current_app.config["INSTANCE"]
    return folder
