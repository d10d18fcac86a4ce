"""The contracts that end soon, by the last day to give notice."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from inventaire.domain.blocks import Column, ColumnChart, Figure
from inventaire.domain.contract import ContractKind, Deadline, Renewal, deadline_of, horizon, quarter, quarters_ahead
from inventaire.models import Contract, db
from inventaire.services.memory import remembered
from inventaire.spreadsheets.sheets import Sheet, Written

HEADINGS = (
    "À dénoncer avant le",
    "Échéance",
    "Contrat",
    "Numéro",
    "Fournisseur",
    "Nature",
    "Préavis (mois)",
    "Reconduction",
    "Montant annuel HT (€)",
    "Remarque",
)
TITLE = "Contrats à dénoncer, par trimestre"
TOLD = "Contrats en cours, au trimestre de la date limite pour les dénoncer."
OVERDUE = "Dépassé"
MISSED = "préavis dépassé"
PAST = "échéance passée"


@dataclass(frozen=True, slots=True)
class Ending:
    """A contract that ends, as a list shows it."""

    id: int
    title: str
    number: str
    supplier: str
    kind: ContractKind | None
    notice_months: int | None
    renewal: Renewal | None
    amount: float | None
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Contracts to decide upon within the months that are watched, by the last day to give notice.

    `past` are those whose known end has passed, `undated` counts those without a known end, `known` the others.
    """

    today: date
    coming: tuple[Ending, ...]
    past: tuple[Ending, ...]
    undated: int
    known: int

    @property
    def missed(self) -> int:
        """Count the contracts still running whose notice can no longer be given."""
        return sum(each.deadline.is_missed(self.today) for each in self.coming)

    @property
    def figure(self) -> Figure:
        """Draw the contracts by the quarter of the last day to give notice."""
        counts = Counter(self._quarter(each) for each in self.coming)
        labels = (OVERDUE, *quarters_ahead(self.today))
        columns = tuple(Column(label, counts[label]) for label in labels)
        return Figure(TITLE, TOLD, ColumnChart("Trimestre", "contrats", columns), "echeances")

    def _quarter(self, ending: Ending) -> str:
        return OVERDUE if ending.deadline.is_missed(self.today) else quarter(ending.deadline.leave_by)


@remembered
def deadlines(today: date) -> Deadlines:
    """Sort the contracts by the last day to give notice, as things stand on a day."""
    rows = db.session.scalars(select(Contract).order_by(Contract.id)).all()
    found = [_ending(row, deadline) for row in rows if (deadline := deadline_of(row.ends_on, row.notice_months))]
    found.sort(key=lambda each: (each.deadline.leave_by, each.deadline.ends_on, each.id))
    limit = horizon(today)
    return Deadlines(
        today,
        tuple(each for each in found if each.deadline.leave_by <= limit and each.deadline.ends_on >= today),
        tuple(each for each in found if each.deadline.ends_on < today),
        len(rows) - len(found),
        len(found),
    )


def deadlines_sheet(today: date) -> Sheet:
    """Lay out the contracts that end within the months that are watched, then those whose end has passed."""
    found = deadlines(today)
    coming = [(each, MISSED if each.deadline.is_missed(today) else None) for each in found.coming]
    return Sheet("Échéances", HEADINGS, [_row(*each) for each in [*coming, *((each, PAST) for each in found.past)]])


def _ending(row: Contract, deadline: Deadline) -> Ending:
    told = (row.title, row.number, row.supplier, row.kind, row.notice_months, row.renewal, row.yearly_amount_excl_eur)
    return Ending(row.id, *told, deadline)


def _row(each: Ending, remark: str | None) -> tuple[Written, ...]:
    dates = (each.deadline.leave_by, each.deadline.ends_on)
    named = (each.title, each.number or None, each.supplier or None, each.kind)
    return *dates, *named, each.notice_months, each.renewal, each.amount, remark
