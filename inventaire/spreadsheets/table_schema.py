"""CSV files described for machines: Data Package and Table Schema, the standards of Frictionless.

https://specs.frictionlessdata.io/tabular-data-package/ and https://specs.frictionlessdata.io/table-schema/
"""

import codecs
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inventaire.domain.vocabulary import Term
from inventaire.spreadsheets.sheets import Sheet
from inventaire.spreadsheets.writing import write_table


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name for machines, its title and what it holds for people; `choices` is its closed list."""

    name: str
    title: str
    description: str
    kind: str = "string"
    choices: Sequence[str] | type[Term] | None = None
    least: int | None = None
    required: bool = False

    def described(self) -> dict[str, Any]:
        """Give the field of a Table Schema."""
        known = {"required": self.required or None, "enum": self._words(), "minimum": self.least}
        constraints = {key: value for key, value in known.items() if value is not None}
        told = {"name": self.name, "type": self.kind, "title": self.title, "description": self.description}
        return told | ({"constraints": constraints} if constraints else {})

    def _words(self) -> list[str] | None:
        return [each.label if isinstance(each, Term) else each for each in self.choices] if self.choices else None


@dataclass(frozen=True, slots=True)
class Resource:
    """A CSV file of the package: its name without the ending, its title, its columns, its rows."""

    name: str
    title: str
    fields: Sequence[Field]
    rows: Sequence[Sequence[Any]]

    def content(self) -> bytes:
        """Write the CSV, without the mark of UTF-8: a reader of the standard would take it for a letter."""
        target = io.BytesIO()
        write_table(target, "csv", [Sheet(self.name, [field.name for field in self.fields], self.rows)])
        return target.getvalue().removeprefix(codecs.BOM_UTF8)

    def described(self) -> dict[str, Any]:
        """Give the descriptor of the file."""
        return {
            "profile": "tabular-data-resource",
            "name": self.name,
            "title": self.title,
            "path": f"{self.name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ";", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
            "schema": {"fields": [field.described() for field in self.fields], "missingValues": [""]},
        }


def package(name: str, title: str, description: str, created: str, resources: Sequence[Resource]) -> dict[str, Any]:
    """Give the descriptor of the whole; the licence is for who publishes to add (`licenses`)."""
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "description": description,
        "created": created,
        "resources": [resource.described() for resource in resources],
    }
