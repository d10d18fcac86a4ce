"""How long a folder of agents' files takes beside bare reading and bare insertion: one run, on this machine.

python benchmarks/agent_files.py [FILES…]   (2000 unless given; 300 programs each)
"""

import json
import resource
import sqlite3
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from imports import installation, timed

from inventaire.services.imports.batch import run_import

USUAL = (2_000,)
PROGRAMS, KNOWN = 300, 3_000  # on one machine, and in the whole town
MAKERS = ("Éditeur Valbrume", "Atelier du Val", "Brume & Fils", "Logiciels du Lac")
KIBIBYTES_PER_MEBIBYTE = 1024


def machine(rank: int) -> dict[str, Any]:
    """Invent what the agent of one machine writes."""
    programs = [
        {
            "name": f"Logiciel {(rank * 7 + place * 11) % KNOWN}",
            "publisher": MAKERS[(rank * 7 + place * 11) % len(MAKERS)],
            "version": f"{rank % 5}.{place % 20}",
            "from": "registry",
        }
        for place in range(PROGRAMS)
    ]
    content = {
        "hardware": {"name": f"PC-{rank:05}", "chassis_type": "Desktop", "memory": 8192},
        "bios": {"smanufacturer": "Valbrume", "smodel": f"Modèle {rank % 40}", "ssn": f"SN{rank:08}"},
        "operatingsystem": {"full_name": "Système", "version": "12"},
        "softwares": programs,
        "monitors": [{"name": "P24", "serial": f"EC{rank:08}"}],
    }
    return {"deviceid": f"pc-{rank}", "action": "inventory", "itemtype": "Computer", "content": content}


def bare(folder: Path, base: Path) -> float:
    """Read every file, and insert every program as text: the least that any import does."""
    start = perf_counter()
    files = (json.loads(path.read_bytes())["content"] for path in sorted(folder.iterdir()))
    rows = (
        (content["bios"]["ssn"], program["name"], program["publisher"], program["version"])
        for content in files
        for program in content["softwares"]
    )
    with sqlite3.connect(base) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE nue (device, name, publisher, version)")
        connection.executemany("INSERT INTO nue VALUES (?, ?, ?, ?)", rows)
    return perf_counter() - start


def measure(files: int) -> str:
    """Give one line of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder, town = Path(name, "parc"), Path(name, "une")
        folder.mkdir()
        for rank in range(files):
            (folder / f"{rank:05}.json").write_text(json.dumps(machine(rank)), "utf-8")
        floor = bare(folder, Path(name, "nue.sqlite"))
        with installation(town):
            first, (_, parts) = timed(lambda: run_import([(folder, "parc")]))
            lines = sum(part.counts()["created"] for part in parts)
            again, (_, parts) = timed(lambda: run_import([(folder, "parc")]))
            assert sum(part.counts()["unchanged"] for part in parts) == lines, "every line comes back unchanged"
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (
        f"{files:6} files {lines:7} lines  bare {floor:5.2f} s  importer {first.clock:6.2f} s  "
        f"again {again.clock:6.2f} s  ratio {first.clock / floor:4.1f}  peak {peak / KIBIBYTES_PER_MEBIBYTE:.0f} MiB"
    )


if __name__ == "__main__":
    for count in map(int, sys.argv[1:] or USUAL):
        print(measure(count), flush=True)
