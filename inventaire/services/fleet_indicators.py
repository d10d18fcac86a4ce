"""The indicators of the fleet, P1 to P8, at the end of a day (annual report outline, section 2)."""

from datetime import date

from inventaire.domain.age import Ages
from inventaire.domain.formats import number, percent
from inventaire.domain.indicators import Indicator, Method, covered
from inventaire.domain.prospects import Prospect
from inventaire.domain.support_calendar import is_payable
from inventaire.domain.vocabulary import DeviceStatus
from inventaire.models import Organisation
from inventaire.services.device_life import count_mended, lives_in, lives_lost
from inventaire.services.figures import Summary, summary
from inventaire.services.fleet_counts import FleetCounts, fleet_counts
from inventaire.services.fleet_on import counts_of, fleet_on
from inventaire.services.memory import remembered
from inventaire.services.organisation import current_organisation
from inventaire.services.outlooks import counted, extendable, outlooks
from inventaire.services.report.tables import NO_STAFF
from inventaire.services.systems import systems_in_use

NOT_KNOWN_IDLE = "l’inventaire ne sait pas lesquels n’ont plus d’utilisateur depuis six mois."
NOT_NOTED = "Aucune réparation n’a encore été notée dans la vie des matériels."
WITHOUT_PUBLIC = "hors écoles, médiathèque et espace public"
NO_SYSTEM = "Aucun système n’est connu."
FORMULAS = {
    "P1": "Compte des matériels en service ou prêtés, à la fin du jour.",
    "P2": f"Ordinateurs, tablettes et smartphones en service, {WITHOUT_PUBLIC} ÷ effectif déclaré aujourd’hui.",
    "P3": "Date de sortie − date de mise en service, des matériels sortis depuis le 1er janvier de l’année.",
    "P4": "Jour − date de mise en service, des matériels en service dont la date est connue.",
    "P5": "Matériels en stock ÷ matériels en service, prêtés, en stock ou en réparation.",
    "P6": "Fin du suivi sans payer ≤ jour ÷ matériels dont le système est reconnu.",
    "P7": "Ordinateurs de P6 qui ont le processeur, la mémoire et le disque que demande un système libre suivi.",
    "P8": "Réparations et changements de mémoire, de disque ou de batterie notés depuis le 1er janvier de l’année.",
}


@remembered
def fleet_indicators(on: date) -> tuple[Indicator, ...]:
    """Compute P1 to P8, in order, as of the end of a day."""
    found, counts = summary(on), fleet_counts(on)
    return (
        _count(counts),
        terminals_per_agent(current_organisation(), on),
        _lives(on),
        _ages(found),
        _dormant(counts.count, on),
        _systems(found, on),
        _prolongable(found, on),
        _mended(on),
    )


def _count(counts: FleetCounts) -> Indicator:
    silent = counts.undated
    told = f"Dont {number(silent)} sans date de mise en service ni d’achat, comptés à toute date." if silent else ""
    return Indicator("P1", "Matériels en service", "nombre", Method.COMPUTED, number(counts.count), comment=told)


def terminals_per_agent(organisation: Organisation, on: date) -> Indicator:
    """Give P2: the computers, tablets and smartphones of the staff, by agent."""
    terminals = fleet_counts(on).terminals
    label, unit = "Terminaux par agent", "nombre par agent"
    if not organisation.staff_count:
        return Indicator("P2", label, unit, Method.COMPUTED, reason=NO_STAFF)
    value = number(terminals / organisation.staff_count, 2)
    told = f"{number(terminals)} terminaux pour {number(organisation.staff_count)} agents, {WITHOUT_PUBLIC}."
    return Indicator("P2", label, unit, Method.COMPUTED, value, comment=told)


