"""The page that shows how to add an entry shows entries that the catalogue accepts."""

import re
import shutil
from pathlib import Path

from inventaire.catalog.check import check_catalog
from inventaire.catalog.location import catalog_folder

PAGE = Path(__file__).parents[2] / "docs/catalogue.md"


def test_the_three_examples_of_the_page_are_accepted_once_sorted(tmp_path):
    tool, alternative, replacement = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    for file in catalog_folder().glob("*.yaml"):
        shutil.copy(file, tmp_path)
    with (tmp_path / "tools.yaml").open("a", encoding="utf-8") as tools:
        tools.write(tool)
    before, after = (tmp_path / "alternatives.yaml").read_text("utf-8").split("\nreplacements:\n")
    together = f"{before}\n{alternative}\nreplacements:\n{after}{replacement}"
    (tmp_path / "alternatives.yaml").write_text(together, encoding="utf-8")
    assert [fault for fault in check_catalog(tmp_path) if "triée" not in fault.message_fr] == []
    assert len(check_catalog(tmp_path)) == 3
