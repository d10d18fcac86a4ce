"""What happens to a device from its purchase to its leaving: which act follows which state, and what each asks."""

from collections.abc import Mapping
from dataclasses import dataclass

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

    label: str
    states: frozenset[DeviceStatus]
    leads_to: DeviceStatus | None
    asks_proof: bool = False
    asks_note: str = ""


HELD = frozenset({DeviceStatus.IN_SERVICE, DeviceStatus.IN_STOCK, DeviceStatus.IN_REPAIR, DeviceStatus.LENT})
MENDED = ("repaired", "memory", "disk", "battery")
NOT_NOW = "Ce matériel est « {} » : « {} » ne peut pas suivre. Possible d’ici : {}."
NOTHING = "rien, il est sorti du parc"
WITHOUT_DATE = "Donnez la date."
WITHOUT_PROOF = "Donnez la référence de la pièce qui le prouve."

RULES: Mapping[Act, Rule] = {
    Act.START: Rule("Mettre en service", HELD - {DeviceStatus.IN_SERVICE}, DeviceStatus.IN_SERVICE),
    Act.STORE: Rule("Mettre en stock", HELD - {DeviceStatus.IN_STOCK}, DeviceStatus.IN_STOCK),
    Act.REPAIR: Rule(
        "Envoyer en réparation", HELD - {DeviceStatus.IN_REPAIR, DeviceStatus.LENT}, DeviceStatus.IN_REPAIR
    ),
    Act.LEND: Rule(
        "Prêter",
        frozenset({DeviceStatus.IN_SERVICE, DeviceStatus.IN_STOCK}),
        DeviceStatus.LENT,
        asks_note="Dites à quel service ou à quel organisme il est prêté, et jusqu’à quand.",
    ),
    Act.DECOMMISSION: Rule("Réformer", HELD, DeviceStatus.DECOMMISSIONED, asks_proof=True),
    Act.RECALL: Rule(
        "Reprendre dans le parc",
        frozenset({DeviceStatus.DECOMMISSIONED}),
        DeviceStatus.IN_STOCK,
        asks_note="Dites pourquoi.",
    ),
    Act.LOSE: Rule("Déclarer volé, perdu ou détruit", HELD, DeviceStatus.RETIRED, asks_proof=True),
    Act.DISPOSE: Rule("Sortir du parc", frozenset({DeviceStatus.DECOMMISSIONED}), DeviceStatus.RETIRED),
    Act.REPAIRED: Rule("Noter une réparation", HELD, None),
    Act.MEMORY: Rule("Noter un changement de mémoire", HELD, None),
    Act.DISK: Rule("Noter un changement de disque", HELD, None),
    Act.BATTERY: Rule("Noter un changement de batterie", HELD, None),
}


def acts_from(status: DeviceStatus) -> list[Act]:
    """List what may be done to a device in a state, in the order of its life."""
    return [act for act, rule in RULES.items() if status in rule.states]


def refusal(status: DeviceStatus, act: Act) -> str | None:
    """Say why an act cannot follow a state; None when it can."""
    if status in RULES[act].states:
        return None
    possible = ", ".join(f"« {RULES[each].label} »" for each in acts_from(status)) or NOTHING
    return NOT_NOW.format(status.label, RULES[act].label, possible)
