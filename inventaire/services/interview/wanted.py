"""The applications and the lot of devices that an answer speaks of."""

import re
from dataclasses import dataclass, field
from typing import Any

from inventaire.catalog.reader import load_catalog
from inventaire.domain.dictionary import Dictionary
from inventaire.domain.interview import DECLARED, Answer, Detail, Question, QuestionKind
from inventaire.domain.normalisation import light
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import Delivery, Recognised
from inventaire.models import Application
from inventaire.services.interview.told import detail_line
from inventaire.services.recognition import load_dictionary, recognised

SAID = "Déclaré en entretien."
SEPARATOR = re.compile(r"[,;\n]+")


@dataclass(frozen=True, slots=True)
class WantedApplication:
    """An application as an answer tells it: who it is, and the facts that the answer gives of it."""

    name: str
    publisher: str = ""
    tool: str | None = None
    columns: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    comment: str = SAID

    def is_it(self, application: Application) -> bool:
        """Say whether an application of the inventory is this one."""
        if self.tool and application.tool and not self._is_called(application):
            return application.tool == self.tool
        return light(application.raw_name) == light(self.name)

    def _is_called(self, application: Application) -> bool:
        """Say whether it has the very name: no second one could stand beside it, whatever it is taken for since."""
        return (application.raw_name, application.publisher) == (self.name, self.publisher)


def wanted_applications(question: Question, answer: Answer) -> list[WantedApplication]:
    """Give the applications that an answer names, each once: tools that were ticked, names that were written."""
    ticked = [_of_catalogue(question, slug, details) for slug, details in answer.tools.items()]
    names = [name.strip() for name in SEPARATOR.split(answer.said.get("other", "")) if name.strip()]
    dictionary = load_dictionary() if names else {}
    written = [_of_name(name, dictionary) for name in names]
    ticked_names = {light(wanted.name) for wanted in ticked}
    found: dict[str, WantedApplication] = {}
    for wanted in (*ticked, *(each for each in written if light(each.name) not in ticked_names)):
        found.setdefault(wanted.tool or light(wanted.name), wanted)
    return list(found.values())


def wanted_lot(question: Question, answer: Answer) -> dict[str, Any] | None:
    """Give the columns of the lot that an answer counts; None for a count of zero, or no count."""
    count = answer.said.get("number")
    if question.kind is not QuestionKind.DEVICES or not count:
        return None
    return {
        "name": question.lot_fr,
        "category": question.category,
        "quantity": count,
        "site_id": answer.said.get("site_id"),
        "comment": SAID,
    }


def _of_catalogue(question: Question, slug: str, details: Any) -> WantedApplication:
    catalog = load_catalog()
    known = {"tool": slug, "rule": DECLARED, "catalog_version": catalog.version}
    given = [each for each in question.details if each.id in details]
    facts: dict[str, Any] = {str(each.field): _value(each, details[each.id]) for each in given if each.field}
    lines = [detail_line(each, details[each.id]) for each in given if not each.field]
    comment = "\n".join([SAID, *lines])
    if slug in catalog.tools:
        tool = catalog.tools[slug]
        columns = known | {"outcome": Recognised.MATCH.value, "delivery": Delivery(tool.delivery)}
        return WantedApplication(tool.name, tool.vendor.name, slug, columns, facts, comment)
    name = catalog.alternatives[slug].name if slug in catalog.alternatives else slug
    outcome = Recognised.FREE if slug in catalog.free else Recognised.MATCH
    return WantedApplication(name, "", slug, known | {"outcome": outcome.value}, facts, comment)


def _value(detail: Detail, value: Any) -> Any:
    return PartialDate.parse(value) if detail.kind == "date" else value


def _of_name(name: str, dictionary: Dictionary) -> WantedApplication:
    columns = recognised(name, "", None, dictionary)
    return WantedApplication(name, "", columns["tool"], columns)