def _lives(on: date) -> Indicator:
    label, unit = "Durée d’usage constatée", "années"
    lives, apart = lives_in(on.year, on), _apart(lives_lost(on.year, on))
    count = lives.known + lives.unknown
    if not count:
        reason = f"Aucun matériel n’est sorti du parc en {on.year}{', hors vols et pertes' if apart else ''}."
        return Indicator("P3", label, unit, Method.COMPUTED, reason=reason, comment=apart)
    text = f"moyenne {number(lives.mean, 1)}, médiane {number(lives.median, 1)}"
    told = f"Calculé sur {number(lives.known)} matériels sur {number(count)} sortis dans l’année, hors vols et pertes"
    value, comment = covered(text, lives.coverage, told)
    return Indicator("P3", label, unit, Method.COMPUTED, value, comment=f"{comment} {apart}".strip())


def _apart(lost: Ages) -> str:
    count = lost.known + lost.unknown
    mean = f", après {number(lost.mean, 1)} ans en moyenne" if lost.mean is not None else ""
    return f"Vols, pertes et destructions, à part\u00a0: {number(count)}{mean}." if count else ""


def _ages(found: Summary) -> Indicator:
    ages = found.ages
    text = f"moyenne {number(ages.mean, 1)}, médiane {number(ages.median, 1)}"
    told = f"Calculé sur {number(ages.known)} matériels sur {number(found.count)} ({percent(ages.coverage)})"
    value, comment = covered(text, ages.coverage, told)
    return Indicator("P4", "Âge du parc en service", "années", Method.COMPUTED, value, comment=comment)


def _dormant(in_use: int, on: date) -> Indicator:
    label = "Matériels dormants"
    stored, mended = counts_of(fleet_on(on, (each,)) for each in (DeviceStatus.IN_STOCK, DeviceStatus.IN_REPAIR))
    held = in_use + stored + mended
    if not held:
        return Indicator("P5", label, "%", Method.COMPUTED, reason="Aucun matériel n’est dans le parc.")
    told = f"{number(stored)} en stock sur {number(held)}\u202f; {NOT_KNOWN_IDLE}"
    return Indicator("P5", label, "%", Method.COMPUTED, percent(stored / held, 1), comment=told)


def _systems(found: Summary, on: date) -> Indicator:
    label, unit = "Matériels dont le système n’est plus suivi", "nombre, %"
    if not found.systems_known:
        return Indicator("P6", label, unit, Method.COMPUTED, reason=NO_SYSTEM)
    share = percent(found.systems_over / found.systems_known)
    told = f"Parmi {number(found.systems_known)} matériels dont le système et sa fin de suivi sont connus."
    value, comment = f"{number(found.systems_over)} ({share})", f"{told} {_payable(on)}".strip()
    return Indicator("P6", label, unit, Method.COMPUTED, value, comment=comment)


def _payable(on: date) -> str:
    """Say how many of them their publisher still follows for those who pay: nobody said who does."""
    supports = ((each.count, each.support) for each in systems_in_use(on) if each.support)
    count = sum(machines for machines, support in supports if support.is_over(on) and is_payable(support, on))
    told = "Une prolongation payante existe pour {} d’entre eux\u202f; l’inventaire ne sait pas si elle est souscrite."
    return told.format(number(count)) if count else ""


def _prolongable(found: Summary, on: date) -> Indicator:
    label, unit = "Matériels condamnés par le logiciel mais prolongeables", "nombre"
    if not found.systems_known:
        return Indicator("P7", label, unit, Method.COMPUTED, reason=NO_SYSTEM)
    listed = outlooks(on)
    counts = counted(listed)
    whole, unread = sum(counts.values()), counts[Prospect.UNKNOWN]
    told = (
        f"Sur {number(whole)} ordinateurs sans système suivi, ceux qui ont le minimum d’un système libre\u202f; "
        f"{number(counts[Prospect.UPGRADE])} peuvent aussi recevoir le système suivant de leur éditeur, "
        f"{number(unread)} sont trop mal connus"
    )
    value, comment = covered(number(extendable(listed)), 1 - unread / whole if whole else 1.0, told)
    return Indicator("P7", label, unit, Method.COMPUTED, value, comment=comment)


def _mended(on: date) -> Indicator:
    label, count = "Réparations et améliorations", count_mended(on.year, on)
    if count is None:
        return Indicator("P8", label, "nombre", Method.COMPUTED, reason=NOT_NOTED)
    return Indicator("P8", label, "nombre", Method.COMPUTED, number(count))
