"""The category of a screen, by its size."""

from inventaire.domain.vocabulary import DeviceCategory

CLASSES = (  # size [inches] below which it is of the class; 24.5 is sold as 25
    (22, DeviceCategory.MONITOR_LT_22),
    (24.5, DeviceCategory.MONITOR_22_24),
    (27.5, DeviceCategory.MONITOR_25_27),
)


def monitor_of(inches: float) -> DeviceCategory:
    """Give the category of a screen by its diagonal [inches]."""
    return next((category for limit, category in CLASSES if inches < limit), DeviceCategory.MONITOR_GE_28)
