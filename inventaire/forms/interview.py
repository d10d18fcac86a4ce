"""One page of the guided interview: fields drawn from its questions."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, SelectMultipleField, SubmitField
from wtforms import RadioField as Radio
from wtforms.widgets import CheckboxInput

from inventaire.domain.errors import Difference, Overtaken
from inventaire.domain.interview import Answer, AnswerState, Detail, Question, QuestionKind, Theme
from inventaire.domain.partial_date import PartialDate
from inventaire.forms.fields import NOT_LISTED, PartialDateField, RowField, TextField, WholeField, longest

LONGEST = 300
DAY = "Par exemple 12/03/2027, 03/2027 ou 2027."
OTHER = "Autre, à écrire (séparez par une virgule)"
CONTRADICTION = "Vous répondez « nous n’en avons pas » et donnez une réponse\u00a0: gardez l’une des deux."
NOT_ASKED = "Pas encore demandé"
SHOWN = {AnswerState.NONE: "none", AnswerState.UNKNOWN: "unknown"}
Offers = Mapping[str, Sequence[Any]]


class BoxesField(SelectMultipleField):  # type: ignore[misc]
    """Boxes to tick, one a choice."""

    option_widget = CheckboxInput()

    def __init__(self, label: str, choices: Mapping[str, str], **more: Any) -> None:
        super().__init__(label, choices=dict(choices), invalid_choice_message=NOT_LISTED, **more)


class InterviewForm(FlaskForm):  # type: ignore[misc]
    """The questions of a theme; `version` marks the answers that were there when it was opened."""

    version = HiddenField()
    stays = SubmitField("Enregistrer et rester ici")
    theme: Theme
    differences: Sequence[Difference] = ()

    def part(self, question: Question, *words: str) -> Any:
        """Give the field of a question that some words name, or None."""
        return self._fields.get(_name(question, *words))

    def detail_fields(self, question: Question, slug: str) -> list[Any]:
        """Give the fields of the details asked of one tool."""
        return [self.part(question, slug, detail.id) for detail in question.details]

    def offer(self, sites: Sequence[Any], departments: Sequence[Any]) -> None:
        """Offer the places of the organisation wherever a place is asked."""
        for field in self:
            if isinstance(field, RowField):
                field.offer(sites if field.name.endswith("-site") else departments)

    def answers(self) -> dict[str, Answer]:
        """Give what is answered, by question; a question left blank is not there."""
        found = {question.id: self._answer(question) for question in self.theme.questions}
        return {question: answer for question, answer in found.items() if answer}

    def validate(self, **more: Any) -> bool:
        """Check each field, and that no answer says both something and nothing."""
        is_valid = bool(super().validate(**more))
        for question in self.theme.questions:
            none = self.part(question, "none")
            if none and none.data and self._said(question):
                none.errors = [CONTRADICTION]
                is_valid = False
        self._name_the_questions()
        return is_valid

    def _name_the_questions(self) -> None:
        """Say with each error what it is about: « Nombre » stands under several questions."""
        for question in self.theme.questions:
            for field in self:
                if field.errors and field.name.startswith(_name(question, "")):
                    about = f"{question.label_fr} {self._tool_of(question, field)}"
                    field.errors = [f"{about}{error}" for error in field.errors]

    def _tool_of(self, question: Question, field: Any) -> str:
        tools = self.part(question, "tools")
        names = dict(tools.choices) if tools and question.details else {}
        found = (name for slug, name in names.items() if field in self.detail_fields(question, slug))
        return next((f"{name}\u00a0: " for name in found), "")

    def give_back(self, overtaken: Overtaken) -> None:
        """Show both versions, the person's own in the fields: saved again, it wins."""
        self.form_errors.append(str(overtaken))
        self.differences = overtaken.differences
        self.version.data = overtaken.seen

    def _answer(self, question: Question) -> Answer | None:
        said = self._said(question)
        if self._data(question, "unknown") or said.get("choice") == AnswerState.UNKNOWN.value:
            return Answer(AnswerState.UNKNOWN, {key: value for key, value in said.items() if key != "choice"})
        if self._data(question, "none"):
            return Answer(AnswerState.NONE)
        return Answer(AnswerState.GIVEN, said) if said else None

    def _said(self, question: Question) -> dict[str, Any]:
        if question.kind is QuestionKind.TOOLS:
            said = {"tools": self._tools(question), "also": self._data(question, "also")}
            said["other"] = self._data(question, "other")
        elif question.kind is QuestionKind.DEVICES:
            number = self._data(question, "number")
            said = {"number": number, "site_id": self._data(question, "site") if number else None}
        else:
            said = {question.kind.value: _plain(self._data(question, question.kind.value))}
        return {key: value for key, value in said.items() if value not in (None, "", [], {})}

    def _tools(self, question: Question) -> dict[str, Any]:
        """Give the tools ticked with their details; a detail that is filled in ticks its tool."""
        ticked = [*(self._data(question, "tools") or ()), *(self._data(question, "rest") or ())]
        found = {slug: self._details(question, slug) for slug in question.first}
        return {slug: found.get(slug, {}) for slug in (*question.first, *ticked) if slug in ticked or found.get(slug)}

    def _details(self, question: Question, slug: str) -> dict[str, Any]:
        values = {detail.id: _plain(self._data(question, slug, detail.id)) for detail in question.details}
        return {key: value for key, value in values.items() if value is not None}

    def _data(self, question: Question, *words: str) -> Any:
        field = self.part(question, *words)
        return field.data if field else None


