"""How long an import takes beside bare reading and bare insertion: ratios of one run, on this machine.

python benchmarks/imports.py [ROWS…]   (10000 and 50000 unless given)
"""

import csv
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from python_calamine import CalamineWorkbook

from inventaire.app import create_app
from inventaire.config import Settings
from inventaire.domain.imports import Target
from inventaire.models import db
from inventaire.models.scope import set_scope
from inventaire.services.imports.batch import confirm_import, prepare_import, run_import
from inventaire.services.imports.preview import preview
from inventaire.services.organisation import initialise
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
        "serial": f"SN{rank:08}",
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


def write(path: Path, form: str, rows: int) -> None:
    """Write the fleet under the headings of the template."""
    headings = {column.field: column.heading for column in TABLES[Target.DEVICES]}
    lines = (list(line(rank).values()) for rank in range(rows))
    write_table(path, form, [Sheet("Parc", [headings[field] for field in line(0)], lines)])


def bare(path: Path, folder: Path) -> float:
    """Read every cell, and insert every row as text: the least that any import does."""
    start = perf_counter()
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows: list[Any] = list(csv.reader(file, delimiter=";"))
    else:
        rows = [*CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()]
    base = sqlite3.connect(folder / "nue.sqlite", isolation_level=None)
    width = len(rows[0])
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    base.execute(f"CREATE TABLE nue ({', '.join(f'c{number}' for number in range(width))})")
    base.execute("BEGIN")
    base.executemany(
        f"INSERT INTO nue VALUES ({', '.join('?' * width)})", ([str(cell) for cell in row] for row in rows)
    )
    base.execute("COMMIT")
    base.close()
    (folder / "nue.sqlite").unlink()
    return perf_counter() - start


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Give how long a piece of work took [s], and what it gave."""
    start = perf_counter()
    found = work()
    return perf_counter() - start, found


def ours(path: Path, folder: Path, rows: int) -> dict[str, float]:
    """Time our import in one go, then by its steps, each on an installation of its own."""
    files = [(path, path.name)]
    found = {}
    with installation(folder / "une"):
        found["importer"], _ = timed(lambda: run_import(files))
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
    """Give one line of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / f"parc.{form}"
        write(path, form, rows)
        floor = bare(path, folder)
        steps = ours(path, folder, rows)
    told = "  ".join(f"{step} {seconds:6.2f} s" for step, seconds in steps.items())
    ratio, speed = steps["importer"] / floor, rows / steps["importer"]
    return f"{rows:6} {form:5} bare {floor:5.2f} s  {told}  ratio {ratio:4.1f}  {speed:6.0f} rows/s"


if __name__ == "__main__":
    print(f"{len(line(0))} columns")
    for count in map(int, sys.argv[1:] or USUAL):
        for each in FORMS:
            print(measure(count, each), flush=True)
