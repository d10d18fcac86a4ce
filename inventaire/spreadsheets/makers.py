"""Names of makers, that part in two what people write in one cell: « Ordinateur portable HP 250 G8 »."""

import re
from typing import NamedTuple

from inventaire.domain.values import key
from inventaire.spreadsheets.words import UNCLASSED

NAMES = """
    Acer Alcatel APC Apple Aruba Asus Avaya Axis BenQ Brother Canon Cisco Clevertouch Dahua Dell
    D-Link Eaton Eizo Epson Fairphone Fortinet Fujitsu Getac Hikvision Honor Honeywell HP HPE Huawei iiyama
    Konica Kyocera Lenovo Lexmark LG Logitech Medion Mitel MSI NEC Netgear Nokia Oki Optoma Oppo Panasonic
    Philips Poly Polycom Promethean QNAP Ricoh Samsung Sharp SonicWall Sony SpeechiTouch Stormshield Synology
    Toshiba TP-Link Ubiquiti ViewSonic Vivitek Wacom Wiko WatchGuard Xerox Xiaomi Yealink Zebra Zyxel
"""
MAKER = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, NAMES.split()))})(?![\w-])", re.IGNORECASE)


class Parted(NamedTuple):
    """What stands before the name of a maker, the name, and what stands after."""

    before: str
    maker: str
    after: str


def parted(text: str) -> Parted | None:
    """Part a text at the first maker that it names, or None."""
    found = MAKER.search(text)
    if found is None:
        return None
    before, after = text[: found.start()], text[found.end() :]
    return Parted(before.strip(" -–—/:,("), found.group(), after.strip(" -–—/:,()"))


def named_in(category: str) -> dict[str, str]:
    """Give the maker and the model that the cell of a category names; of what has no category, its own name."""
    if key(category) in UNCLASSED:
        return {"model": " ".join(category.split())}
    found = parted(category)
    return _told(found) if found else {}


def of_maker(model: str) -> dict[str, str]:
    """Give the maker and the model of « Dell Latitude 5490 »; nothing where the maker does not come first."""
    found = parted(model)
    return _told(found) if found and not found.before and found.after else {}


def _told(found: Parted) -> dict[str, str]:
    return {"manufacturer": found.maker} | ({"model": found.after} if found.after else {})
