"""A document as plain values and back, so that what was printed once can be printed again, to the letter."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from inventaire.domain import blocks
from inventaire.domain.blocks import Document
from inventaire.domain.vocabulary import Term

KIND, VALUE = "is", "value"  # no block has a field of the first name
PIECES: dict[str, Any] = {"date": date.fromisoformat, "frozenset": frozenset} | {
    name: piece
    for name, piece in vars(blocks).items()
    if isinstance(piece, type) and (is_dataclass(piece) or issubclass(piece, Term))
}


def document_as_json(document: Document) -> dict[str, Any]:
    """Give a document as values that JSON can write."""
    found: dict[str, Any] = _plain(document)
    return found


def document_from_json(values: dict[str, Any]) -> Document:
    """Make a document again of what `document_as_json` gave."""
    found: Document = _made(values)
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        told = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {KIND: type(value).__name__, **told}
    if isinstance(value, Term):
        return {KIND: type(value).__name__, VALUE: value.value}
    if isinstance(value, date):
        return {KIND: "date", VALUE: value.isoformat()}
    if isinstance(value, frozenset):
        return {KIND: "frozenset", VALUE: sorted(value)}
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value


def _made(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_made(each) for each in value)
    if not isinstance(value, dict):
        return value
    piece, told = PIECES[value[KIND]], {name: _made(each) for name, each in value.items() if name != KIND}
    return piece(told[VALUE]) if told.keys() == {VALUE} else piece(**told)
