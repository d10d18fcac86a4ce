"""What left Valbrume in batches: a gift, a sale, and what nobody could use again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inventaire.domain.demonstration.computers import GIVEN, SOLD, WORN_OUT
from inventaire.domain.demonstration.lots import Lot
from inventaire.domain.demonstration.peripherals import BROKEN
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.reuse_table import RecipientKind
from inventaire.domain.vocabulary import DisposalOutlet


@dataclass(frozen=True, slots=True)
class Batch:
    """Lots that left together, and what the form of their leaving would hold."""

    lots: tuple[Lot, ...]
    facts: Mapping[str, Any]


BATCHES = (
    Batch(
        (WORN_OUT,),
        {
            "outlet": DisposalOutlet.ECO_ORGANISATION,
            "left_on": PartialDate(2026, 1, 22),
            "recipient": "Éco-organisme de la déchèterie du Val",
            "recipient_kind": RecipientKind.ECO_ORGANISATION,
            "unit_value_eur": None,
            "override_reason": None,
            "comment": "Effacement à faire attester",
        },
    ),
    Batch(
        (GIVEN,),
        {
            "outlet": DisposalOutlet.GIFT_ASSOCIATION,
            "left_on": PartialDate(2026, 3, 12),
            "recipient": "Ressourcerie du Val",
            "recipient_kind": RecipientKind.SOLIDARITY,
            "commitment_on": PartialDate(2026, 3, 12),
            "commitment_reference": "Convention 2026-03",
            "wiping_reference": "Certificat d’effacement 2026-014",
            "unit_value_eur": 45.0,
            "override_reason": None,
        },
    ),
    Batch(
        (SOLD,),
        {
            "outlet": DisposalOutlet.SALE,
            "left_on": PartialDate(2026, 4, 2),
            "recipient": "Atelier réemploi du Val",
            "recipient_kind": RecipientKind.COMPANY,
            "wiping_reference": "Certificat d’effacement 2026-019",
            "unit_value_eur": 60.0,
            "override_reason": None,
            "comment": "Engagement de réemploi demandé à l’acheteur",
        },
    ),
    Batch(
        (BROKEN,),
        {
            "outlet": DisposalOutlet.WASTE,
            "left_on": PartialDate(2026, 4, 9),
            "recipient": "Éco-organisme de la déchèterie du Val",
            "recipient_kind": RecipientKind.ECO_ORGANISATION,
            "receipt_number": "Bordereau 2026-0412",
            "weight_kg": 21.5,
            "unit_value_eur": None,
            "override_reason": None,
        },
    ),
)
