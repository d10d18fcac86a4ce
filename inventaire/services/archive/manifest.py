"""What a backup says of itself, so that it can be checked before anything is done with it."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 1
NAME = "manifest.json"
KEYS = {"secret-key": "SECRET_KEY", "trace-key": "TRACE_KEY"}  # the files of an installation, and their settings
MEMBER = re.compile(r"(?:shared|organisations/(?P<owner>[1-9][0-9]{0,8}))/(?P<table>[a-z_]{1,60})\.jsonl")
Count = Annotated[int, Field(ge=0)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Strict(BaseModel):
    """What every part shares: a key the format does not know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Member(Strict):
    """A file of the archive: the rows of one table for one organisation (or for none), or a key."""

    name: str
    rows: Count
    bytes: Count
    sha256: Sha256

    @property
    def table(self) -> str:
        """Give the table whose rows it holds; nothing when it is no table."""
        found = MEMBER.fullmatch(self.name)
        return found["table"] if found else ""

    @property
    def owner(self) -> int | None:
        """Give the organisation whose rows it holds; None when they belong to none."""
        found = MEMBER.fullmatch(self.name)
        return int(found["owner"]) if found and found["owner"] else None


class Town(Strict):
    """An organisation of the archive, and where its trace ended."""

    id: Count
    code: str
    name: str
    trace_lines: Count
    trace_seal: str


class Manifest(Strict):
    """The whole archive: when and by what it was made, from which revision of the tables, and every file in it."""

    format: int
    product_version: str
    revision: str
    made_at: datetime
    database: str
    organisations: tuple[Town, ...]
    last_ids: dict[str, Count]
    members: tuple[Member, ...]

    def of_table(self, table: str) -> list[Member]:
        """List the members that hold rows of a table."""
        return [member for member in self.members if member.table == table]

    def rows(self) -> int:
        """Count every row."""
        return sum(member.rows for member in self.members)
