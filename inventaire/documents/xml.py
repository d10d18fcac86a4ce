"""XML written by hand, for the charts and for the bodies of ODF files."""

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

# Everything outside the « Char » production of XML 1.0: control characters, lone surrogates, non-characters.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, attributes: Mapping[str, object], *content: str) -> Markup:
    """Write one element. Plain strings are cleaned and escaped, Markup goes in as it is."""
    written = "".join([f' {name}="{_text(str(value))}"' for name, value in attributes.items()])
    inside = "".join([_text(part) for part in content])
    return Markup(f"<{tag}{written}>{inside}</{tag}>")  # noqa: S704 - all that came in is escaped above


def _text(text: str) -> str:
    return text if isinstance(text, Markup) else str(escape(NOT_XML.sub("", text)))
