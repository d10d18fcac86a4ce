"""Lists of software that do not say which machine they come from: the name of the file may."""

from collections.abc import Sequence

from inventaire.services.imports.installed import DeviceNames
from inventaire.services.imports.parts import Part
from inventaire.services.imports.records import Record

NAMED = "Les logiciels sont rattachés au matériel dont le fichier porte le nom."
NAMELESS = (
    "Cette liste ne dit pas de quelle machine elle vient, et aucun matériel ne porte le nom du fichier : les "
    "logiciels sont repris sans machine. Donnez au fichier le nom ou le numéro de série de la machine pour les y "
    "rattacher."
)


def name_machine(part: Part, records: Sequence[Record], devices: DeviceNames) -> None:
    """Tie the lines of such a list to the device whose name it bears; say so, or say that there is none."""
    if not part.machines:
        return
    name = next((name for name in part.machines if devices.find(name) is not None), None)
    for record in records if name else ():
        if record.is_pending:
            record.values.setdefault("device", name)
    part.notes = [note for note in part.notes if note not in (NAMED, NAMELESS)]
    part.notes.append(NAMED if name else NAMELESS)
