"""A child process for what comes from outside: little memory, little time, no network."""

import gc
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from inventaire.domain.errors import TooLarge, UnreadableFile

REFUSED = {UnreadableFile: 3, TooLarge: 4}  # exit status of the child, by kind of refusal
OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}  # how the kernel ends a child at its limit of processor time
TOO_HEAVY = (
    "Ce fichier est trop lourd à lire : réduisez-le (une feuille par fichier, sans mise en forme) et recommencez."
)
TOO_LONG = (
    "La lecture de ce fichier demande plus de {seconds} s : importez-le avec la commande "
    "« ./run importer FICHIER », qui n’a pas cette limite."
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may take: address space [bytes], processor and wall time [s]."""

    memory: int = 1 << 30
    processor: int = 60
    wall: int = 90


def run_confined(
    module: str, path: Path, name: str, limits: Limits | None = None, said: Mapping[str, Any] | None = None
) -> Any:
    """Parse one file in a child, and give what it printed as JSON.

    `module` ends by calling `serve`. `name` is the file's own name, as the person knows it; `said` what they
    said of how it is written, if anything.
    Raises UnreadableFile or TooLarge with a sentence for the person.
    """
    limits = limits or Limits()
    command = [*_offline(), sys.executable, "-I", "-m", module, str(path), name]
    command += [str(limits.memory), str(limits.processor), *([json.dumps(said)] if said else [])]
    try:
        child = subprocess.run(command, capture_output=True, timeout=limits.wall, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        raise TooLarge(TOO_LONG.format(seconds=limits.wall)) from None
    for kind, status in REFUSED.items():
        if child.returncode == status:
            raise kind(child.stdout.decode())
    if child.returncode in OUT_OF_TIME:
        raise TooLarge(TOO_LONG.format(seconds=limits.processor))
    if child.returncode:
        raise TooLarge(TOO_HEAVY)
    return json.loads(child.stdout)


def serve(parse: Callable[..., Any]) -> None:
    """Be the child: limit oneself, parse the file named on the command line, print JSON."""
    path, name, memory, processor = sys.argv[1:5]
    gc.disable()  # its life is short, what it reads is in no cycle, and looking for one takes a tenth of it
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(processor), int(processor)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = json.dumps(parse(Path(path), name, *map(json.loads, sys.argv[5:])), ensure_ascii=False)
    except UnreadableFile as refusal:
        sys.stdout.buffer.write(str(refusal).encode())
        sys.exit(REFUSED[type(refusal)])
    sys.stdout.buffer.write(answer.encode("utf-8", "surrogateescape"))


@cache
def _offline() -> tuple[str, ...]:
    """Give the words that take the network away, where the kernel allows it."""
    unshare = "/usr/bin/unshare"
    if not os.access(unshare, os.X_OK):
        return ()
    trial = subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False)  # noqa: S603 - fixed words
    return () if trial.returncode else (unshare, "-rn")


def is_offline() -> bool:
    """Say whether children are really cut from the network; the service says so at start when not."""
    return bool(_offline())