def interview_form(theme: Theme, offers: Offers, answers: Mapping[str, Answer], version: str) -> InterviewForm:
    """Make the form of a theme, what was answered in it; `offers` are the tools of each question."""
    fields: dict[str, Any] = {"theme": theme}
    for question in theme.questions:
        fields |= _fields_of(question, offers.get(question.id, ()))
    data = {"version": version}
    for question in theme.questions:
        if question.id in answers:
            data |= _data_of(question, answers[question.id])
    made: InterviewForm = type("ThemeForm", (InterviewForm,), fields)(data=data)
    return made


def _name(question: Question, *words: str) -> str:
    return "-".join((question.id, *words))


def _fields_of(question: Question, offers: Sequence[Any]) -> dict[str, Field]:
    fields = _content(question, offers)
    if question.kind is not QuestionKind.CHOICE:
        fields |= {word: BooleanField(state.label) for state, word in SHOWN.items()}
    return {_name(question, key): field for key, field in fields.items()}


def _content(question: Question, offers: Sequence[Any]) -> dict[str, Field]:
    choices = {choice.id: choice.label_fr for choice in question.choices}
    if question.kind is QuestionKind.TOOLS:
        fields = {
            "tools": BoxesField("Outils", {each.slug: each.name for each in offers if each.in_sight}),
            "rest": BoxesField("Autres outils", {each.slug: each.name for each in offers if not each.in_sight}),
            "also": BoxesField("Ou bien", choices),
            "other": TextField(OTHER, [longest(LONGEST)]),
        }
        return fields | {f"{slug}-{each.id}": _detail(each) for slug in question.first for each in question.details}
    if question.kind is QuestionKind.DEVICES:
        return {"number": WholeField("Nombre"), "site": RowField("Lieu, s’ils sont au même endroit")}
    one: dict[QuestionKind, Any] = {
        QuestionKind.NUMBER: WholeField("Nombre"),
        QuestionKind.DATE: PartialDateField("Date", description=DAY),
        QuestionKind.TEXT: TextField("Réponse", [longest(LONGEST)]),
        QuestionKind.CHOICE: _radio(choices),
    }
    return {question.kind.value: one[question.kind]}


def _radio(choices: Mapping[str, str]) -> Radio:
    unknown = {AnswerState.UNKNOWN.value: AnswerState.UNKNOWN.label}
    return Radio(
        "Réponse", choices={"": NOT_ASKED, **choices, **unknown}, default="", invalid_choice_message=NOT_LISTED
    )


def _detail(detail: Detail) -> Any:
    kinds: dict[str, Any] = {"number": WholeField, "date": PartialDateField, "department": RowField}
    if detail.kind in kinds:
        return kinds[detail.kind](detail.label_fr)
    return TextField(detail.label_fr, [longest(LONGEST)])


def _data_of(question: Question, answer: Answer) -> dict[str, Any]:
    """Give the data of the fields of a question, as they were answered."""
    said = answer.said
    data: dict[str, Any] = {key: said[key] for key in ("also", "other", "number", "choice", "text") if key in said}
    data |= {"site": said.get("site_id"), "tools": list(answer.tools), "rest": list(answer.tools)}
    data |= {"date": PartialDate.parse(said["date"])} if "date" in said else {}
    dates = {detail.id for detail in question.details if detail.kind == "date"}
    for slug, details in answer.tools.items():
        for key, value in details.items():
            data[f"{slug}-{key}"] = PartialDate.parse(value) if key in dates else value
    data |= {word: True for state, word in SHOWN.items() if answer.state is state}
    if answer.state is AnswerState.UNKNOWN:
        data["choice"] = answer.state.value
    return {_name(question, key): value for key, value in data.items()}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, PartialDate) else value
