"""Computers counted by what they can become, today and on a past day."""

from datetime import timedelta

from inventaire.domain.prospects import Prospect
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models.base import now
from inventaire.services.device import create_device, update_device
from inventaire.services.outlooks import counted, extendable, outlooks

TODAY = now().date()
FACTS = {
    "category": DeviceCategory.DESKTOP_TOWER,
    "operating_system": "Windows 10 Pro",
    "operating_system_version": "22H2",
    "processor": "Intel Core i5-6500",
    "memory_gb": 8.0,
    "storage_gb": 256.0,
}


def test_a_machine_brought_up_to_date_since_had_its_former_system_then(town):
    changed = create_device(FACTS | {"name": "changé", "quantity": 2})
    create_device(FACTS | {"name": "resté", "quantity": 3})
    debian = {"operating_system": "Debian GNU/Linux 13 (trixie)", "operating_system_version": None}
    update_device(changed.id, 1, debian)
    yesterday = TODAY - timedelta(days=1)
    assert counted(outlooks(TODAY))[Prospect.FREE] == 3
    assert counted(outlooks(yesterday))[Prospect.FREE] == 5
    assert extendable(outlooks(yesterday)) == 5
