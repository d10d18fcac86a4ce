"""A child process for what comes from outside: little memory, little time, no network."""

import gc
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from select import select
from typing import IO, Any, cast

from inventaire.domain.errors import TooLarge, UnreadableFile

REFUSED = {UnreadableFile: 3, TooLarge: 4}  # exit status of the child, by kind of refusal
OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}  # how the kernel ends a child at its limit of processor time
PIECE = 1 << 20  # bytes read at once from a child that gives many things
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
    command = _command(module, path, name, limits, said)
    try:
        child = subprocess.run(command, capture_output=True, timeout=limits.wall, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        raise TooLarge(TOO_LONG.format(seconds=limits.wall)) from None
    _refuse(child.returncode, child.stdout, limits)
    return json.loads(child.stdout)


def _command(module: str, path: Path, name: str, limits: Limits, said: Mapping[str, Any] | None = None) -> list[str]:
    told = [str(limits.memory), str(limits.processor), *([json.dumps(said)] if said else [])]
    return [*_offline(), sys.executable, "-I", "-m", module, str(path), name, *told]


def _refuse(status: int, sentence: bytes, limits: Limits) -> None:
    """Say why a child did not end well."""
    for kind, known in REFUSED.items():
        if status == known:
            raise kind(sentence.decode())
    if status in OUT_OF_TIME:
        raise TooLarge(TOO_LONG.format(seconds=limits.processor))
    if status:
        raise TooLarge(TOO_HEAVY)


def stream_confined(
    module: str, path: Path, name: str, limits: Limits | None = None, said: Mapping[str, Any] | None = None
) -> Generator[Any, None, None]:
    """Parse in a child, and give what it prints line by line as JSON, while it goes on.

    `module` ends by calling `serve_lines`; `said` is as for `run_confined`, and so is what is raised.
    """
    limits = limits or Limits()
    with subprocess.Popen(  # noqa: S603 - our own module
        _command(module, path, name, limits, said), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pipesize=PIECE
    ) as child:
        try:
            last = yield from _whole_lines(child, limits)
        finally:
            child.kill()
    _refuse(child.returncode, last, limits)


def _whole_lines(child: subprocess.Popen[bytes], limits: Limits) -> Generator[Any, None, bytes]:
    """Give each line read before the time is over; return what came after the last."""
    output = cast(IO[bytes], child.stdout).fileno()
    end, pieces = time.monotonic() + limits.wall, [b""]
    while select([output], [], [], max(0, end - time.monotonic()))[0]:
        received = os.read(output, PIECE)
        if not received:
            child.wait()
            return b"".join(pieces)
        pieces.append(received)
        if b"\n" in received:
            *lines, rest = b"".join(pieces).split(b"\n")
            pieces = [rest]
            yield from map(json.loads, lines)
    raise TooLarge(TOO_LONG.format(seconds=limits.wall))


def serve(parse: Callable[..., Any]) -> None:
    """Be the child: limit oneself, parse the file named on the command line, print JSON."""
    path, name = _limit_oneself()
    with _refusing():
        answer = json.dumps(parse(path, name, *map(json.loads, sys.argv[5:])), ensure_ascii=False)
        sys.stdout.buffer.write(answer.encode("utf-8", "surrogateescape"))


def serve_lines(parse: Callable[..., Iterator[Any]]) -> None:
    """Be the child that gives many things, one a line, each as soon as it is read."""
    path, name = _limit_oneself()
    with _refusing():
        for found in parse(path, name, *map(json.loads, sys.argv[5:])):
            answer = json.dumps(found, ensure_ascii=False, check_circular=False)
            sys.stdout.buffer.write(answer.encode("utf-8", "surrogateescape") + b"\n")


def _limit_oneself() -> tuple[Path, str]:
    path, name, memory, processor = sys.argv[1:5]
    gc.disable()  # its life is short, what it reads is in no cycle, and looking for one takes a tenth of it
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(processor), int(processor)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return Path(path), name


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except UnreadableFile as refusal:
        sys.stdout.buffer.write(str(refusal).encode())
        sys.exit(REFUSED[type(refusal)])


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
