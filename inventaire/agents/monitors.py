"""The screens that a computer names."""

from base64 import b64decode
from math import hypot

from inventaire.agents.device import DeviceValues
from inventaire.agents.sections import Leaves, Sections
from inventaire.agents.values import read_text
from inventaire.domain.identity import usable_serial
from inventaire.domain.screens import monitor_of
from inventaire.domain.vocabulary import DeviceCategory

CENTIMETRES_PER_INCH = 2.54
WIDTH, HEIGHT = 21, 22  # where a screen writes its size [cm] in its EDID
PORTABLE = {DeviceCategory.LAPTOP, DeviceCategory.TABLET, DeviceCategory.SMARTPHONE}
OWN_SCREEN = 18  # inches: below, the screen of a laptop is the one in its lid


def describe_monitors(sections: Sections, computer: DeviceCategory) -> tuple[list[DeviceValues], int]:
    """Give the screens that can be recognised again, and count those without a usable serial.

    The screen in the lid of a laptop is neither.
    """
    screens = [screen for screen in sections.kept["monitors"] if not _is_in_the_lid(screen, computer)]
    found = [values for screen in screens if (values := _describe(screen))]
    return found, len(screens) - len(found)


def _is_in_the_lid(screen: Leaves, computer: DeviceCategory) -> bool:
    return computer in PORTABLE and (_inches(screen) or OWN_SCREEN) < OWN_SCREEN


def _describe(screen: Leaves) -> DeviceValues | None:
    written = (usable_serial(read_text(screen.get(leaf), 120)) for leaf in ("serial", "altserial"))
    serial = next((serial for serial in written if serial), None)
    if serial is None:
        return None
    inches = _inches(screen)
    known = {
        "category": (monitor_of(inches) if inches else DeviceCategory.MONITOR).value,
        "manufacturer": read_text(screen.get("manufacturer"), 200),
        "model": read_text(screen.get("name"), 200) or read_text(screen.get("caption"), 200),
        "serial": serial,
    }
    return {field: value for field, value in known.items() if value is not None}


def _inches(screen: Leaves) -> float | None:
    """Give the diagonal that a screen tells of itself."""
    try:
        told = b64decode(read_text(screen.get("base64")) or "")
    except ValueError:
        return None
    return hypot(told[WIDTH], told[HEIGHT]) / CENTIMETRES_PER_INCH if len(told) > HEIGHT else None
