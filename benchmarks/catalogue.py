"""How long the catalogue takes to load, cold and warm, and to recognise many distinct names: one run, on this machine.

python benchmarks/catalogue.py [NAMES…]   (100000 unless given)

Cold: in a process that has just started. Each line gives the time on the clock, then that of the processor
alone, which is what remains when other programs do not share it.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from time import perf_counter, process_time

from inventaire.catalog.reader import load_catalog
from inventaire.domain.recognition import recognise

USUAL = (100_000,)
COLD = ("-c", "import catalogue; catalogue.told('Catalogue, à froid', lambda: catalogue.load_catalog().rules())")
MAKERS = ("", "Microsoft Corporation", "Adobe Inc.", "Société Valbrume")


def told(what: str, act: Callable[[], object]) -> None:
    """Do it once, and print how long it took."""
    clock, processor = perf_counter(), process_time()
    act()
    print(f"{what} : {perf_counter() - clock:.3f} s, dont {process_time() - processor:.3f} s de processeur")


def names(count: int) -> Iterator[str]:
    """Invent distinct raw names: two in three begin as a tool of the catalogue does."""
    written = [alias.value for filed in load_catalog().rules().aliases.values() for alias in filed]
    for rank in range(count):
        yield (
            f"{written[rank % len(written)]} {rank // 97}.{rank % 97} (x64)" if rank % 3 else f"Outil maison n° {rank}"
        )


def recognise_all(count: int) -> None:
    """Recognise so many names, without keeping any answer."""
    rules = load_catalog().rules()
    for rank, name in enumerate(names(count)):
        recognise(name, MAKERS[rank % len(MAKERS)], "", rules)


def main() -> None:
    """Print the figures."""
    subprocess.run([sys.executable, *COLD], check=True, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
    load_catalog().rules()
    told("Catalogue, à chaud", lambda: load_catalog().rules())
    for count in [int(word) for word in sys.argv[1:]] or USUAL:
        assert len(set(names(count))) == count
        told(f"{count} noms distincts reconnus", lambda count=count: recognise_all(count))  # type: ignore[misc]


if __name__ == "__main__":
    main()
