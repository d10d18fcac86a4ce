"""The guided interview: what it asks, and what is answered to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from inventaire.domain.vocabulary import DeviceCategory, Term

DECLARED = "entretien"  # the rule by which an application is known when somebody said what it is


class QuestionKind(Term):
    """What a question is answered with."""

    TOOLS = "tools", "Outils du catalogue"
    DEVICES = "devices", "Nombre de matériels et lieu"
    NUMBER = "number", "Nombre"
    DATE = "date", "Date"
    CHOICE = "choice", "Choix"
    TEXT = "text", "Texte"


class AnswerState(Term):
    """How far a question is answered; one without an answer has no state."""

    GIVEN = "given", "Répondu"
    NONE = "none", "Nous n’en avons pas"
    UNKNOWN = "unknown", "Je ne sais pas"


class Strict:
    """What every part of the questionnaire shares: a key that is not known is a fault of the file."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Strict):
    """An answer to be ticked that is no tool."""

    id: str
    label_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail(Strict):
    """What is asked of each tool ticked; kept in a field of its application, or else in its comment."""

    id: str
    label_fr: str
    kind: Literal["text", "number", "date", "department"] = "text"
    field: Literal["seats", "department_id", "contract_ends_on"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Strict):
    """One question, with its examples and who would know.

    Tools are offered from the catalogue by function: `first` stand in sight, `without` are left out.
    A number of devices makes a lot of that category, called `lot_fr`.
    """

    id: str
    kind: QuestionKind
    label_fr: str
    help_fr: str
    ask_fr: str
    functions: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    choices: tuple[Choice, ...] = ()
    category: DeviceCategory | None = None
    lot_fr: str = ""

    def __post_init__(self) -> None:
        """Refuse a question that cannot be answered. Raises ValueError with a French sentence."""
        if self.kind is QuestionKind.TOOLS and not self.functions:
            raise ValueError(f"« {self.id} » propose des outils : dites de quelles fonctions (functions)")
        if self.kind is QuestionKind.CHOICE and not self.choices:
            raise ValueError(f"« {self.id} » est un choix : donnez ses réponses (choices)")
        if self.kind is QuestionKind.DEVICES and not (self.category and self.lot_fr):
            raise ValueError(f"« {self.id} » compte du matériel : donnez sa catégorie et le nom du lot (lot_fr)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme(Strict):
    """Questions asked together, to the same people: one page."""

    id: str
    label_fr: str
    intro_fr: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to one question, as plain values.

    `said` may hold tools (the details of each, by slug), also, other, number, site_id, date, choice, text.
    """

    state: AnswerState
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def tools(self) -> Mapping[str, Mapping[str, Any]]:
        """Give the tools that were ticked, each with its details."""
        found: Mapping[str, Mapping[str, Any]] = self.said.get("tools", {})
        return found
