"""How long an import takes beside bare reading and bare insertion: ratios of one run, on this machine.

python benchmarks/imports.py [ROWS…]   (10000 and 50000 unless given)

« bare » reads every cell with the library that we read with, and inserts every row in one transaction into a
table that has the columns of the file and, of the indexes of our table of devices, those on these columns;
« without » is the same without any index. Each time is told twice: by the clock, and as the work of processors,
children included, which other work on the machine disturbs less. « peak » is the most memory held, by the
process that imports and by the child that reads.
"""

import csv
import os
import resource
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from python_calamine import CalamineWorkbook

from inventaire.app import create_app
from inventaire.config import Settings
from inventaire.domain.imports import ImportState, Target
from inventaire.models import Import, db
from inventaire.models.device import SORTED
from inventaire.models.scope import set_scope
from inventaire.services.database import writing
from inventaire.services.imports.batch import confirm_import, keep_preview, last_audit_id, new_batch, run_import
from inventaire.services.imports.pause import without_collecting
from inventaire.services.imports.preview import preview
from inventaire.services.organisation import initialise
from inventaire.spreadsheets.cells import read_cells
from inventaire.spreadsheets.columns import TABLES
from inventaire.spreadsheets.sheets import Sheet
from inventaire.spreadsheets.writing import write_table

USUAL = (10_000, 50_000)
FORMS = ("xlsx", "ods", "csv")


def line(rank: int) -> dict[str, Any]:
    """Invent one machine: twenty columns, as a town fills them in."""
    return {
        "name": f"PC-{rank:05}",
        "category": ("Ordinateur portable", "Ordinateur fixe", "Écran 22 à 24 pouces")[rank % 3],
        "quantity": 1,
        "manufacturer": ("Dell", "HP", "Lenovo")[rank % 3],
        "model": f"Modèle {rank % 40}",
        "serial": f"CZC{rank:07}",
        "inventory_number": f"2024-{rank:06}",
        "site": f"Site {rank % 60}",
        "department": f"Service {rank % 30}",
        "status": "En service",
        "purchased_on": f"20{15 + rank % 10}-03-12",
        "in_service_on": f"20{15 + rank % 10}-04",
        "purchase_price_incl_eur": 400.5 + rank % 900,
        "supplier": f"Fournisseur {rank % 12}",
        "warranty_until": "2027-03-12",
        "operating_system": "Windows 10 Pro",
        "operating_system_version": "22H2",
        "processor": "Intel Core i5-8350U",
        "memory_gb": 8 + rank % 3 * 8,
        "comment": f"Bureau {rank % 200}",
    }


INDEXED = tuple(field for field in line(0) if field in SORTED or f"{field}_id" in SORTED)


def write(path: Path, form: str, rows: int) -> None:
    """Write the fleet under the headings of the template."""
    headings = {column.field: column.heading for column in TABLES[Target.DEVICES]}
    lines = (list(line(rank).values()) for rank in range(rows))
    write_table(path, form, [Sheet("Parc", [headings[field] for field in line(0)], lines)])


