"""Which known device a row is about: own keys first, then those that several devices may share."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import chain, combinations
from typing import Any

from inventaire.domain.identity import (
    JUNK,
    Key,
    bare,
    folded,
    usable_inventory_number,
    usable_serial,
    usable_uuid,
)

OWN = {Key.SERIAL: usable_serial, Key.UUID: usable_uuid, Key.INVENTORY_NUMBER: usable_inventory_number}
MAKERS = {"hewlett": "hp", "hpe": "hp", "asustek": "asus"}  # first words that are one maker

_OWN_SETS = [frozenset(some) for some in chain.from_iterable(combinations(OWN, n) for n in range(len(OWN) + 1))]
_ANY = object()  # stands beside a shared key: whatever is written there


@dataclass(frozen=True, slots=True)
class KnownDevice:
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


@dataclass(frozen=True, slots=True)
class _Signs:
    """A device as it is compared: keys of its own, and keys it may share as (key, text, beside)."""

    device: KnownDevice
    own: dict[Key, str]
    shared: tuple[tuple[Key, str, str | None], ...]
    maker: str | None
    lot: bool | None


class KnownDevices:
    """The devices already recorded, found by any key without going through them all."""

    def __init__(self, devices: Iterable[KnownDevice] = ()) -> None:
        self._signs: dict[int, _Signs] = {}
        self._places: defaultdict[tuple[Any, ...], set[int]] = defaultdict(set)
        for device in devices:
            self.add(device)

    def add(self, device: KnownDevice) -> None:
        """Make a device known, or known anew under its present keys."""
        if device.id in self._signs:
            for place in _places(self._signs[device.id]):
                self._places[place].discard(device.id)
        self._signs[device.id] = signs = _signs_of(device)
        for place in _places(signs):
            self._places[place].add(device.id)

    def signs(self, device_id: int) -> _Signs:
        """Give one device as it is compared."""
        return self._signs[device_id]

    def holding(self, key: Key, text: str) -> set[int]:
        """Give the devices that bear a key of their own."""
        return self._places.get((key, text), set())

    def sharing(self, wanted: _Signs, key: Key, text: str, beside: str | None) -> set[int]:
        """Give the devices under a shared key that nothing else tells apart from the wanted one."""
        exact = self._compatible(wanted, key, text, beside)
        return exact or self._compatible(wanted, key, text, _ANY if beside is None else None)

    def _compatible(self, wanted: _Signs, key: Key, text: str, beside: object) -> set[int]:
        # None of its own keys was found: a device that has a key of the same kind is another one.
        others = [own for own in _OWN_SETS if own.isdisjoint(wanted.own)]
        lots = (True, False) if wanted.lot is None else (wanted.lot,)
        places = [(key, text, beside, own, lot) for own in others for lot in lots]
        return {device for place in places for device in self._places.get(place, ())}


def find_match(values: Mapping[str, Any], index: KnownDevices) -> Match | Clash | None:
    """Find the device that a row is about, or None when it is a new one.

    `values` has the fields of `KnownDevice` but its id, any of them may be missing. Serial, UUID and
    inventory number belong to one machine: they must agree. Ledger number (with the name) and name (with
    the site) only count among devices that nothing else tells apart; where one side does not know what
    stands beside, the other may. A lot is never recognised by its name, nor taken for a single machine
    unless the row says no quantity.
    """
    names = [field.name for field in fields(KnownDevice) if field.name in values]
    row = KnownDevice(0, **{"quantity": None, **{name: values[name] for name in names if name != "id"}})
    wanted = _signs_of(row)
    return _find_own(wanted, index) or _find_shared(wanted, index)


def _find_own(wanted: _Signs, index: KnownDevices) -> Match | Clash | None:
    found = {key: ids for key, text in wanted.own.items() if (ids := index.holding(key, text))}
    if not found:
        return None
    agreed = set.intersection(*found.values())
    if len(agreed) == 1:
        return _unless_contradicted(wanted, index.signs(*agreed), list(found))
    if agreed:
        return _several(wanted, next(iter(found)), agreed)
    return _disagreement(wanted, found)


def _find_shared(wanted: _Signs, index: KnownDevices) -> Match | Clash | None:
    for key, text, beside in wanted.shared:
        found = index.sharing(wanted, key, text, beside)
        if len(found) == 1:
            return Match(next(iter(found)), key)
        if found:
            return _several(wanted, key, found)
    return None


def _unless_contradicted(wanted: _Signs, known: _Signs, keys: list[Key]) -> Match | Clash:
    """Accept the device found by these keys, unless a surer key, or the maker of a lone serial, differs."""
    best = keys[0]
    if keys == [Key.SERIAL] and wanted.maker and known.maker and wanted.maker != known.maker:
        return _contradiction(wanted, best, "le fabricant", known)
    for surer in list(OWN)[: list(OWN).index(best)]:
        if surer in wanted.own and surer in known.own:
            return _contradiction(wanted, best, surer.label, known)
    return Match(known.device.id, best)


def _several(wanted: _Signs, key: Key, ids: set[int]) -> Clash:
    reason = f"{_quoted(wanted, key)} désigne plusieurs matériels déjà enregistrés : dites lequel."
    return Clash(_sentence(reason), tuple(sorted(ids)))


def _disagreement(wanted: _Signs, found: Mapping[Key, set[int]]) -> Clash:
    keys = " et ".join(_quoted(wanted, key) for key in found)
    reason = f"{keys} désignent des matériels différents : vérifiez ces numéros."
    return Clash(_sentence(reason), tuple(sorted(set().union(*found.values()))))


def _contradiction(wanted: _Signs, key: Key, other: str, known: _Signs) -> Clash:
    reason = f"{_quoted(wanted, key)} est celui d’un matériel déjà enregistré, mais {other} n’est pas le même"
    return Clash(_sentence(f"{reason} : vérifiez s’il s’agit bien de lui."), (known.device.id,))


def _quoted(wanted: _Signs, key: Key) -> str:
    return f"{key.label} « {getattr(wanted.device, key.value).strip()} »"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _signs_of(device: KnownDevice) -> _Signs:
    written = ((key, usable(text)) for key, usable in OWN.items() if (text := getattr(device, key.value)))
    own = {key: folded(text) for key, text in written if text}
    name, site, ledger = folded(device.name), folded(device.site), folded(device.ledger_number)
    lot = None if device.quantity is None else device.quantity > 1
    shared = [(Key.LEDGER_NUMBER, ledger, name or None)] if ledger else []
    if name and not lot:
        shared.append((Key.NAME, name, site or None))
    return _Signs(device, own, tuple(shared), _maker(device.manufacturer), lot)


def _places(signs: _Signs) -> Iterator[tuple[Any, ...]]:
    yield from signs.own.items()
    for key, text, beside in signs.shared:
        for place in (beside, _ANY):
            yield key, text, place, frozenset(signs.own), bool(signs.lot)


def _maker(text: str | None) -> str | None:
    """Give the first word of a maker's name: « Dell Inc. » and « DELL » are one."""
    words = re.findall(r"\w+", folded(text))
    return MAKERS.get(words[0], words[0]) if words and bare(text) not in JUNK else None
