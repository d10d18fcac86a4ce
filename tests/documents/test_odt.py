"""The report as an OpenDocument text: what the file holds, and what LibreOffice makes of it."""

import io
import re
import subprocess
from zipfile import ZIP_STORED, ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from inventaire.documents.odt import write_odt
from inventaire.domain.blocks import Heading, Paragraph
from tests.documents.sample import ODD, a_document, a_figure, a_table
from tests.documents.test_html import page_of

NAMES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
FIGURE = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)|\d+(?:,\d+)?")


def bytes_of(document):
    file = io.BytesIO()
    write_odt(document, file)
    return file.getvalue()


def figures_of(text):
    """Give the numbers of a text; a print keeps the thin no-break spaces as plain ones."""
    return FIGURE.findall(text.replace("\u202f", " "))


def part_of(document, name="content.xml"):
    with ZipFile(io.BytesIO(bytes_of(document))) as odt:
        return fromstring(odt.read(name))


def words_of(element):
    return "".join(element.itertext())


def attribute(element, name):
    prefix, local = name.split(":")
    return element.get(f"{{{NAMES[prefix]}}}{local}")


def test_the_package_says_what_it_is_in_its_first_bytes():
    with ZipFile(io.BytesIO(bytes_of(a_document()))) as odt:
        first = odt.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert odt.read(first) == b"application/vnd.oasis.opendocument.text"
        assert not [name for name in odt.namelist() if "humbnail" in name]


def test_every_part_is_in_the_manifest():
    with ZipFile(io.BytesIO(bytes_of(a_document()))) as odt:
        manifest = odt.read("META-INF/manifest.xml").decode()
        parts = set(odt.namelist()) - {"mimetype", "META-INF/manifest.xml"}
    assert set(re.findall(r'full-path="([^"]+)"', manifest)) == parts | {"/"}
    assert manifest.count("image/svg+xml") == 2


def test_the_same_document_is_printed_again_byte_for_byte():
    assert bytes_of(a_document()) == bytes_of(a_document())


def test_the_file_bears_the_title_the_language_and_the_date_of_the_document():
    meta = part_of(a_document(), "meta.xml")
    assert meta.find(".//dc:title", NAMES).text == "Rapport annuel 2026"
    assert meta.find(".//dc:language", NAMES).text == "fr-FR"
    assert meta.find(".//dc:date", NAMES).text.startswith("2026-12-31")
    styles = part_of(a_document(), "styles.xml")
    languages = {attribute(style, "fo:language") for style in styles.iter()} - {None}
    assert languages == {"fr"}


def test_headings_keep_their_level_and_no_number_is_added():
    headings = part_of(a_document()).findall(".//text:h", NAMES)
    found = [(attribute(heading, "text:outline-level"), words_of(heading)) for heading in headings]
    assert found == [("1", "2. État du parc"), ("2", "Indicateurs"), ("1", "5. Énergie et empreinte")]
    for level in part_of(a_document(), "styles.xml").findall(".//text:outline-level-style", NAMES):
        assert {name: value for name, value in level.attrib.items() if name.endswith("num-format")} == {
            "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}num-format": ""
        }


def test_every_style_that_is_used_exists():
    document = a_document()
    written = [part_of(document), part_of(document, "styles.xml")]
    name = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name"
    known = {element.get(name) for part in written for element in part.iter()}
    used = {
        value
        for part in written
        for element in part.iter()
        for key, value in element.attrib.items()
        if key.endswith("style-name")
    }
    assert used <= known


def test_table_headings_come_again_on_each_page_and_figures_are_aligned_right():
    table = part_of(a_document(a_table())).find(".//table:table", NAMES)
    head = table.find("table:table-header-rows", NAMES)
    assert [words_of(cell) for cell in head.findall(".//table:table-cell", NAMES)] == list(a_table().headings)
    styles = [attribute(cell, "text:style-name") for cell in table.findall("table:table-row[1]//text:p", NAMES)]
    assert styles == ["Table_20_Contents", "Table_20_Contents", "Chiffres", "Chiffres"]


