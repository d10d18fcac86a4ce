"""The faults that pydantic finds, in French."""

from collections.abc import Callable
from typing import Any


def shape_faults(check: Callable[[], Any]) -> list[tuple[tuple[Any, ...], str]]:
    """Run a validation; give each fault as where it stands and what is wrong."""
    from pydantic import ValidationError

    try:
        check()
    except ValidationError as fault:
        return [(each["loc"], f"« {_path(each['loc'])} » : {_told(each)}") for each in fault.errors()]
    return []


def _told(fault: Any) -> str:
    """Say a fault of pydantic in French; what is not usual keeps its words."""
    given = fault["input"]
    usual = {
        "missing": "cette clé manque.",
        "unexpected_keyword_argument": "cette clé n’est pas connue.",
        "literal_error": f"« {given} » n’est pas admis ; possibles : {fault.get('ctx', {}).get('expected')}.",
        "extra_forbidden": "cette clé n’est pas connue.",
        "value_error": f"{fault.get('ctx', {}).get('error')}.",
        "string_type": f"« {given} » n’est pas un texte (mettez-le entre guillemets).",
    }
    return usual.get(fault["type"], f"« {given} » n’est pas admis ({fault['msg']}).")


def _path(location: tuple[Any, ...]) -> str:
    return ".".join(str(part) for part in location)
