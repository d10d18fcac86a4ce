"""Reading agents' files from outside, in a child process with little memory and time."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NotRequired, TypedDict, cast

from inventaire.agents.inventory import AgentInventory
from inventaire.confinement import Limits, run_confined, stream_confined

TABLES = (".xlsx", ".ods", ".xls", ".csv", ".tsv", ".txt")
MANY = Limits(processor=900, wall=1_800)  # whoever gives thousands of files may wait


class FileRead(TypedDict):
    """What became of one file among many: its inventory, or why it is refused."""

    file: str
    inventory: NotRequired[AgentInventory]
    refused: NotRequired[str]


def read_agent_file(path: Path, name: str, limits: Limits | None = None) -> AgentInventory:
    """Read one agent's file; raise UnreadableFile or TooLarge with a sentence for the person."""
    return cast(AgentInventory, run_confined("inventaire.agents.child", path, name, limits))


def read_agent_files(path: Path, name: str, limits: Limits | None = None) -> Iterator[tuple[int, FileRead]]:
    """Read the files of an archive or a folder one by one, each with how many they are in all.

    Raises UnreadableFile or TooLarge when the whole cannot be opened; a bad file among others never does.
    """
    answers = stream_confined("inventaire.agents.collection", path, name, limits or MANY)
    total = next(answers, {"total": 0})["total"]
    for answer in answers:
        yield total, answer


def holds_agent_files(path: Path, name: str) -> bool:
    """Say whether a file is an archive of agents' files: one that holds a table is not."""
    if not name.casefold().endswith(".zip"):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return not any(member.casefold().endswith(TABLES) for member in archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        return True  # whoever opens it says what is wrong with it
