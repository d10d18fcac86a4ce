"""What one line of the trace says: who did what to which row, and which of its values are personal."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from inventaire.domain.vocabulary import Role
from inventaire.models.base import now
from inventaire.models.scope import KEY, OutOfScope, scope_of

ACTOR, IMPORT = "actor", "import_id"
OWN_KEYS = {KEY, "id"}
OWN = {"version", *OWN_KEYS}
PERSONAL = {
    "account": {"email", "name"},
    "application": {"comment"},
    "avoided_purchase": {"note"},
    "catalog_opinion": {"lost_fr", "reason"},
    "contract": {"comment"},
    "dependency_answer": {"evidence"},
    "dependency_setting": {"reason"},
    "device": {"comment", "name", "user_label"},
    "device_event": {"note"},  # to whom it was lent
    "disposal": {"comment", "recipient"},
    "fleet_policy": {"comment"},
    "frozen_report": {"lifted_reason"},
    "identity": {"subject"},
    "import": {"author", "files", "received", "reason"},  # files bear the names that people gave them
    "interview_answer": {"before", "said"},  # free text
    "invitation": {"email"},
    "local_name": {"former", "reason"},
    "maker_sheet": {"source"},
    "meter": {"comment", "name"},
    "own_factor": {"reason", "source"},
    "price_parameter": {"reason"},
    "purchase": {"comment", "label", "supplier"},  # who gave a machine may be a person
    "regulatory_value": {"reason"},
    "remembered_reading": {"headings"},  # who takes a line of data for titles puts its names there
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who writes: an account, with what it is in the organisation, or a command."""

    name: str
    account_id: int | None = None
    role: Role | None = None
    department_id: int | None = None


def line_of(session: Session, action: str, subject: str, subject_id: int, **sides: Any) -> dict[str, Any]:
    """Make one audit line, not sealed yet: `before` and `after` are dicts of plain values."""
    actor = session.info.get(ACTOR, Actor("système"))
    owner = sides.get("owner") or scope_of(session)
    if not owner:
        raise OutOfScope(subject)
    return {
        "organisation_id": owner,
        "at": now(),
        "actor": "" if actor.account_id else actor.name,
        "account_id": actor.account_id,
        "action": action,
        "subject": subject,
        "subject_id": subject_id,
        "import_id": session.info.get(IMPORT),
        **_apart(subject, sides.get("before", {}), sides.get("after", {})),
    }


def _apart(subject: str, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Set personal values beside what will be sealed; their digest will stand in their place."""
    personal = PERSONAL.get(subject, set())
    beside = {
        side: told
        for side, values in (("before", before), ("after", after))
        if (told := {field: values[field] for field in personal if field in values})
    }
    return {
        "before": {field: value for field, value in before.items() if field not in personal},
        "after": {field: value for field, value in after.items() if field not in personal},
        "personal": beside or None,
        "salt": None,
        "personal_digest": None,
    }
