"""The directory of a zip received from outside, judged before anything is unfolded."""

import zipfile
from itertools import pairwise
from pathlib import PurePosixPath

LOCAL_HEADER = 30  # bytes before the name of a member


def is_twisted(members: list[zipfile.ZipInfo]) -> bool:
    """Find names used twice, names that leave the archive, members that share bytes."""
    names = [member.filename for member in members]
    if len({name.casefold() for name in names}) < len(names) or any(map(_leaves, names)):
        return True
    placed = sorted(members, key=lambda member: member.header_offset)
    return any(_end(one) > next_one.header_offset for one, next_one in pairwise(placed))


def _leaves(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name


def _end(member: zipfile.ZipInfo) -> int:
    return member.header_offset + LOCAL_HEADER + len(member.orig_filename) + member.compress_size
