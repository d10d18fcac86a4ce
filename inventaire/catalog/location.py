"""Where the catalogue lies: inside the installed package, or at the root of the tree."""

from functools import cache
from pathlib import Path


@cache
def catalog_folder() -> Path:
    """Give the folder of the catalogue's files."""
    installed = Path(__file__).with_name("data")
    return installed if installed.is_dir() else Path(__file__).parents[2] / "catalog"
