"""Many people save the same few machines at once: no save is lost, and each knows whether theirs was kept."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from inventaire.domain.errors import Conflict
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import AuditLine, db
from inventaire.services.device import create_device, get_device, update_device
from tests.services.installations import enter_first_town, trace_faults

SHORT, LONG = (8, 10, 4), (50, 200, 20)  # editors, saves of each, machines
THREADS = 8  # what the service gives to all of them together


def test_no_save_is_lost(town, long):
    editors, saves, count = LONG if long else SHORT
    machines = [create_device({"category": DeviceCategory.LAPTOP}).id for _ in range(count)]
    gate, seats = threading.Barrier(editors), threading.Semaphore(THREADS)

    def edit(number):
        """Read, think, save one more than what was read; give what was kept of each machine."""
        chance, kept = random.Random(number), []
        gate.wait()
        for _ in range(saves):
            chosen = chance.choice(machines)
            with seats, town.app_context():
                enter_first_town()
                seen = get_device(chosen)
                version, quantity = seen.version, seen.quantity
            with seats, town.app_context():
                enter_first_town()
                try:
                    update_device(chosen, version, {"quantity": quantity + 1})
                except Conflict:
                    continue
                kept.append((chosen, version))
        return kept

    with ThreadPoolExecutor(editors) as people:
        kept = [save for each in people.map(edit, range(editors)) for save in each]
    assert len(set(kept)) == len(kept)  # a version was saved over once
    assert 0 < len(kept) < editors * saves
    for machine in machines:
        accepted = sum(chosen == machine for chosen, _ in kept)
        found = get_device(machine)
        db.session.refresh(found)
        assert (found.quantity, found.version) == (1 + accepted, 1 + accepted)
    lines = select(func.count(AuditLine.id)).where(AuditLine.subject == "device", AuditLine.action == "changed")
    assert db.session.scalar(lines) == len(kept)
    print(f"{len(kept)} saves kept, {editors * saves - len(kept)} refused")
    assert trace_faults() == []
