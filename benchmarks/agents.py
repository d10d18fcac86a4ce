"""Agents calling in at once: how many a second, and how many are lost, on this machine.

.venv/bin/python benchmarks/agents.py [INVENTORIES [PROGRAMS]]   (200 and 500 unless given; SQLite, the real server)

Each client asks (PROLOG), then hands one inventory over, like the agents of FusionInventory and of OCS. « Lost » is
what was acknowledged and is not in the inventory once everything has been taken in.
"""

import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import Request, urlopen

CLIENTS = (2, 10)
USUAL = ["200", "500"]
PROLOG = b'<?xml version="1.0" encoding="UTF-8" ?><REQUEST><DEVICEID>x</DEVICEID><QUERY>PROLOG</QUERY></REQUEST>'
PATIENCE = 5  # seconds given to the reading of one inventory
KIND = {"Content-Type": "application/x-compress-zlib"}


def inventory(name: str, programs: int) -> bytes:
    """Invent what an agent says of one machine."""
    software = "".join(
        f"<SOFTWARES><NAME>programme {rank % 700}</NAME><VERSION>1.{rank}</VERSION><PUBLISHER>Éditeur {rank % 40}"
        "</PUBLISHER></SOFTWARES>\n"
        for rank in range(programs)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" ?>\n<REQUEST><CONTENT><BIOS><SSN>SERIE-{name}</SSN></BIOS>\n'
        f"<HARDWARE><NAME>PC-{name}</NAME><MEMORY>8192</MEMORY></HARDWARE>\n{software}</CONTENT>"
        f"<DEVICEID>PC-{name}-2026-11-22-08-00-00</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>\n"
    ).encode()


def command(*words: str) -> list[str]:
    """Give the words that run the command."""
    return [sys.executable, "-m", "inventaire", *words]


def hand_over(address: str, body: bytes) -> int:
    """Be one agent, from its question to its answer; give how many of its two requests were answered well."""
    well = 0
    for sent in (PROLOG, body):
        with urlopen(Request(address, zlib.compress(sent), KIND), timeout=120) as answer:
            well += answer.status == 200
    return well


def measure(address: str, base: Path, clients: int, count: int, programs: int) -> None:
    """Have some clients hand everything over, wait until it is read, and count what is there."""
    names = [f"{clients}-{rank}" for rank in range(count)]
    bodies = [inventory(name, programs) for name in names]
    start = perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        well = sum(pool.map(lambda body: hand_over(address, body), bodies))
    answered = perf_counter() - start
    found, end = 0, perf_counter() + PATIENCE * count
    while found < count and perf_counter() < end:
        sleep(1)
        with sqlite3.connect(base) as read:
            query = "SELECT count(DISTINCT serial) FROM device WHERE serial LIKE ?"
            found = read.execute(query, [f"SERIE-{clients}-%"]).fetchone()[0]
    taken = perf_counter() - start
    print(
        f"{clients:>2} clients, {count} inventaires de {programs} logiciels : {well} réponses sur {2 * count}, "
        f"{2 * count / answered:.0f} demandes/s ({count / answered:.0f} inventaires/s) ; "
        f"tous lus en {taken:.0f} s ({count / taken:.1f}/s) ; perdus : {count - found}",
        flush=True,
    )


def serve(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Serve an installation of its own; give the process, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    os.environ["INVENTAIRE_INSTANCE"], home = str(folder), f"http://127.0.0.1:{port}"
    subprocess.run(command("initialiser"), check=True, capture_output=True)
    server = subprocess.Popen(command("servir", "--port", str(port)), stdout=subprocess.DEVNULL)
    while True:
        try:
            urlopen(f"{home}/connexion", timeout=5).close()
        except URLError:
            sleep(0.2)
        else:
            return server, home


def main() -> None:
    """Have two clients, then ten, call a server."""
    count, programs = (int(word) for word in (sys.argv[1:] + USUAL[len(sys.argv) - 1 :])[:2])
    with tempfile.TemporaryDirectory() as name:
        server, home = serve(Path(name))
        words = command("agents", "ajouter", "Banc", "--site", "Mairie", "--adresse", home)
        try:
            for clients in CLIENTS:
                made = subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()
                measure(made, Path(name, "inventaire.sqlite"), clients, count, programs)
        finally:
            server.kill()
            server.wait()


if __name__ == "__main__":
    main()
