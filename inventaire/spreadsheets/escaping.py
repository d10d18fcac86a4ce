"""Texts that a spreadsheet opening a CSV would take for a formula: an apostrophe in front, and off again."""

import re

FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def guard(text: str) -> str:
    """Put an apostrophe before what would start a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Take that very apostrophe off."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text
