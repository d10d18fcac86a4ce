"""What the cells of a column say: each different one is understood once."""

from collections.abc import Sequence
from typing import Any

from inventaire.domain.plain import plain
from inventaire.domain.values import Cell, is_empty, refuse_ditto, says_something
from inventaire.spreadsheets.kinds import Kind, Value

Understood = Value | ValueError | None


def understand_cell(kind: Kind, cell: Cell, *, is_name: bool = False) -> Understood:
    """Give the value of a cell, None when it says nothing, or the fault; « Aucun » may be of a list.

    A name is what it is: no line has that of the one above.
    """
    if kind.choices is None and is_empty(cell):
        return None
    try:
        if not is_name:
            refuse_ditto(cell)
        return kind.read(cell)
    except ValueError as fault:
        return None if is_empty(cell) else fault


class CellReader(dict[Any, Any]):
    """What each cell of a column says, as JSON keeps it, by its text, or by its type and value: 1 is not « vrai »."""

    def __init__(self, index: int, field: str, kind: Kind, *, is_name: bool) -> None:
        self.index, self.field, self._kind, self._is_name = index, field, kind, is_name
        self._faults: dict[Any, str] = {}

    def __missing__(self, place: Any) -> Any:
        cell = place if place.__class__ is str else place[1]
        found = understand_cell(self._kind, cell, is_name=self._is_name)
        if isinstance(found, ValueError):
            self._faults[place], found = str(found), None
        self[place] = known = plain(found)
        return known

    def read(self, cells: Sequence[Cell]) -> tuple[list[Any], dict[int, str]]:
        """Give what each cell says, and the faults by rank; each different cell is understood once."""
        places: Sequence[Any] = cells
        if set(map(type, cells)) - {str}:
            places = [cell if cell.__class__ is str else (cell.__class__, cell) for cell in cells]
        if self._stand(places):
            values = [text if says_something(text) else self[text] for text in places]
        else:
            values = list(map(self.__getitem__, places))
        wrong = self._faults and {rank: self._faults[at] for rank, at in enumerate(places) if at in self._faults}
        return values, wrong

    def _stand(self, places: Sequence[Any]) -> bool:
        """Say whether these are texts, nearly all different, that are read as they stand where they say something."""
        if self._kind.stand is None or len(set(places)) * 2 < len(places) or set(map(type, places)) != {str}:
            return False
        return self._kind.stand(places)
