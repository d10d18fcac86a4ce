"""The register of machines as people keep it: much is written down, not all."""

from collections import Counter
from dataclasses import dataclass
from random import Random

from inventaire.domain.demonstration.lots import Facts, Lot
from inventaire.domain.demonstration.people import FUNCTIONS
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import Connection, DeviceCategory, DeviceStatus, Origin, SiteKind

LETTERS = "ABCDEFGHJKLMNPQRSTVWXYZ0123456789"  # no I, O nor U: makers avoid what the eye confuses
MARKS = {
    DeviceCategory.LAPTOP: "PORT",
    DeviceCategory.SERVER_RACK: "SRV",
    DeviceCategory.NAS: "NAS",
    DeviceCategory.SWITCH: "SW",
    DeviceCategory.WIFI_AP: "WIFI",
    DeviceCategory.MFP_COPIER: "COP",
    DeviceCategory.PROJECTOR: "VP",
    DeviceCategory.INTERACTIVE_DISPLAY: "TNI",
    DeviceCategory.CCTV_CAMERA: "CAM",
    DeviceCategory.SMARTPHONE: "MOB",
}
COMPUTERS = {
    DeviceCategory.LAPTOP,
    DeviceCategory.DESKTOP_TOWER,
    DeviceCategory.MINI_PC,
    DeviceCategory.ALL_IN_ONE,
    DeviceCategory.WORKSTATION,
}
PERSONAL = COMPUTERS | {DeviceCategory.SMARTPHONE, DeviceCategory.TABLET}
VAT, REFURBISHED_SHARE, WARRANTY_YEARS = 1.2, 0.45, 3
NUMBERED_SINCE = "2018"  # the year when the town began to stick labels


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register, beside the lot that it comes from."""

    lot: Lot
    row: Facts


class Register:
    """Writes lots down, with the gaps of a list kept by hand; the same draw gives the same lines."""

    def __init__(self, draw: Random) -> None:
        self.draw = draw
        self.counts: Counter[str] = Counter()

    def enter(self, lot: Lot) -> list[Entry]:
        """Write a lot down: one line for each machine, or one line for all."""
        if lot.together:
            return [Entry(lot, self._line(lot) | {"quantity": lot.count})]
        return [Entry(lot, self._line(lot) | {"quantity": 1}) for _ in range(lot.count)]

    def _line(self, lot: Lot) -> Facts:
        facts: Facts = {"category": lot.model.category, "status": DeviceStatus.IN_SERVICE}
        facts |= _standing(lot)
        facts |= self._identity(lot) | self._user(lot) | self._inside(lot)
        facts |= self._dates(lot) | dict(lot.facts)
        facts |= self._purchase(lot, facts)
        return {field: value for field, value in facts.items() if value not in (None, "")}

    def _noted(self, lot: Lot) -> bool:
        return self.draw.random() < (lot.place.care if lot.place else 0.5)

    def _identity(self, lot: Lot) -> Facts:
        facts: Facts = {"manufacturer": lot.model.manufacturer, "model": lot.model.name}
        if lot.together or (lot.bought >= NUMBERED_SINCE and self._noted(lot)):
            facts["inventory_number"] = f"VB-{self._next('VB'):04}"
        if lot.together:
            return facts
        if self._noted(lot):
            facts["serial"] = self._serial(lot.model.serial)
        return facts | {"name": self._name(lot)}

    def _name(self, lot: Lot) -> str:
        code = lot.place.code if lot.place else "VB"
        mark = MARKS.get(lot.model.category, "PC" if lot.model.category in COMPUTERS else "MAT")
        return f"{code}-{mark}-{self._next(code + mark):02}"

    def _next(self, series: str) -> int:
        self.counts[series] += 1
        return self.counts[series]

    def _serial(self, pattern: str) -> str:
        return "".join(self.draw.choice(LETTERS) if sign == "#" else sign for sign in pattern)

    def _user(self, lot: Lot) -> Facts:
        if lot.together or lot.department is None or lot.model.category not in PERSONAL:
            return {}
        if lot.place and lot.place.kind is SiteKind.PRIMARY_SCHOOL:
            return {"user_label": "Direction de l’école"} if lot.count == 1 else {}
        functions = FUNCTIONS[lot.department]
        rank = self._next(f"{lot.department} {lot.model.category.value}") - 1
        return {"user_label": functions[rank % len(functions)]} if self._noted(lot) else {}

    def _inside(self, lot: Lot) -> Facts:
        facts: Facts = {}
        if lot.system:
            version = lot.system.version if self._noted(lot) else None
            facts = {"operating_system": lot.system.text, "operating_system_version": version}
        if lot.model.category in COMPUTERS:
            facts["connection"] = _connection(lot) if self._noted(lot) else None
        if (parts := lot.model.parts) and self._noted(lot):
            facts |= {"processor": parts.processor, "memory_gb": float(parts.memory)}
            facts |= {"storage_gb": float(parts.storage), "storage_kind": parts.storage_kind}
            facts["tpm_version"] = parts.tpm
        return facts

    def _dates(self, lot: Lot) -> Facts:
        if not lot.bought or not self._noted(lot):
            return {}
        bought = PartialDate.parse(lot.bought)
        if bought.month is None or not (lot.place and lot.place.whole_dates):
            return {"in_service_on": bought}
        day = PartialDate(bought.year, bought.month, self.draw.randint(1, 14))
        start = PartialDate(bought.year, bought.month, self.draw.randint(15, 28))
        return {"purchased_on": day, "in_service_on": start, "warranty_until": _warranty(lot, day)}

    def _purchase(self, lot: Lot, facts: Facts) -> Facts:
        origin = facts.get("origin")
        priced = lot.model.price and not lot.together and origin not in (Origin.GIFT, Origin.LEASE)
        if not priced or "in_service_on" not in facts or not self._noted(lot):
            return {}
        share = REFURBISHED_SHARE if origin is Origin.REFURBISHED else 1.0
        price = round((lot.model.price or 0) * share * self.draw.uniform(0.95, 1.08), 2)
        if "purchased_on" in facts:  # the services that keep the invoices write the price without VAT
            return {"origin": origin or Origin.NEW, "purchase_price_excl_eur": price}
        return {"purchase_price_incl_eur": round(price * VAT, 2)}


def _standing(lot: Lot) -> Facts:
    place: Facts = {"site": lot.place.name, "site_kind": lot.place.kind} if lot.place else {}
    return place | {"department": lot.department}


def _connection(lot: Lot) -> Connection:
    return Connection.WIFI if lot.model.category is DeviceCategory.LAPTOP else Connection.WIRED


def _warranty(lot: Lot, bought: PartialDate) -> PartialDate | None:
    if lot.model.category not in COMPUTERS or "origin" in lot.facts:
        return None
    return PartialDate(bought.year + WARRANTY_YEARS, bought.month, bought.day)
