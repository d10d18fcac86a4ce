"""Which known device a row is about: own keys first, then those that several devices may share."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from inventaire.domain.identity import (
    Key,
    folded,
    maker_of,
    usable_inventory_number,
    usable_serial,
    usable_uuid,
)
from inventaire.domain.imports import Doubt

OWN = (
    (Key.SERIAL, "serial", usable_serial),
    (Key.UUID, "uuid", usable_uuid),
    (Key.INVENTORY_NUMBER, "inventory_number", usable_inventory_number),
)
BITS = {key: 1 << rank for rank, (key, _, _) in enumerate(OWN)}  # the surest first

_ANY = object()  # stands beside a shared key: whatever is written there
Place = tuple[object, int, bool]  # what stands beside a shared key, the own keys (`mask`), whether it is a lot


class KnownDevice(NamedTuple):
    """What a device already recorded can be recognised by; its site is a name."""

    id: int
    name: str | None = None
    site: str | None = None
    manufacturer: str | None = None
    serial: str | None = None
    uuid: str | None = None
    inventory_number: str | None = None
    ledger_number: str | None = None
    quantity: int | None = 1


@dataclass(frozen=True, slots=True)
class Match:
    """The one device that a row is about, and what it was recognised by."""

    id: int
    key: Key


@dataclass(frozen=True, slots=True)
class Clash:
    """Several devices that a row may be about: a person says which, or mends the row."""

    reason: str
    ids: tuple[int, ...]
    doubt: Doubt = Doubt.SEVERAL


class Signs(NamedTuple):
    """A device as it is compared: keys of its own, and keys it may share as (key, text, beside)."""

    device: KnownDevice
    own: dict[Key, str]
    shared: tuple[tuple[Key, str, str | None], ...]
    maker: str | None
    lot: bool | None
    mask: int  # the kinds of keys of its own, one bit each


class KnownDevices:
    """The devices already recorded, found by any key without going through them all."""

    def __init__(self, devices: Iterable[KnownDevice] = ()) -> None:
        self._signs: dict[int, Signs] = {}
        self._owners: defaultdict[tuple[Key, str], set[int]] = defaultdict(set)
        self._sharers: defaultdict[tuple[Key, str], dict[Place, set[int]]] = defaultdict(dict)
        for device in devices:
            self.add(device)

    def add(self, device: KnownDevice) -> None:
        """Make a device known, or known anew under its present keys."""
        self.learn(signs_of(device))

    def learn(self, signs: Signs) -> None:
        """Make a device known by signs that were read already."""
        found = signs.device.id
        if found in self._signs:
            for place in self._places(self._signs[found]):
                place.discard(found)
        self._signs[found] = signs
        for place in self._places(signs):
            place.add(found)

    def _places(self, signs: Signs) -> Iterator[set[int]]:
        for own in signs.own.items():
            yield self._owners[own]
        lot = bool(signs.lot)
        for key, text, beside in signs.shared:
            sharers = self._sharers[key, text]
            yield sharers.setdefault((beside, signs.mask, lot), set())
            yield sharers.setdefault((_ANY, signs.mask, lot), set())

    def __contains__(self, device_id: int) -> bool:
        """Say whether a device is known."""
        return device_id in self._signs

    def knows(self, key: Key, text: str) -> bool:
        """Say whether a device bears, or once bore, this key."""
        return (key, text) in self._owners or (key, text) in self._sharers

    def bearing(self, ledger_number: str) -> set[int]:
        """Give the devices that a number of the ledger covers, whatever they are called."""
        sharers = self._sharers.get((Key.LEDGER_NUMBER, folded(ledger_number)), {})
        return {device for devices in sharers.values() for device in devices}

    def signs(self, device_id: int) -> Signs:
        """Give one device as it is compared."""
        return self._signs[device_id]

    def holding(self, key: Key, text: str) -> set[int]:
        """Give the devices that bear a key of their own."""
        return self._owners.get((key, text), set())

    def sharing(self, wanted: Signs, key: Key, text: str, beside: str | None) -> set[int]:
        """Give the devices under a shared key that nothing else tells apart from the wanted one."""
        sharers = self._sharers.get((key, text))
        if sharers is None:
            return set()
        exact = _compatible(wanted, sharers, beside)
        return exact or _compatible(wanted, sharers, _ANY if beside is None else None)


def _compatible(wanted: Signs, sharers: Mapping[Place, set[int]], beside: object) -> set[int]:
    # None of its own keys was found: a device that has a key of the same kind is another one.
    others = [mask for mask in range(2 ** len(OWN)) if not mask & wanted.mask]
    lots = (True, False) if wanted.lot is None else (wanted.lot,)
    return {device for mask in others for lot in lots for device in sharers.get((beside, mask, lot), ())}


def find_match(values: Mapping[str, Any], index: KnownDevices) -> Match | Clash | None:
    """Find the device that a row is about, or None when it is a new one.

    `values` has the fields of `KnownDevice` but its id, any of them may be missing. Serial, UUID and
    inventory number belong to one machine: they must agree. Ledger number (with the name) and name (with
    the site) only count among devices that nothing else tells apart; where one side does not know what
    stands beside, the other may. A lot is never recognised by its name, nor taken for a single machine
    unless the row says no quantity.
    """
    names = [name for name in KnownDevice._fields if name in values]
    row = KnownDevice(0, **{"quantity": None, **{name: values[name] for name in names if name != "id"}})
    return find_by_signs(signs_of(row), index)


def find_by_signs(wanted: Signs, index: KnownDevices) -> Match | Clash | None:
    """Find the device that a row is about by its signs; its quantity is None where it says none."""
    return _find_own(wanted, index) or _find_shared(wanted, index)


def _find_own(wanted: Signs, index: KnownDevices) -> Match | Clash | None:
    found = {key: ids for key, text in wanted.own.items() if (ids := index.holding(key, text))}
    if not found:
        return None
    agreed = set.intersection(*found.values())
    if len(agreed) == 1:
        return _unless_contradicted(wanted, index.signs(*agreed), list(found))
    if agreed:
        return _several(wanted, next(iter(found)), agreed)
    return _disagreement(wanted, found)


def _find_shared(wanted: Signs, index: KnownDevices) -> Match | Clash | None:
    for key, text, beside in wanted.shared:
        found = index.sharing(wanted, key, text, beside)
        if len(found) == 1:
            return Match(next(iter(found)), key)
        if found:
            return _several(wanted, key, found)
    return None


def _unless_contradicted(wanted: Signs, known: Signs, keys: list[Key]) -> Match | Clash:
    """Accept the device found by these keys, unless a surer key, or the maker of a lone serial, differs."""
    best = keys[0]
    if keys == [Key.SERIAL] and wanted.maker and known.maker and wanted.maker != known.maker:
        return _contradiction(wanted, best, "le fabricant", known)
    for surer in (key for key in BITS if BITS[key] < BITS[best]):
        if surer in wanted.own and surer in known.own:
            return _contradiction(wanted, best, surer.label, known)
    return Match(known.device.id, best)


def _several(wanted: Signs, key: Key, ids: set[int]) -> Clash:
    reason = f"{_quoted(wanted, key)} désigne plusieurs matériels déjà enregistrés : dites lequel."
    return Clash(_sentence(reason), tuple(sorted(ids)))


def _disagreement(wanted: Signs, found: Mapping[Key, set[int]]) -> Clash:
    keys = " et ".join(_quoted(wanted, key) for key in found)
    reason = f"{keys} désignent des matériels différents : vérifiez ces numéros."
    return Clash(_sentence(reason), tuple(sorted(set().union(*found.values()))), Doubt.NUMBERS)


def _contradiction(wanted: Signs, key: Key, other: str, known: Signs) -> Clash:
    reason = f"{_quoted(wanted, key)} est celui d’un matériel déjà enregistré, mais {other} n’est pas le même"
    return Clash(_sentence(f"{reason} : vérifiez s’il s’agit bien de lui."), (known.device.id,), Doubt.CONTRADICTION)


def _quoted(wanted: Signs, key: Key) -> str:
    return f"{key.label} « {getattr(wanted.device, key.value).strip()} »"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def signs_of(device: KnownDevice) -> Signs:
    """Read what a device can be recognised by."""
    own, mask = {}, 0
    for key, field, usable in OWN:
        text = getattr(device, field)
        if text and (found := usable(text)):
            own[key] = found.casefold()
            mask |= BITS[key]
    name, site, ledger = folded(device.name), _place(device.site), folded(device.ledger_number)
    lot = None if device.quantity is None else device.quantity > 1
    shared = [(Key.LEDGER_NUMBER, ledger, name or None)] if ledger else []
    if name and not lot:
        shared.append((Key.NAME, name, site or None))
    return Signs(device, own, tuple(shared), maker_of(device.manufacturer), lot, mask)


_place = lru_cache(maxsize=1_000)(folded)  # many devices, few sites
