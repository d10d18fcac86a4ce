"""docs/securite.md names tests: each of them exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/securite.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(test_\w+)`")


def test_every_test_that_the_page_names_exists():
    written = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/**/test_*.py"))
    known = set(re.findall(r"def (test_\w+)\(", written))
    assert set(NAMED.findall(PAGE)) - known == set()


def test_every_file_that_the_page_names_exists():
    named = re.findall(r"`(tests/[\w/]+\.py)`", PAGE) + re.findall(r"\]\(([\w./]+\.md)\)", PAGE)
    assert [name for name in named if not ((ROOT / name).exists() or (ROOT / "docs" / name).exists())] == []


def test_every_requirement_has_its_line():
    wanted = {
        f"{letter}{number}"
        for letter, last in zip("ABCDEFGH", (9, 8, 13, 8, 9, 8, 6, 6), strict=True)
        for number in range(1, last + 1)
    }
    assert wanted - set(re.findall(r"^\| ([A-H]\d+) \|", PAGE, re.MULTILINE)) == set()
