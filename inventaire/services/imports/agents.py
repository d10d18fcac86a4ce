"""Agents' files, one or thousands, turned into two parts: the machines, and their software."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from inventaire.agents.device import DeviceValues
from inventaire.agents.inventory import AgentInventory, Software
from inventaire.agents.reading import read_agent_file, read_agent_files
from inventaire.agents.recognition import AGENT_FILES
from inventaire.confinement import Limits
from inventaire.domain.imports import Outcome, Target
from inventaire.models import Device, Site, db
from inventaire.services.imports.own_software import name_of
from inventaire.services.imports.packed import Packed
from inventaire.services.imports.parts import Part
from inventaire.services.imports.records import Record, folded
from inventaire.services.recognition import load_dictionary, recognise_here

Tell = Callable[[int, int], None]
VIRTUAL = (
    "Machine virtuelle : elle n’est pas un matériel du parc. Inventoriez le serveur qui la porte ; "
    "ses logiciels ne sont pas repris."
)
COMPONENT = "Composant du système, laissé de côté."
SHARED = "Cet écran est déjà décrit par un autre fichier du même envoi."
PACKAGES = {"deb", "rpm", "pacman", "apk", "flatpak_runtime"}
SAME_NOTES = "{} ({} fichiers)"
OTHER_NOTES = "… et {} autres remarques, sur un ou quelques fichiers chacune."
NOTES = 20
LABEL = "Étiquette de l’agent : {}."
PLACE = "Lieu que dit l’équipement : {}."
ASIDE = {
    "monitors": "Écrans sans numéro de série, laissés de côté : {}.",
    "printers": "Imprimantes que des postes déclarent, laissées de côté : {}.",
    "virtualmachines": "Machines virtuelles que des postes portent, laissées de côté : {}.",
}
NUMBERS = ("serial", "uuid", "inventory_number")


def read_one(path: Path, name: str, limits: Limits | None) -> list[Part]:
    """Read the file of one machine. Raises UnreadableFile or TooLarge with a sentence for the person."""
    inventory = read_agent_file(path, name, limits)
    pile = _Pile(name, inventory["format"])
    pile.add(1, inventory)
    return pile.parts()


def read_collection(path: Path, name: str, limits: Limits | None, tell: Tell | None = None) -> list[Part]:
    """Read the files of an archive or a folder; a bad one is a refused line.

    Raises UnreadableFile or TooLarge when the whole cannot be opened.
    """
    pile = _Pile(name, AGENT_FILES)
    for line, (total, answer) in enumerate(read_agent_files(path, name, limits), start=1):
        if "inventory" in answer:
            pile.add(line, answer["inventory"], answer["file"])
        else:
            pile.refuse(line, {}, answer["refused"], answer["file"])
        if tell:
            tell(line, total)
    return pile.parts()


class _Pile:
    """The lines of the machines read so far, and of their software."""

    def __init__(self, name: str, form: str) -> None:
        self._machines = Part(name, form, Target.DEVICES)
        self._software = Part(name, form, Target.APPLICATIONS, records=Packed())
        self._notes: Counter[str] = Counter()
        self._aside: Counter[str] = Counter()
        self._places = _KnownPlaces()
        self._dictionary = load_dictionary()
        self._texts: dict[str, str] = {}
        self._screens: set[tuple[object, object]] = set()

    def add(self, line: int, inventory: AgentInventory, source: str | None = None) -> None:
        """Take in what an agent says of one machine."""
        self._notes.update(inventory["notes"])
        self._aside.update(inventory["left_aside"])
        if inventory["virtual"]:
            return self.refuse(line, dict(inventory["device"]), VIRTUAL, source)
        self._add_machine(line, inventory, source)
        device = name_of(inventory["device"])
        for rank, program in enumerate(inventory["software"], start=1):
            self._software.records.append(self._program(rank, program, device, source))
        if inventory["software"] and not inventory["partial"]:
            self._software.complete.append((source, device))
        return None

    def refuse(self, line: int, values: DeviceValues, reason: str, source: str | None) -> None:
        """Take in a file that is not, with its reason."""
        faults = [{"line": line, "column": None, "value": None, "reason": reason}]
        refused = Record(line, Target.DEVICES, dict(values), Outcome.REFUSED, faults=faults, reason=reason)
        refused.source = source
        self._machines.records.append(refused)

    def parts(self) -> list[Part]:
        """Give the two parts, with what is to be known of the reading."""
        self._notes.update({note.format(self._aside[key]): 1 for key, note in ASIDE.items() if self._aside[key]})
        said = [note if count == 1 else SAME_NOTES.format(note, count) for note, count in self._notes.most_common()]
        rest = [OTHER_NOTES.format(len(said) - NOTES)] if len(said) > NOTES else []
        self._machines.notes = said[:NOTES] + rest
        return [self._machines, self._software]

    def _add_machine(self, line: int, inventory: AgentInventory, source: str | None) -> None:
        told = {LABEL: inventory["tag"], PLACE: inventory["location"]}
        site = next((site for word in told.values() if (site := self._places.named(word))), None)
        if not site:
            self._notes.update(note.format(word) for note, word in told.items() if word)
        screens = self._places.of(inventory["device"]) or site
        self._machines.records.append(_placed(line, inventory["device"], site, source))
        for values in inventory["monitors"]:
            screen = _placed(line, values, screens, source)
            self._leave_if_seen(screen)
            self._machines.records.append(screen)

    def _leave_if_seen(self, screen: Record) -> None:
        """Count once a screen that several computers name: it was moved, or they share it."""
        mark = (screen.values.get("manufacturer"), screen.values["serial"])
        if mark in self._screens:
            screen.settle(Outcome.IGNORED, SHARED)
        self._screens.add(mark)

    def _program(self, rank: int, entry: Software, device: str, source: str | None) -> Record:
        name, publisher, version = entry["raw_name"], entry["publisher"], entry["version"]
        values = {"raw_name": name, "publisher": publisher, "version": version, "delivery": "installed"}
        kept = {key: self._texts.setdefault(text, text) for key, text in values.items() if text}
        record = Record(rank, Target.APPLICATIONS, kept | {"device": device}, source=source)
        if entry["source"] in PACKAGES:
            found = recognise_here(name, publisher or "", version or "", self._dictionary)
            if found.outcome in ("ignored", "unknown"):
                record.settle(Outcome.IGNORED, COMPONENT)
        return record


def _placed(line: int, values: DeviceValues, site: str | None, source: str | None) -> Record:
    return Record(line, Target.DEVICES, values | ({"site": site} if site else {}), source=source)


class _KnownPlaces:
    """The sites of the organisation by name, and by the machines that stand there."""

    def __init__(self) -> None:
        self._sites = {folded(name): name for name in db.session.scalars(select(Site.name))}
        columns = [getattr(Device, key) for key in NUMBERS]
        rows = db.session.execute(select(Site.name, *columns).join(Site, Site.id == Device.site_id))
        self._stands = {folded(number): site for site, *numbers in rows for number in numbers if number}

    def named(self, word: str | None) -> str | None:
        """Give the site that bears this very name."""
        return self._sites.get(folded(word or ""))

    def of(self, device: DeviceValues) -> str | None:
        """Give the site where a machine stands already."""
        found = (self._stands.get(folded(str(device.get(key) or ""))) for key in NUMBERS)
        return next((site for site in found if site), None)