def test_a_drawing_has_a_name_and_a_description_for_who_cannot_see_it():
    document = a_document(a_figure())
    frame = part_of(document).find(".//draw:frame", NAMES)
    assert frame.find("svg:title", NAMES).text == "Fabrication, par catégorie"
    assert frame.find("svg:desc", NAMES).text == "Le portable domine."
    assert part_of(document, "Pictures/fabrication.svg").tag.endswith("svg")


def test_an_empty_table_says_so():
    content = part_of(a_document(a_table(rows=())))
    assert not content.findall(".//table:table", NAMES)
    assert "Indicateurs du parc\u00a0: aucune ligne." in words_of(content)


@given(st.text(max_size=40))
def test_any_text_survives_but_for_what_xml_cannot_hold(text):
    (paragraph,) = (
        element
        for element in part_of(a_document(Paragraph(f"[{text}]"))).iter(f"{{{NAMES['text']}}}p")
        if attribute(element, "text:style-name") == "Text_20_body"
    )
    kept = "".join(sign for sign in text if sign in "\t\n\r" or (sign >= " " and sign not in "\ufffe\uffff"))
    assert words_of(paragraph) == f"[{kept}]".replace("\r\n", "\n").replace("\r", "\n")


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Give the sample as LibreOffice prints it, as text."""
    folder = tmp_path_factory.mktemp("print")
    long = a_table(caption="Long", rows=tuple((f"L{row}", "ligne", str(row), "") for row in range(80)))
    document = a_document(*a_document().blocks, Heading(1, "Annexe", "annexe"), long)
    (folder / "rapport.odt").write_bytes(bytes_of(document))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        folder / "rapport.odt",
    ]
    subprocess.run(office, check=True, capture_output=True, timeout=120)
    reading = ["pdftotext", "-layout", folder / "rapport.pdf", "-"]
    return document, subprocess.run(reading, check=True, capture_output=True, timeout=60).stdout.decode()


@pytest.mark.libreoffice
def test_the_print_holds_every_figure_of_the_page(printed):
    document, text = printed
    figures = set(figures_of(page_of(*document.blocks).get_text(" ")))
    assert {"412", "6 200", "1 031", "79"} <= figures
    assert figures <= set(figures_of(text))


@pytest.mark.libreoffice
def test_the_print_holds_the_words_of_the_drawings(printed):
    _, text = printed
    assert figures_of(text).count("10 000") == 1, "the axis of the bar chart is not drawn"
    assert figures_of(text).count("1 031") == 2, "a count stands on its column and in its table"


@pytest.mark.libreoffice
def test_odd_characters_are_printed_as_they_were_written(printed):
    assert ODD in printed[1]


@pytest.mark.libreoffice
def test_each_page_bears_the_title_the_date_and_its_number(printed):
    pages = printed[1].rstrip("\f").split("\f")
    assert len(pages) >= 3
    for number, page in enumerate(pages, start=1):
        footer = page.rstrip().splitlines()[-1]
        assert footer.startswith("Rapport annuel 2026 · 31/12/2026")
        assert footer.endswith(f"page {number} sur {len(pages)}")


@pytest.mark.libreoffice
def test_a_table_over_two_pages_repeats_its_headings(printed):
    pages = [page for page in printed[1].split("\f") if re.search(r"\bL\d+ ", page)]
    assert len(pages) >= 2
    assert all(re.search(r"Code +Indicateur +2026 +2025", page) for page in pages)


def test_the_page_and_the_file_hold_the_same_figures():
    document = a_document()
    page = page_of(*document.blocks)
    for drawing in page.select("svg"):
        drawing.decompose()
    body = part_of(document).find(".//{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text")
    titles = f"{document.title} {document.subtitle}"
    written = sorted(figures_of(" ".join(body.itertext())))
    assert written == sorted(figures_of(f"{titles} {page.get_text(' ')}"))
