"""The papers of a batch that leaves: what its recipient signs, and the minutes of what was taken out of service."""

from collections.abc import Sequence
from datetime import date

from inventaire.catalog.reuse import load_reuse
from inventaire.domain.blocks import Block, BulletList, Document, Heading, Paragraph, ParagraphKind, Table
from inventaire.domain.formats import UNKNOWN, day, make_and_model, money, number, uncapitalised, with_unit
from inventaire.models import Device, Disposal
from inventaire.services.disposal import CEILING, devices_of, get_disposal
from inventaire.services.organisation import current_organisation
from inventaire.services.regulatory import figure_in_force

HEADINGS = ("Matériel", "Catégorie", "Numéro de série", "Numéro d’inventaire", "Mise en service", "Réforme", "Nombre")
DRAFT = "Modèle à relire par votre service juridique avant d’être signé."
RECEIVED = "{} remet à {}, {}, les {} matériels listés ci-dessous, le {}. Cadre\u00a0: {}."
COMMITMENT = "Le bénéficiaire s’engage par écrit à réemployer ces matériels, et à pouvoir le montrer."
GIFTS = (
    COMMITMENT,
    "Il ne les revend pas avec bénéfice.",
    "Il fait traiter en déchet ce qu’il ne peut réemployer, et garde le bordereau.",
)
VALUE = "Valeur unitaire\u00a0: {}. Plafond d’un don à cette date\u00a0: {} ({})."
OVERRIDDEN = "Don fait malgré ces règles\u00a0: {}"
WIPED = "Effacement des données\u00a0: {}."
NOT_WIPED = "aucun certificat n’est enregistré"
DECIDED = (
    "Les matériels ci-dessous, qui ne servent plus à la collectivité, sont réformés puis sortis de l’inventaire le {}. "
    "Destination\u00a0: {}, {}."
)
SIGNED = "Pour {}\u00a0: nom, qualité, date et signature ........................................"
CLOSING = "Signatures"


def paper_of(disposal_id: int, paper: str, today: date) -> Document:
    """Lay out a paper of a batch, « attestation » or « reforme ». Raises NotFound."""
    batch, devices = get_disposal(disposal_id), devices_of(disposal_id)
    return (_certificate if paper == "attestation" else _minutes)(batch, devices, today)


def _certificate(batch: Disposal, devices: Sequence[Device], today: date) -> Document:
    rule, town = load_reuse().outlets[batch.outlet], current_organisation().name
    count = number(sum(device.quantity for device in devices))
    kind = uncapitalised(batch.recipient_kind.label)
    handed = RECEIVED.format(town, batch.recipient, kind, count, day(batch.left_on), rule.reference)
    return Document(
        "Attestation de don" if rule.gift else "Attestation de remise",
        town,
        today,
        (
            Paragraph(DRAFT, ParagraphKind.NOTE),
            Paragraph(handed),
            *([BulletList(GIFTS)] if rule.gift else [Paragraph(COMMITMENT)] if rule.reuse else []),
            *_worth(batch, gift=rule.gift),
            Paragraph(WIPED.format(batch.wiping_reference or NOT_WIPED)),
            Heading(1, "Matériels remis", "materiels"),
            _table(devices),
            Heading(1, CLOSING, "signatures"),
            Paragraph(SIGNED.format(town)),
            Paragraph(SIGNED.format(batch.recipient)),
        ),
    )


def _worth(batch: Disposal, *, gift: bool) -> list[Block]:
    """Say what a gift is worth beside its ceiling, and why the rules were passed over if they were."""
    ceiling = figure_in_force(CEILING, batch.left_on.last_day())
    if not gift or ceiling is None:
        return []
    worth = Paragraph(VALUE.format(money(batch.unit_value_eur), ceiling.text, ceiling.reference))
    return [worth, *([Paragraph(OVERRIDDEN.format(batch.override_reason))] if batch.override_reason else [])]


def _minutes(batch: Disposal, devices: Sequence[Device], today: date) -> Document:
    town = current_organisation().name
    proofs = (
        f"Effacement\u00a0: {batch.wiping_reference or UNKNOWN}",
        f"Reçu ou bordereau\u00a0: {batch.receipt_number or UNKNOWN}",
        f"Masse\u00a0: {with_unit(number(batch.weight_kg, 1), 'kg') if batch.weight_kg is not None else UNKNOWN}",
    )
    return Document(
        "Procès-verbal de réforme",
        town,
        today,
        (
            Paragraph(DRAFT, ParagraphKind.NOTE),
            Paragraph(DECIDED.format(day(batch.left_on), batch.outlet.label.lower(), batch.recipient)),
            BulletList(proofs),
            Heading(1, "Matériels réformés", "materiels"),
            _table(devices),
            Heading(1, CLOSING, "signatures"),
            Paragraph(SIGNED.format(town)),
        ),
    )


def _table(devices: Sequence[Device]) -> Table:
    """List the devices by what they are: a name of machine may be somebody's."""
    rows = tuple(
        (
            make_and_model(device.manufacturer, device.model) or f"n°\u00a0{device.id}",
            device.category.label,
            device.serial or "",
            device.inventory_number or "",
            day(device.in_service_on),
            day(device.decommissioned_on),
            number(device.quantity),
        )
        for device in devices
    )
    return Table(f"{number(len(rows))} lignes", HEADINGS, rows, numeric=frozenset({6}))
