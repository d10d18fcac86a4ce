"""What the trace tells is told in French."""

from inventaire.domain.audit import Subject
from inventaire.models.trace import OWN, UNTRACED
from inventaire.services.wording import MODELS, OF_OTHERS, headings

UNTOLD = {"seen_at", "grown_on", "grown", "import_on"}  # what agents do is counted without a line
TOLD = [subject.value for subject in Subject if subject.value in MODELS and MODELS[subject.value] not in UNTRACED]


def test_every_field_of_the_trace_has_a_heading():
    known = headings().keys() | OF_OTHERS.keys() | OWN | UNTOLD
    named = {f"{table}.{column.key}" for table in TOLD for column in MODELS[table].__table__.columns}
    assert {field for field in named if field.partition(".")[2] not in known} == set()
