"""Fields that speak French: terms, partial dates, numbers with a comma."""

import re
from collections.abc import Mapping
from typing import Any

from wtforms import Field, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, EmailInput, TextArea, TextInput

from inventaire.domain.formats import number
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.values import number as read_number
from inventaire.domain.values import whole as read_whole
from inventaire.domain.vocabulary import Term
from inventaire.domain.written_dates import day

NOTHING = "non renseigné"
NOT_LISTED = "Choisissez dans la liste."
NOBODY = "N’y écrivez pas de données personnelles."
NO_UNIT: Mapping[str, float] = {}
# signs that do not show, or that turn the text round
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]")
UNSEEN_TOLD = "Ce texte contient un signe invisible\u00a0: effacez-le et tapez-le à nouveau."


def stripped(text: str | None) -> str | None:
    """Give a long text without the spaces around it; an empty one is unknown."""
    return (text or "").strip() or None


def longest(signs: int) -> Length:
    """Ask for so many signs at most."""
    return Length(max=signs, message="Écrivez %(max)d signes au plus.")


class TermField(SelectField):  # type: ignore[misc]
    """A choice in a closed list; not choosing leaves the value unknown, unless it is required."""

    def __init__(self, label: str, kind: type[Term], *args: Any, required: bool = False, **more: Any) -> None:
        choices = {term.value: term.label for term in kind}
        self.kind = kind
        super().__init__(
            label,
            *args,
            choices=choices if required else {"": NOTHING, **choices},
            coerce=self._term,
            invalid_value_message=NOT_LISTED,
            invalid_choice_message=NOT_LISTED,
            **more,
        )

    def _term(self, value: Any) -> Term | None:
        return value if isinstance(value, Term) else self.kind(value) if value else None


class TermsField(SelectMultipleField):  # type: ignore[misc]
    """Boxes to tick in a closed list, whose values are kept."""

    option_widget = CheckboxInput()

    def __init__(self, label: str, kind: type[Term], **more: Any) -> None:
        choices = {term.value: term.label for term in kind}
        super().__init__(label, choices=choices, invalid_choice_message=NOT_LISTED, **more)


class RowField(SelectField):  # type: ignore[misc]
    """A choice among the rows of the organisation, given by `offer` before validation."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(
            label,
            choices={"": NOTHING},
            coerce=self._row,
            invalid_value_message=NOT_LISTED,
            invalid_choice_message=NOT_LISTED,
            **more,
        )

    def _row(self, value: Any) -> Any:
        return int(value) if value else None

    def offer(self, rows: Any) -> None:
        """Offer rows that have an id and a name."""
        self.choices = {"": NOTHING} | {str(row.id): row.name for row in rows}


class _WrittenField(Field):  # type: ignore[misc]
    """A field read from what people write; what cannot be read is shown back with the reason."""

    widget = TextInput()

    def process_formdata(self, values: list[str]) -> None:
        """Read the text; an empty one is unknown."""
        written = values[0].strip() if values else ""
        self.raw = written
        self.raw_data = [written]  # what « InputRequired » looks at: spaces alone are nothing
        self.data = self.read(written) if written else None

    def read(self, written: str) -> Any:
        """Read a text that is not empty. Raises ValueError with a French sentence."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Write a value as people read it."""
        return str(value)

    def _value(self) -> str:
        if self.process_errors:
            return str(self.raw)
        return "" if self.data is None else self.write(self.data)


class PartialDateField(_WrittenField):
    """A day, a month or a year."""

    def read(self, written: str) -> PartialDate:
        """Read 12/03/2026, 03/2026 or 2026."""
        return day(written)

    def write(self, value: Any) -> str:
        """Write it as precisely as it is known."""
        return "/".join(reversed(str(value).split("-")))


class NumberField(_WrittenField):
    """A number, written with a comma or not."""

    def __init__(self, label: str, *args: Any, low: float = 0, digits: int = 2, **more: Any) -> None:
        self.low = low
        self.digits = digits
        super().__init__(label, *args, **more)

    def read(self, written: str) -> float:
        """Read « 1 234,50 »."""
        return read_number(written, NO_UNIT, self.low)

    def write(self, value: Any) -> str:
        """Write it with a comma, as it can be read back."""
        return number(value, 0 if float(value).is_integer() else self.digits)


class WholeField(NumberField):
    """A whole number."""

    def read(self, written: str) -> int:
        """Read « 12 »."""
        return read_whole(written, NO_UNIT, self.low)


class TextField(StringField):  # type: ignore[misc]
    """A text; an empty one is unknown."""

    def process_formdata(self, values: list[str]) -> None:
        """Read the text without the spaces around it."""
        self.data = (values[0].strip() or None) if values else None
        if self.data and UNSEEN.search(self.data):
            raise ValueError(UNSEEN_TOLD)


class LongTextField(TextField):
    """A text on several lines."""

    widget = TextArea()


class AddressField(TextField):
    """An electronic address."""

    widget = EmailInput()
