"""Names of makers, that part in two what people write in one cell: « Ordinateur portable HP 250 G8 »."""

import re
from typing import NamedTuple

from inventaire.domain.values import key
from inventaire.spreadsheets.words import UNCLASSED

NAMES = (
    "Acer, Alcatel, APC, Apple, Aruba, Asus, Avaya, Axis, BenQ, Brother, Canon, Cisco, Clevertouch, "
    "Dahua, Dell, D-Link, Eaton, Eizo, Epson, Fairphone, Fortinet, Fujitsu Siemens, Fujitsu, Getac, "
    "Hewlett-Packard, Hewlett Packard, Hikvision, Honeywell, Honor, HPE, HP, Huawei, iiyama, Konica "
    "Minolta, Konica, Kyocera, Lenovo, Lexmark, LG, Logitech, Medion, Mitel, MSI, NEC, Netgear, Nokia, "
    "Oki, Optoma, Oppo, Panasonic, Philips, Polycom, Poly, Promethean, QNAP, Ricoh, Samsung, Sharp, "
    "SonicWall, Sony, Speechi, Stormshield, Synology, Toshiba, TP-Link, Ubiquiti, ViewSonic, Vivitek, "
    "Wacom, WatchGuard, Wiko, Xerox, Xiaomi, Yealink, Zebra, Zyxel"
)
MAKER = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, NAMES.split(', ')))})(?![\w-])", re.IGNORECASE)
WINDOWS = re.compile(r"(?:windows\s*|win\s*|w)?((?:[0-9]|xp|vista|seven).*)", re.IGNORECASE)
DIGIT = re.compile("[0-9]")
LONGEST = 150  # characters of a cell in which several things are looked for: each then fits its column


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
    after = after.strip(" -–—/:,")
    return Parted(before.strip(" -–—/:,("), found.group(), after if "(" in after else after.strip(" )"))


def named_in(category: str) -> dict[str, str]:
    """Give the maker and the model that the cell of a category names; of what has no category, its own name."""
    if len(category) > LONGEST:
        return {}
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


def model_after(manufacturer: str) -> dict[str, str]:
    """Give the maker and the model of « DELL 3020 » where only makers are expected: « Dell Inc. » is one."""
    found = of_maker(manufacturer)
    return found if DIGIT.search(found.get("model", "")) else {}


def windows(version: str) -> str:
    """Name the system of a column « Windows », where « 10 Pro » says which."""
    found = WINDOWS.fullmatch(version) if len(version) <= LONGEST else None
    return f"Windows {found[1]}" if found else version
