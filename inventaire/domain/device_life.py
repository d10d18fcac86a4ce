"""What happens to a device from its purchase to its leaving: which act follows which state, and what each asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceStatus, Term


class Act(Term):
    """What is done to a device, dated and, where it is asked, proven."""

    START = "start", "Mise en service"
    STORE = "store", "Mise en stock"
    REPAIR = "repair", "Départ en réparation"
    LEND = "lend", "Prêt"
    DECOMMISSION = "decommission", "Réforme"
    RECALL = "recall", "Reprise dans le parc"
    LOSE = "lose", "Vol, perte ou destruction"
    DISPOSE = "dispose", "Sortie du parc"
    REPAIRED = "repaired", "Réparation faite"
    MEMORY = "memory", "Mémoire ajoutée ou remplacée"
    DISK = "disk", "Disque remplacé"
    BATTERY = "battery", "Batterie remplacée"


@dataclass(frozen=True, slots=True)
class Rule:
    """From which states an act is done, where it leads (None: it changes no state), what it asks."""

    slug: str
    label: str
    states: frozenset[DeviceStatus]
    leads_to: DeviceStatus | None
    asks_proof: bool = False
    asks_note: str = ""


MOVABLE = frozenset({DeviceStatus.IN_SERVICE, DeviceStatus.IN_STOCK})
HELD = MOVABLE | {DeviceStatus.IN_REPAIR, DeviceStatus.LENT}
MENDED = (Act.REPAIRED, Act.MEMORY, Act.DISK, Act.BATTERY)
NOT_NOW = "Ce matériel est « {} » : « {} » ne peut pas suivre. Possible d’ici : {}."
NOTHING = "rien, il est sorti du parc"
WITHOUT_PROOF = "Donnez la référence de la pièce qui le prouve."

RULES: Mapping[Act, Rule] = {
    Act.START: Rule("service", "Mettre en service", HELD - {DeviceStatus.IN_SERVICE}, DeviceStatus.IN_SERVICE),
    Act.STORE: Rule("stock", "Mettre en stock", HELD - {DeviceStatus.IN_STOCK}, DeviceStatus.IN_STOCK),
    Act.REPAIR: Rule(
        "reparation",
        "Envoyer en réparation",
        MOVABLE,
        DeviceStatus.IN_REPAIR,
    ),
    Act.LEND: Rule(
        "pret",
        "Prêter",
        MOVABLE,
        DeviceStatus.LENT,
        asks_note="Dites à quel service ou à quel organisme il est prêté, et jusqu’à quand.",
    ),
    Act.DECOMMISSION: Rule("reforme", "Réformer", HELD, DeviceStatus.DECOMMISSIONED, asks_proof=True),
    Act.RECALL: Rule(
        "reprise",
        "Reprendre dans le parc",
        frozenset({DeviceStatus.DECOMMISSIONED}),
        DeviceStatus.IN_STOCK,
        asks_note="Dites pourquoi.",
    ),
    Act.LOSE: Rule("perte", "Déclarer volé, perdu ou détruit", HELD, DeviceStatus.RETIRED, asks_proof=True),
    Act.DISPOSE: Rule("sortie", "Sortir du parc", frozenset({DeviceStatus.DECOMMISSIONED}), DeviceStatus.RETIRED),
    Act.REPAIRED: Rule("depannage", "Noter une réparation", HELD, None),
    Act.MEMORY: Rule("memoire", "Noter un changement de mémoire", HELD, None),
    Act.DISK: Rule("disque", "Noter un changement de disque", HELD, None),
    Act.BATTERY: Rule("batterie", "Noter un changement de batterie", HELD, None),
}


BY_SLUG: Mapping[str, Act] = {rule.slug: act for act, rule in RULES.items()}


def acts_from(status: DeviceStatus) -> list[Act]:
    """List what may be done to a device in a state, in the order of its life."""
    return [act for act, rule in RULES.items() if status in rule.states]


def refusal(status: DeviceStatus, act: Act) -> str | None:
    """Say why an act cannot follow a state; None when it can."""
    if status in RULES[act].states:
        return None
    possible = ", ".join(f"« {RULES[each].label} »" for each in acts_from(status)) or NOTHING
    return NOT_NOW.format(status.label, RULES[act].label, possible)


def lacking(act: Act, note: str | None, proof: str | None) -> str | None:
    """Say what an act asks and was not given; None when nothing lacks."""
    rule = RULES[act]
    if rule.asks_note and not note:
        return rule.asks_note
    return WITHOUT_PROOF if rule.asks_proof and not proof else None


def changes(act: Act, on: PartialDate, in_service_on: PartialDate | None) -> dict[str, Any]:
    """Give what an act changes in the facts of its device."""
    leads_to = RULES[act].leads_to
    found: dict[str, Any] = {} if leads_to is None else {"status": leads_to}
    if act is Act.START and in_service_on is None:
        found["in_service_on"] = on
    if act in (Act.DECOMMISSION, Act.RECALL):
        found["decommissioned_on"] = on if act is Act.DECOMMISSION else None
    if act is Act.LOSE:
        found["retired_on"] = on
    return found