def bare(path: Path, folder: Path, indexed: tuple[str, ...] = ()) -> None:
    """Read every cell, and insert every row as text: the least that any import does."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows: list[Any] = list(csv.reader(file, delimiter=";"))
    else:
        rows = [*CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()]
    names = list(line(0))
    base = sqlite3.connect(folder / "nue.sqlite", isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    base.execute(f"CREATE TABLE nue (id INTEGER PRIMARY KEY, {', '.join(names)})")
    for name in indexed:
        base.execute(f"CREATE INDEX nue_{name} ON nue ({name}, id)")
    base.execute("BEGIN")
    base.executemany(
        f"INSERT INTO nue ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        ([str(cell) for cell in row] for row in rows),
    )
    base.execute("COMMIT")
    base.close()
    (folder / "nue.sqlite").unlink()


class Span(NamedTuple):
    """How long a piece of work took [s]: by the clock, and as the work of processors, children included."""

    clock: float
    work: float

    def __str__(self) -> str:
        """Write both."""
        return f"{self.clock:.2f} s ({self.work:.2f})"


def prepare_import(files: list[tuple[Path, str]]) -> Import:
    """Keep the preview of files at once, as the work that `receive` asks for does."""
    stamp = last_audit_id()
    parts = preview(files)
    with without_collecting(), writing():
        batch = new_batch(ImportState.RECEIVED)
        keep_preview(batch, parts, stamp)
    return batch


def timed(work: Callable[[], Any]) -> tuple[Span, Any]:
    """Give how long a piece of work took, and what it gave."""
    start, before = perf_counter(), sum(os.times()[:4])
    found = work()
    return Span(perf_counter() - start, sum(os.times()[:4]) - before), found


def peak(who: int) -> float:
    """Give the most memory that this process, or a child of it, ever held [MiB]."""
    return resource.getrusage(who).ru_maxrss / 1024


def ours(path: Path, folder: Path, rows: int) -> dict[str, Any]:
    """Time our import in one go, then by its steps, each on an installation of its own; peaks in MiB."""
    files = [(path, path.name)]
    found: dict[str, Any] = {}
    found["child"], _ = timed(lambda: read_cells(path, path.name))
    found["child peak"] = peak(resource.RUSAGE_CHILDREN)  # now: a later child is counted what its parent holds
    with installation(folder / "une"):
        found["importer"], _ = timed(lambda: run_import(files))
        found["importer peak"] = peak(resource.RUSAGE_SELF)
        found["again"], (_, parts) = timed(lambda: run_import(files))
        assert sum(part.counts()["unchanged"] for part in parts) == rows, (
            "every line is taken, and comes back unchanged"
        )
    with installation(folder / "deux"):
        found["preview"], _ = timed(lambda: preview(files))
        found["prepare"], batch = timed(lambda: prepare_import(files))
        found["confirm"], _ = timed(lambda: confirm_import(batch.number))
    return found


def installation(folder: Path) -> Any:
    """Make an empty town and enter it."""
    folder.mkdir()
    app = create_app(Settings(folder, f"sqlite:///{folder / 'inventaire.sqlite'}", "k" * 40, "t" * 40))
    context = app.app_context()
    context.push()
    initialise("Banc")
    set_scope(db.session(), 1)
    context.pop()

    class Entered:
        def __enter__(self) -> None:
            context.push()
            set_scope(db.session(), 1)

        def __exit__(self, *_: object) -> None:
            db.session.remove()
            db.engine.dispose()
            context.pop()

    return Entered()


def measure(rows: int, form: str) -> str:
    """Give the ratios and the times of one size and one form; ours runs in a process of its own, for its memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / f"parc.{form}"
        write(path, form, rows)
        floors = [timed(lambda: bare(path, folder, INDEXED))[0]]
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:
            steps = apart.submit(ours, path, folder, rows).result()
        floors.append(timed(lambda: bare(path, folder, INDEXED))[0])  # again: the machine may be busier now
        without, _ = timed(lambda: bare(path, folder))
    mine: Span = steps["importer"]
    clock, work = (sum(of) / len(floors) for of in zip(*floors, strict=True))
    told = "  ".join(
        f"{step} {found:.0f} MiB" if "peak" in step else f"{step} {found}" for step, found in steps.items()
    )
    return (
        f"{rows:6} {form:5} ratio {mine.clock / clock:.1f} ({mine.work / work:.1f}), "
        f"to without {mine.clock / without.clock:.1f} ({mine.work / without.work:.1f}), "
        f"{rows / mine.clock:.0f} rows/s\n       bare {floors[0]} then {floors[1]}, without {without}\n       {told}"
    )


if __name__ == "__main__":
    print(f"{len(line(0))} columns")
    for count in map(int, sys.argv[1:] or USUAL):
        for each in FORMS:
            print(measure(count, each), flush=True)
