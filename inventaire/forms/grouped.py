"""A long form under headings."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import HiddenField

from inventaire.domain.errors import Difference, Overtaken

VERSION = re.compile("[0-9]{1,9}")


class GroupedForm(FlaskForm):  # type: ignore[misc]
    """Fields by groups; `version` is that of the row when the form was opened."""

    GROUPS: ClassVar[tuple[tuple[str, str], ...]]
    version = HiddenField()
    differences: Sequence[Difference] = ()

    def groups(self) -> list[tuple[str, list[Any]]]:
        """Give the fields under their headings, in order."""
        return [(title, [self[name] for name in names.split() if name in self]) for title, names in self.GROUPS]

    def values(self) -> dict[str, Any]:
        """Give what is saved: a fixed list of fields, and nothing else from the request."""
        return {name: self[name].data for _, names in self.GROUPS for name in names.split() if name in self}

    def leave_out(self, fields: Iterable[str]) -> None:
        """Take away the fields that are not the person's to set."""
        for name in fields:
            if name in self:
                del self[name]

    def known_version(self) -> int:
        """Give the version the person worked from; anything unreadable is no version."""
        return int(self.version.data) if VERSION.fullmatch(str(self.version.data)) else 0

    def give_back(self, overtaken: Overtaken) -> None:
        """Show both versions, the person's own in the fields: saved again, it wins."""
        self.form_errors.append(str(overtaken))
        self.differences = overtaken.differences
        self.version.data = overtaken.seen
