"""What a contract binds the town to, and until when."""

from dataclasses import dataclass
from datetime import date

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.renewal import months_after, months_before
from inventaire.domain.vocabulary import Term

HORIZON = 18  # months ahead that are watched: indicator L7 of the yearly report


class ContractKind(Term):
    """What a contract is for."""

    LICENCE = "licence", "Licence"
    SUBSCRIPTION = "subscription", "Abonnement"
    MAINTENANCE = "maintenance", "Maintenance"
    HOSTING = "hosting", "Hébergement"
    TELECOM = "telecom", "Télécoms"
    RENTAL = "rental", "Location"
    PRINTING = "printing", "Impression"
    SERVICE = "service", "Prestation"
    OTHER = "other", "Autre contrat"


class Renewal(Term):
    """What happens at the end of a contract when nobody says anything."""

    TACIT = "tacit", "Tacite"
    EXPRESS = "express", "Expresse"
    NONE = "none", "Aucune"
    UNKNOWN = "unknown", "Inconnue"


class Billing(Term):
    """How often a contract is paid."""

    MONTHLY = "monthly", "Mensuelle"
    QUARTERLY = "quarterly", "Trimestrielle"
    HALF_YEARLY = "half_yearly", "Semestrielle"
    YEARLY = "yearly", "Annuelle"
    ONCE = "once", "Une seule fois"
    OTHER = "other", "Autre périodicité"


class Reversibility(Term):
    """Whether a contract provides for the full export of the data in a documented format."""

    YES = "yes", "Oui"
    NO = "no", "Non"
    UNKNOWN = "unknown", "Ne sait pas"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a contract, and the last day to give notice."""

    ends_on: date
    leave_by: date

    def is_missed(self, today: date) -> bool:
        """Say whether the notice can no longer be given, while the contract still runs."""
        return self.leave_by < today <= self.ends_on


def deadline_of(ends_on: PartialDate | None, notice_months: int | None) -> Deadline | None:
    """Give the deadlines of a contract whose end is known; a month or a year alone ends on its last day."""
    if ends_on is None:
        return None
    end = ends_on.last_day()
    return Deadline(end, months_before(end, notice_months or 0))


def horizon(today: date) -> date:
    """Give the last day of the months that are watched."""
    return months_after(today, HORIZON)


def quarter(day: date) -> str:
    """Name the quarter of a day: « T3 2027 »."""
    return f"T{(day.month + 2) // 3} {day.year}"


def quarters_ahead(today: date) -> list[str]:
    """Name the quarters of the months that are watched, in order."""
    return list(dict.fromkeys(quarter(months_after(today, months)) for months in range(HORIZON + 1)))
