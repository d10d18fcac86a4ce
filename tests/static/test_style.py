"""The one stylesheet: small, readable, complete in itself."""

import re
from pathlib import Path

import pytest

from inventaire import __file__ as package

FOLDER = Path(package).parent
STYLE = (FOLDER / "static" / "style.css").read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"--(\w+): (#\w+);", STYLE))
TEMPLATES = sorted((FOLDER / "templates").rglob("*.html"))
INLINE = re.compile(r"<script(?! src=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("ground", ["paper", "ground"])
@pytest.mark.parametrize("ink", ["ink", "soft", "accent", "good", "warning", "bad"])
def test_every_ink_is_readable_on_every_ground(ink, ground):
    assert contrast(TOKENS[ink], TOKENS[ground]) >= 4.5


def test_the_border_of_a_control_is_seen():
    assert contrast(TOKENS["control"], TOKENS["paper"]) >= 3


def test_the_stylesheet_stays_small_and_calls_nothing():
    assert len(STYLE.encode()) <= 16_000
    assert not re.search(r"url\(|@import|@font-face", STYLE)


def test_nothing_moves_and_nothing_shines():
    assert not re.search(r"transition|animation|shadow|gradient", STYLE)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_template_holds_no_style_attribute_and_no_inline_script(path):
    assert not INLINE.search(path.read_text(encoding="utf-8"))


def test_the_only_script_follows_a_long_work_and_is_small():
    assert [path.name for path in (FOLDER / "static").glob("*.js")] == ["progress.js"]
    assert (FOLDER / "static" / "progress.js").stat().st_size < 1_000
    scripted = [path.name for path in TEMPLATES if "<script" in path.read_text(encoding="utf-8")]
    assert scripted == ["progress.html"]
