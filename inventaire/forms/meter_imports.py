"""Choosing a file of readings, then confirming what it brings."""

import json
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.values import number

DATES = ("read_on", "begins_on")
NEEDED = ("meter", "read_on", "value")
UNREAD = "Cet aperçu n’est plus lisible\u00a0: rien n’a été écrit, choisissez le fichier à nouveau."


class MeterFileForm(FlaskForm):  # type: ignore[misc]
    """One spreadsheet."""

    file = FileField(
        "Fichier de relevés",
        [FileRequired("Choisissez un fichier.")],
        description="Un tableur .xlsx, .ods, .xls ou .csv\u00a0: un relevé par ligne, 1\u202f000 au plus.",
    )


class MeterLinesForm(FlaskForm):  # type: ignore[misc]
    """The lines that were shown, as they were read: they are judged anew when they are written."""

    lines = HiddenField()
    sure = BooleanField("Prendre aussi les valeurs inhabituelles")

    @staticmethod
    def written(lines: list[tuple[int, dict[str, Any]]]) -> str:
        """Write lines (number, values) for the page."""
        return json.dumps(lines, default=str, ensure_ascii=False)

    def read(self) -> list[tuple[int, dict[str, Any]]]:
        """Read them back. Raises ValueError for what no page wrote."""
        try:
            return [(int(line), _values(values)) for line, values in json.loads(self.lines.data or "")]
        except (ValueError, TypeError, AttributeError, KeyError):
            raise ValueError(UNREAD) from None


def _values(values: dict[str, Any]) -> dict[str, Any]:
    needed = {name: values[name] for name in NEEDED}
    return {name: _read(name, value) for name, value in (needed | values).items()}


def _read(name: str, value: Any) -> Any:
    if name in DATES:
        return PartialDate.parse(value)
    if name == "value":
        return number(value, {})
    return bool(value) if name == "replaced" else str(value)
