"""Rows that are not data: blanks, repeated headings, totals, section titles and notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from inventaire.domain.imports import Target
from inventaire.domain.values import key
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.spreadsheets.header import Header
from inventaire.spreadsheets.words import exact_category

TOTAL_WORDS = "general|ht|ttc|annuel|materiel|logiciel|licence|contrat|poste|compte|page|[0-9]+"
TOTAL = re.compile(rf"(?:sou |grand )?(?:total|totau)(?: (?:{TOTAL_WORDS}))*|nb|nombre|somme")
LIKE_A_TOTAL = re.compile("tota|nb|nombre|somme", re.IGNORECASE)  # without which plain letters are no total
LETTER = re.compile(r"[^\W\d_]")
FIGURE = re.compile("[0-9]")
TOTAL_OF = re.compile(r"(?:sou |grand )?(?:total|totau) .+")

PLACE = re.compile(
    "(?:groupe |restaurant )?(?:ecole|elementaire|maternelle|scolaire|college|creche|multi accueil|halte garderie|"
    "mairie|hotel de ville|mediatheque|bibliotheque|ludotheque|gymnase|stade|piscine|dojo|centre technique|"
    "service technique|atelier|ctm|cantine|periscolaire|alsh|centre de loisir|salle|musee|cimetiere|office de tourisme|"
    "agence postale|france service|maison|camping|theatre|conservatoire|ehpad|residence|police municipale)(?: .*)?"
)


@dataclass(frozen=True, slots=True)
class Section:
    """What the name of the sheet and the last section titles say of the rows below."""

    sheet_category: DeviceCategory | None = None
    site: str | None = None
    category: DeviceCategory | None = None

    def under(self, title: str) -> "Section":
        """Enter a section: its title is a kind of hardware, or else a place where a new list begins."""
        category = exact_category(title) or self.sheet_category
        return Section(self.sheet_category, self.site if exact_category(title) else title, category)


@dataclass(frozen=True, slots=True)
class Sorter:
    """Sorts the rows of one sheet, knowing its header, its merged lines, and whether it is one of ours.

    We write no total, and a machine may bear any name: in our sheets a total is a row that says nothing else in words.
    """

    header: Header
    merged: frozenset[int]
    ours: bool = False
    _headings: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Know the headings at once: every row is compared with them."""
        object.__setattr__(self, "_headings", frozenset(self.header.headings) - {""})

    def skipped(self, row: Sequence[Any]) -> str | None:
        """Say why a row is not data, or None; a title of section is asked for apart."""
        if not row:
            return "Ligne vide."
        if self._repeats(row):
            return "En-tête répété."
        return "Ligne de total." if self._totals(row) else None

    def title(self, row: Sequence[Any], line: int, section: Section) -> str | None:
        """Give the text of a section title or a note: the only text of its row; or None."""
        if len(row) > 1 and "" != row[0] != row[1] != "":
            return None  # as nearly all rows are, told at once
        cells = (cell for cell in row if cell != "")
        first = next(cells, None)
        if not isinstance(first, str) or any(cell != first for cell in cells):
            return None
        filled = [index for index, cell in enumerate(row) if cell != ""]
        if line in self.merged or (len(filled) == 1 and self._alone(filled[0], first, section)):
            return " ".join(first.split())
        return None

    def _alone(self, index: int, text: str, section: Section) -> bool:
        """Tell a lone title from a row of data that says one thing only."""
        column = self.header.placed.get(index)
        if column and column.required:
            return column.field == "category" and (is_place(text) or _is_capital(text))
        named = column is not None and column.field == "name"
        return not (named and section.category) or exact_category(text) is not None

    def _repeats(self, row: Sequence[Any]) -> bool:
        """Find the headings again, as a long table printed page by page has them."""
        if self._headings.isdisjoint(row):
            return False
        pairs = zip(row, self.header.headings, strict=False)
        same = [cell for cell, heading in pairs if cell == heading != ""]
        return len(same) >= 2 and len(same) * 2 > sum(cell != "" for cell in row)

    def _totals(self, row: Sequence[Any]) -> bool:
        label = row[0] if row[0] != "" else next((cell for cell in row if cell != ""), None)
        if not isinstance(label, str) or (label.isascii() and not LIKE_A_TOTAL.search(label)):
            return False
        if self.ours and any(isinstance(cell, str) and cell != label and LETTER.search(cell) for cell in row):
            return False
        word = key(label)
        loose = self.header.target is Target.DEVICES and not self._has_required(row, label)
        return bool(TOTAL.fullmatch(word) or (loose and TOTAL_OF.fullmatch(word)))

    def _has_required(self, row: Sequence[Any], label: str) -> bool:
        places = [index for index, column in self.header.placed.items() if column.required]
        return any(index < len(row) and row[index] not in ("", label) for index in places)


def is_place(text: str) -> bool:
    """Say whether a title names one place of a town, and nothing that is counted or dated."""
    many = " " not in text and text.casefold().endswith("s")
    return not many and not FIGURE.search(text) and PLACE.fullmatch(key(text)) is not None


def _is_capital(text: str) -> bool:
    """Tell « ÉCRANS », which announces them, from « UC » or « NAS », which is one."""
    return text.isupper() and len(text) > 3 and text.endswith("S") and exact_category(text) is not None
