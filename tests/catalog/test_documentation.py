"""The page that shows how to add an entry shows entries that the catalogue accepts."""

import re
import shutil
from pathlib import Path

import pytest

from inventaire.catalog.check import check_catalog
from inventaire.catalog.location import catalog_folder
from inventaire.catalog.schema import Alternative, Replacement, Tool

PAGE = Path(__file__).parents[2] / "docs/catalogue.md"


@pytest.fixture
def copied(tmp_path):
    for file in catalog_folder().glob("*.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def insert(path, entry, section):
    """Add an entry at its place in the order of a section."""
    head, title, body = path.read_text("utf-8").partition(f"{section}:\n")
    mark = re.match(r" *(?:- )?(?:slug: |tool: )?", entry).group()
    key = entry[len(mark) :].split("\n")[0]
    later = (found for found in re.finditer(rf"^{mark}([a-z0-9].*)$", body, re.MULTILINE) if found.group(1) > key)
    place = next(later).start()
    path.write_text(f"{head}{title}{body[:place]}{entry}{body[place:]}", encoding="utf-8")


def test_the_examples_of_the_page_are_accepted_once_in_their_place(copied):
    tool, alternative, replacement, product = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    insert(copied / "tools.yaml", tool, "tools")
    insert(copied / "alternatives.yaml", alternative, "alternatives")
    insert(copied / "alternatives.yaml", replacement, "replacements")
    insert(copied / "end-of-support.yaml", product, "products")
    assert check_catalog(copied) == []


def test_the_page_names_every_key_that_an_entry_may_bear():
    page = PAGE.read_text("utf-8")
    assert [
        key for kind in (Tool, Alternative, Replacement) for key in kind.__dataclass_fields__ if key not in page
    ] == []
