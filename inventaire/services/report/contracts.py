"""The contracts in the report: those that end soon, and whether one can leave with one's data."""

from collections import defaultdict
from datetime import date

from sqlalchemy import or_, select

from inventaire.domain.blocks import Table
from inventaire.domain.contract import Reversibility
from inventaire.domain.formats import day, number, percent
from inventaire.domain.indicators import Indicator, Method, covered
from inventaire.domain.vocabulary import Delivery, HostingPlace, Recognised
from inventaire.models import Application, Contract, ContractApplication, db
from inventaire.services.deadlines import MISSED, deadlines

ENDING = "Contrats à échéance sous 18 mois"
LEAVING = "Réversibilité"
NO_CONTRACT = "Aucun contrat n’est saisi."
NOTHING_HOSTED = "Aucun logiciel hébergé n’est à l’inventaire."
NO_END = "Aucun contrat n’a d’échéance connue."
COUNTED = (
    "En cours, dont la date limite pour les dénoncer (échéance moins préavis) tombe dans les 18 mois ou a passé{}."
)
UNDATED = "\u202f; {} sans échéance connue"
COVERED = "Logiciels en ligne, ou hébergés hors de la commune\u202f; clause connue pour {} sur {}"
KNOWN = {Reversibility.YES, Reversibility.NO}
HEADINGS = ("Contrat", "Fournisseur", "À dénoncer avant le", "Échéance", "HT par an (€)")


def contract_indicators(on: date) -> list[Indicator]:
    """Reckon L7 and L8, as of a day."""
    return [_ending(on), _leaving()]


def endings_table(on: date) -> list[Table]:
    """Lay out the contracts of L7, if there are any."""
    rows = tuple(
        (
            each.title,
            each.supplier or "non renseigné",
            day(each.deadline.leave_by) + (f" ({MISSED})" if each.deadline.is_missed(on) else ""),
            day(each.deadline.ends_on),
            "non renseigné" if each.amount is None else number(each.amount),
        )
        for each in deadlines(on).coming
    )
    return [Table(f"L7. {ENDING}", HEADINGS, rows, frozenset({4}))] if rows else []


def _ending(on: date) -> Indicator:
    found, how = deadlines(on), Method.COMPUTED
    if not found.known:
        return Indicator("L7", ENDING, "nombre", how, reason=NO_END if found.undated else NO_CONTRACT)
    told = COUNTED.format(UNDATED.format(number(found.undated)) if found.undated else "")
    return Indicator("L7", ENDING, "nombre", how, number(len(found.coming)), comment=told)


def _leaving() -> Indicator:
    """Give the share of the hosted applications whose contract provides for a full export.

    Of several contracts of one application, one that provides for it is enough.
    """
    said = _said()
    if not said:
        return Indicator("L8", LEAVING, "%", Method.COMPUTED, reason=NOTHING_HOSTED)
    known = sum(bool(each & KNOWN) for each in said)
    share = sum(Reversibility.YES in each for each in said) / len(said)
    told = COVERED.format(number(known), number(len(said)))
    value, comment = covered(percent(share), known / len(said), told)
    return Indicator("L8", LEAVING, "%", Method.COMPUTED, value, comment=comment)


def _said() -> list[set[Reversibility | None]]:
    """Give, for each hosted application, what its contracts say of leaving."""
    away = Application.hosting_place.not_in((HostingPlace.TOWN, HostingPlace.UNKNOWN))
    hosted = or_(Application.delivery == Delivery.SAAS, away)
    link = ContractApplication
    rows = db.session.execute(
        select(Application.id, Contract.reversibility)
        .outerjoin(link, link.application_id == Application.id)
        .outerjoin(Contract, Contract.id == link.contract_id)
        .where(hosted, Application.outcome != Recognised.IGNORED.value)
    )
    found: dict[int, set[Reversibility | None]] = defaultdict(set)
    for application, clause in rows:
        found[application].add(clause)
    return list(found.values())
