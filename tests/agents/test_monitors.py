"""The screens of a computer: which are recognised, of what size."""

from base64 import b64encode

import pytest

from inventaire.agents.monitors import describe_monitors
from inventaire.agents.sections import Sections
from inventaire.domain.vocabulary import DeviceCategory


def edid(width, height):
    return b64encode(bytes(21) + bytes([width, height]) + bytes(105)).decode()


def screens(*items, computer=DeviceCategory.DESKTOP_TOWER):
    read = Sections()
    for leaves in items:
        read.keep("monitors", leaves)
    return describe_monitors(read, computer)


@pytest.mark.parametrize(
    ("centimetres", "category"),
    [
        ((41, 26), "monitor_lt_22"),
        ((53, 30), "monitor_22_24"),
        ((60, 34), "monitor_25_27"),
        ((70, 40), "monitor_ge_28"),
    ],
)
def test_the_size_that_a_screen_tells_gives_its_category(centimetres, category):
    found, _ = screens({"serial": "VALB01", "base64": edid(*centimetres)})
    assert found == [{"category": category, "serial": "VALB01"}]


@pytest.mark.parametrize("told", [None, "", "éàç", "AAAA", b64encode(bytes(40)).decode()])
def test_a_screen_that_does_not_tell_its_size_is_of_unknown_size(told):
    screen = {"serial": "VALB01", "name": "P24", "caption": "x", "manufacturer": "Valbrume", "base64": told}
    (found,), _ = screens(screen)
    assert found == {"category": "monitor", "manufacturer": "Valbrume", "model": "P24", "serial": "VALB01"}


def test_a_screen_without_a_usable_serial_is_counted():
    found, faceless = screens({"serial": "00000000"}, {"name": "P24"}, {"serial": "0", "altserial": "VALB02"})
    assert ([screen["serial"] for screen in found], faceless) == (["VALB02"], 2)


def test_the_screen_in_the_lid_of_a_laptop_is_no_device():
    lid, outside = {"serial": "VALB03", "base64": edid(34, 19)}, {"serial": "VALB04", "base64": edid(53, 30)}
    found, faceless = screens(lid, outside, computer=DeviceCategory.LAPTOP)
    assert ([screen["serial"] for screen in found], faceless) == (["VALB04"], 0)
    assert len(screens(lid)[0]) == 1
