"""Cells cleaned of what an export leaves in them, and words looked for in a text."""

import html
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from inventaire.domain.values import key, labels
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.spreadsheets.words import CATEGORIES

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def without_tags(cell: Any) -> Any:
    """Take off the HTML that a web page left in a cell."""
    return html.unescape(TAG.sub(" ", cell)).strip() if isinstance(cell, str) and ("<" in cell or "&" in cell) else cell


def first_word_of(text: str, words: Mapping[str, DeviceCategory]) -> DeviceCategory | None:
    """Give the category of the first of these words that a text holds, the longest where several begin there."""
    padded = f" {key(text)} "
    found = [(padded.find(f" {word} "), -len(word), category) for word, category in words.items()]
    return min((one for one in found if one[0] >= 0), key=lambda one: one[:2], default=(0, 0, None))[2]


def category_in(text: str) -> DeviceCategory | None:
    """Find in a text the first words that name a kind of hardware (« Lot de 24 PC portables »)."""
    return first_word_of(text, _all_words())


@cache
def _all_words() -> Mapping[str, DeviceCategory]:
    words = {**labels(DeviceCategory), **CATEGORIES}
    return {word: category for word, category in words.items() if category is not DeviceCategory.OTHER}
