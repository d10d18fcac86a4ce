"""A column of a sheet: its heading, the field it fills, what its cells hold."""

from dataclasses import dataclass

from inventaire.spreadsheets.kinds import Kind


@dataclass(frozen=True, slots=True)
class Column:
    """A heading as people read it, the model's field beside, other headings it goes by, likeliest first."""

    heading: str
    field: str
    kind: Kind
    synonyms: str = ""
    explanation: str = ""
    required: bool = False
    personal: bool = False

    def headings(self) -> tuple[str, ...]:
        """Give its own heading, then the synonyms."""
        return self.heading, *(word.strip() for word in self.synonyms.split(",") if word.strip())
