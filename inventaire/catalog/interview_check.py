"""What must hold in interview.yaml beside its shape: names that resolve, questions told apart."""

from collections.abc import Iterator, Sequence

from inventaire.catalog.coherence import SLUG
from inventaire.catalog.fault import CatalogFault, Placed, line_of
from inventaire.catalog.interview import INTERVIEW
from inventaire.catalog.wording import STRAIGHT
from inventaire.catalog.yaml_file import Entry

NO_TOOL = "« {} » ({}) n’est ni un outil ni une alternative du catalogue."
NO_FUNCTION = "« {} » (functions) n’existe pas dans « functions »."
IDLE = "« {} » (without) ne serait pas proposé : retirez-le."
BAD_ID = "« {} » : écrivez en minuscules sans accent, mots joints par des tirets."
TWICE = "« {} » existe déjà : donnez un autre nom."
APOSTROPHE = "« {} » : écrivez l’apostrophe « ’ »."


def interview_faults(content: Entry, places: Sequence[Placed]) -> Iterator[CatalogFault]:
    """Check the questions, whose shape is known to be sound, against the entries of the catalogue."""
    served = {place.entry.slug: set(place.entry.functions) for place in places if "slug" in place.raw}
    functions = {place.entry.key for place in places if place.section == "functions"}
    questions = [question for theme in content["themes"] for question in theme["questions"]]
    yield from _ids(content["themes"])
    yield from _ids(questions)
    for question in questions:
        yield from _references(question, functions, served)
    for part in (*content["themes"], *questions):
        yield from _apostrophes(part)


def _ids(parts: Sequence[Entry]) -> Iterator[CatalogFault]:
    seen: set[str] = set()
    for part in parts:
        if not SLUG.fullmatch(part["id"]):
            yield _fault(part, "id", BAD_ID.format(part["id"]))
        if part["id"] in seen:
            yield _fault(part, "id", TWICE.format(part["id"]))
        seen.add(part["id"])


def _references(question: Entry, functions: set[str], served: dict[str, set[str]]) -> Iterator[CatalogFault]:
    asked = set(question.get("functions", ()))
    for key in sorted(asked - functions):
        yield _fault(question, "functions", NO_FUNCTION.format(key))
    for field in ("first", "without"):
        for slug in question.get(field, ()):
            if slug not in served:
                yield _fault(question, field, NO_TOOL.format(slug, field))
            elif field == "without" and not asked & served[slug]:
                yield _fault(question, field, IDLE.format(slug))


def _apostrophes(part: Entry) -> Iterator[CatalogFault]:
    for key, text in part.items():
        if key.endswith("_fr") and STRAIGHT.search(text):
            yield _fault(part, key, APOSTROPHE.format(text[:60]))


def _fault(part: Entry, key: str, message: str) -> CatalogFault:
    return CatalogFault(INTERVIEW, line_of(part, (key,)), message)
