"""Devices that leave the town in batches: recorded with their proofs, changed, taken back."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from inventaire.catalog.reuse import load_reuse
from inventaire.domain.disposal import OVERRIDE, lacks_value, objections
from inventaire.domain.errors import Conflict, NotFound, Refusal
from inventaire.domain.vocabulary import DeviceStatus
from inventaire.models import Device, Disposal, DisposedDevice, db
from inventaire.models.bulk import change_all, chunks, insert_all, remove_all
from inventaire.services.database import writing
from inventaire.services.listing import Page, page_of
from inventaire.services.permission import refuse_unless_administrator
from inventaire.services.regulatory import figure_in_force
from inventaire.services.selection import FIRST, NAMES, Selection, hold
from inventaire.services.staleness import refuse_if_stale

CEILING = "don-plafond"
LEAVING = frozenset({DeviceStatus.DECOMMISSIONED, DeviceStatus.RETIRED})
BEFORE = ("status", "retired_on", "disposal_outlet")
NO_DISPOSAL = "Cette sortie n’existe pas, ou a été annulée."
SORTED = "sorti du parc"
NOT_DECOMMISSIONED = "Rien n’a été fait. Réformez d’abord ces matériels, avec la pièce qui le décide\u00a0: {}."
ALREADY = "Rien n’a été fait. Ces matériels sont déjà dans une sortie\u00a0: {}. Annulez-la d’abord, ou décochez-les."
NO_COMMITMENT = "L’engagement du bénéficiaire à réemployer : sans lui, ces matériels ne comptent pas dans le taux."
NO_WIPING = "Le certificat d’effacement des données, si ces matériels en gardaient."
NO_SLIP = "Le numéro du bordereau d’enlèvement."
NO_WEIGHT = "La masse enlevée."
LATER = (
    "Cette sortie ne peut pas être annulée\u00a0: ces matériels ont été modifiés depuis, ce serait perdu\u00a0: {}. "
    "Rendez-leur l’état «\u00a0Sorti\u00a0», sa date et sa destination, puis recommencez."
)


def list_disposals(page: int) -> Page:
    """Give one page of the batches, latest first, each with how many machines left in it."""
    machines = (
        select(func.coalesce(func.sum(Device.quantity), 0))
        .join(DisposedDevice, DisposedDevice.device_id == Device.id)
        .where(DisposedDevice.disposal_id == Disposal.id)
        .scalar_subquery()
    )
    rows = select(Disposal, machines.label("machines")).order_by(Disposal.left_on.desc(), Disposal.id.desc())
    return page_of(rows, page, select(Disposal.id))


def get_disposal(disposal_id: int) -> Disposal:
    """Find a batch of the organisation. Raises NotFound."""
    found = db.session.scalar(select(Disposal).where(Disposal.id == disposal_id))
    if found is None:
        raise NotFound(NO_DISPOSAL)
    return found


def devices_of(disposal_id: int) -> Sequence[Device]:
    """List the devices of a batch by name."""
    found: Sequence[Device] = db.session.scalars(_devices_of(disposal_id).order_by(NAMES[Device], Device.id)).all()
    return found


def disposal_of(device_id: int) -> Disposal | None:
    """Give the batch a device left in."""
    there = select(Disposal).join(DisposedDevice, DisposedDevice.disposal_id == Disposal.id)
    found: Disposal | None = db.session.scalar(there.where(DisposedDevice.device_id == device_id))
    return found


def unfit(chosen: Selection) -> str | None:
    """Say which devices may not leave: they were not decommissioned, or have left in another batch."""
    taken = Device.id.in_(select(DisposedDevice.device_id))
    for reason, sentence in ((Device.status.not_in(LEAVING), NOT_DECOMMISSIONED), (taken, ALREADY)):
        names = db.session.scalars(select(NAMES[Device]).where(chosen.kept, reason).limit(FIRST)).all()
        if names:
            return sentence.format(", ".join(names))
    return None


def create_disposal(chosen: Selection, seen: str, values: dict[str, Any]) -> Disposal:
    """Let devices go together; they bear its date and its destination from then on.

    Raises Overtaken when they were saved since they were seen, Refusal when one may not leave, or the gift is not due.
    """
    with writing() as session:
        ids = hold(chosen, seen, {}, SORTED)
        told = unfit(chosen)
        if told:
            raise Refusal(told)
        _refuse_undue(values)
        batch = Disposal(**values)
        session.add(batch)
        session.flush()
        rows = [row for part in chunks(ids) for row in _as_they_are(part)]
        insert_all(session, DisposedDevice, [row | {"disposal_id": batch.id} for row in rows])
        change_all(session, Device, ids, _left(values))
    return batch


def update_disposal(disposal_id: int, version: int, values: dict[str, Any]) -> None:
    """Save a batch, and its date and destination on its devices. Raises Overtaken, Refusal as when it is made."""
    with writing() as session:
        batch = get_disposal(disposal_id)
        refuse_if_stale(batch, version, values, "cette sortie")
        _refuse_undue(values)
        ids = [device.id for device in devices_of(disposal_id) if _is_as_left(device, batch)]
        for field, value in values.items():
            setattr(batch, field, value)
        session.flush()
        change_all(session, Device, ids, _left(values))


def take_back_disposal(disposal_id: int) -> int:
    """Undo a batch: its devices are again what they were; count them. Raises NotFound, Conflict when one moved on."""
    with writing() as session:
        batch = get_disposal(disposal_id)
        devices = devices_of(disposal_id)
        moved = [device for device in devices if not _is_as_left(device, batch)]
        if moved:
            raise Conflict(LATER.format(", ".join(_called(device) for device in moved[:FIRST])))
        links = session.scalars(select(DisposedDevice).where(DisposedDevice.disposal_id == disposal_id)).all()
        groups: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for link in links:
            groups[tuple(getattr(link, field) for field in BEFORE)].append(link.device_id)
        for values, ids in groups.items():
            change_all(session, Device, ids, dict(zip(BEFORE, values, strict=True)))
        remove_all(session, DisposedDevice, [link.id for link in links])
        session.delete(batch)
    return sum(device.quantity for device in devices)


def lacking(batch: Disposal) -> list[str]:
    """Say what a batch still lacks to be proven."""
    rule = load_reuse().outlets[batch.outlet]
    wanted = {
        NO_COMMITMENT: rule.reuse and not batch.commitment_on,
        NO_WIPING: not batch.wiping_reference,
        NO_SLIP: not rule.reuse and not batch.receipt_number,
        NO_WEIGHT: not rule.reuse and batch.weight_kg is None,
    }
    return [sentence for sentence, is_missing in wanted.items() if is_missing]


def _devices_of(disposal_id: int) -> Any:
    there = select(Device).join(DisposedDevice, DisposedDevice.device_id == Device.id)
    return there.where(DisposedDevice.disposal_id == disposal_id)


def _as_they_are(ids: Sequence[int]) -> list[dict[str, Any]]:
    rows = db.session.execute(
        select(Device.id.label("device_id"), *(getattr(Device, field) for field in BEFORE)).where(Device.id.in_(ids))
    )
    return [dict(row._mapping) for row in rows]


def _left(values: dict[str, Any]) -> dict[str, Any]:
    return {"status": DeviceStatus.RETIRED, "retired_on": values["left_on"], "disposal_outlet": values["outlet"]}


def _is_as_left(device: Device, batch: Disposal) -> bool:
    left = _left({"left_on": batch.left_on, "outlet": batch.outlet})
    return all(getattr(device, field) == value for field, value in left.items())


def _called(device: Device) -> str:
    return device.name or device.serial or device.inventory_number or f"n°\u00a0{device.id}"


def _refuse_undue(values: dict[str, Any]) -> None:
    """Hold a gift to its ceiling and to who may receive it, unless an administrator says why not."""
    rule = load_reuse().outlets[values["outlet"]]
    ceiling = figure_in_force(CEILING, values["left_on"].last_day())
    value = values["unit_value_eur"]
    lacking = lacks_value(rule, value, ceiling)
    if lacking:
        raise Refusal(lacking)
    found = list(objections(rule, values["recipient_kind"], value, ceiling))
    if found and not values["override_reason"]:
        raise Refusal(" ".join([*found, OVERRIDE]))
    if found:
        refuse_unless_administrator()
