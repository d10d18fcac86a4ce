"""The interview on paper: blank, to be filled in at a table, or with what was answered."""

from collections.abc import Iterator, Mapping
from datetime import date

from inventaire.domain.blocks import Block, Document, Heading, Paragraph, Table
from inventaire.domain.formats import NO_BREAK
from inventaire.domain.interview import AnswerState, Question, QuestionKind, Theme
from inventaire.models import InterviewAnswer
from inventaire.services.interview.asking import answers, offers_of, themes
from inventaire.services.interview.told import told
from inventaire.services.organisation import current_organisation

BOX, LINE, LONG_LINE = f"☐{NO_BREAK}", "." * 16, "." * 60
GAP = " \u2003"
TITLE = "Entretien sur les usages numériques"
BLANK, FILLED = "Questionnaire", "Réponses"
DONE = f"Fait le {LINE}   avec (fonctions) {LONG_LINE}"
PRIVATE = "N’écrivez ni nom, ni adresse, ni mot de passe d’une personne\u00a0: des fonctions et des nombres."
TO_BE_TICKED = "À cocher et à compléter"
SHORT = 45  # signs that may stay together on a line
NO_ANSWER = "Pas encore demandé"


def blank_questionnaire(today: date) -> Document:
    """Lay out the questions with room to answer by hand."""
    blocks: list[Block] = [Paragraph(DONE), Paragraph(PRIVATE)]
    for theme in themes():
        blocks += [Heading(1, theme.label_fr, theme.id), Paragraph(theme.intro_fr)]
        for question in theme.questions:
            blocks += [Heading(2, question.label_fr, f"question-{question.id}"), Paragraph(question.help_fr)]
            blocks += _room(question)
    return Document(TITLE, f"{BLANK}, {current_organisation().name}", today, tuple(blocks))


def _room(question: Question) -> Iterator[Block]:
    others = [choice.label_fr for choice in question.choices]
    if question.kind is QuestionKind.TOOLS:
        names = [offer.name for offer in offers_of(question) if offer.in_sight]
        if question.details:
            yield _grid(question, names)
            names = []
        yield _boxes([*names, *others, f"Autre\u00a0: {LONG_LINE}"])
    elif question.kind is QuestionKind.CHOICE:
        yield _boxes(others)
    else:
        yield Paragraph(f"Réponse\u00a0: {LONG_LINE}")
    none = [] if question.kind is QuestionKind.CHOICE else [AnswerState.NONE.label]
    yield _boxes([*none, f"{AnswerState.UNKNOWN.label}, à demander {question.ask_fr}"])


def _grid(question: Question, names: list[str]) -> Table:
    headings = ("Outil", *(detail.label_fr for detail in question.details))
    blank = tuple([LINE] * len(question.details))
    return Table(TO_BE_TICKED, headings, tuple((f"{BOX}{name}", *blank) for name in names))


def _boxes(names: list[str]) -> Paragraph:
    together = (name.replace(" ", NO_BREAK) if len(name) <= SHORT else name for name in names)
    return Paragraph(GAP.join(f"{BOX}{name}" for name in together))


def filled_questionnaire(today: date) -> Document:
    """Lay out what was answered, theme by theme."""
    found = answers()
    blocks: list[Block] = []
    for theme in themes():
        blocks += [Heading(1, theme.label_fr, theme.id), _answers(theme, found)]
    return Document(TITLE, f"{FILLED}, {current_organisation().name}", today, tuple(blocks))


def _answers(theme: Theme, found: Mapping[str, InterviewAnswer]) -> Table:
    rows = tuple((question.label_fr, _answer(question, found.get(question.id))) for question in theme.questions)
    return Table(theme.intro_fr, ("Question", "Réponse"), rows)


def _answer(question: Question, row: InterviewAnswer | None) -> str:
    answer = row.answer() if row else None
    if answer is None:
        return NO_ANSWER
    asked = f", à demander {question.ask_fr}" if answer.state is AnswerState.UNKNOWN else ""
    return told(question, answer) + asked
