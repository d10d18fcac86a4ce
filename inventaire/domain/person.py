"""A person's name in texts: found whatever its case, accents and order of words, and put out of them."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from inventaire.domain.block_json import KIND, VALUE
from inventaire.domain.errors import Refusal

ERASED = "(effacé)"
SHORTEST = 3
OURS = {KIND, VALUE, "anchor"}  # of a piece of a document: what makes it one again, which people do not read
TOO_SHORT = f"Donnez au moins {SHORTEST} lettres du nom ou de l’adresse."


def words_of(text: str) -> tuple[str, ...]:
    """Give the words to look for. Raises Refusal for a text so short that it would be everywhere."""
    words = tuple(folded(text).split())
    if len("".join(words)) < SHORTEST:
        raise Refusal(TOO_SHORT)
    return words


def folded(text: str) -> str:
    """Give a text without case nor accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def names(words: tuple[str, ...], value: Any) -> bool:
    """Say whether a text, or any text inside a JSON value, holds all the words."""
    return any(all(word in told for word in words) for told in map(folded, texts_in(value)))


def texts_in(value: Any) -> Iterator[str]:
    """Give every text inside a JSON value; keys are ours, they name nobody."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in map(value.get, _read(value)) if isinstance(value, dict) else value:
            yield from texts_in(each)


def without(words: tuple[str, ...], value: Any) -> Any:
    """Give a JSON value where each text that holds all the words is « (effacé) »."""
    if isinstance(value, str):
        return ERASED if names(words, value) else value
    if isinstance(value, dict):
        return value | {key: without(words, value[key]) for key in _read(value)}
    return [without(words, each) for each in value] if isinstance(value, list) else value


def _read(value: dict[str, Any]) -> list[str]:
    """Give the keys of what people read."""
    return [key for key in value if KIND not in value or key not in OURS]
