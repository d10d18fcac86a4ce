"""A document as an OpenDocument text: the same bytes for the same document."""

import io
from collections.abc import Iterable
from datetime import datetime, time
from importlib.resources import files
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from inventaire.documents.charts import draw
from inventaire.documents.odt_blocks import block_parts, picture_name
from inventaire.documents.odt_table import paragraph, table_styles
from inventaire.domain.blocks import Document, Figure, Table

if TYPE_CHECKING:
    import odfdo

GENERATOR = "Inventaire"
ODF = "1.4"
PAGE_TEMPLATE = "modele.fodt"


def write_odt(document: Document, file: IO[bytes]) -> None:
    """Write a document into an open binary file."""
    import odfdo

    template = files("inventaire.documents").joinpath(PAGE_TEMPLATE).read_bytes()
    odt = odfdo.Document(io.BytesIO(template))
    _describe(odt, document)
    _fill(odt, document)
    _draw(odt, (block for block in document.blocks if isinstance(block, Figure)))
    saved = io.BytesIO()
    odt.save(saved)
    _repack(saved, file)


def _describe(odt: "odfdo.Document", document: Document) -> None:
    """Date the file from the state it shows: the footer prints that date, and a reprint is the same file."""
    moment = datetime.combine(document.date, time())
    odt.meta.title = document.title
    odt.meta.creation_date = moment
    odt.meta.date = moment
    odt.meta.generator = GENERATOR
    odt.settings.root.set_attribute("office:version", ODF)  # odfdo leaves these two without a version
    odt.manifest.root.set_attribute("manifest:version", ODF)


def _fill(odt: "odfdo.Document", document: Document) -> None:
    from odfdo import Element

    tables = [block.table() if isinstance(block, Figure) else block for block in document.blocks]
    for style in table_styles(table for table in tables if isinstance(table, Table)):
        odt.insert_style(str(style), automatic=True)
    head = [paragraph("Title", document.title), paragraph("Subtitle", document.subtitle)]
    for part in head + [part for block in document.blocks for part in block_parts(block)]:
        odt.body.append(Element.from_tag(part))


def _draw(odt: "odfdo.Document", figures: Iterable[Figure]) -> None:
    for figure in figures:
        odt.set_part(picture_name(figure), draw(figure).svg.encode())
        odt.manifest.add_full_path(picture_name(figure), "image/svg+xml")


def _repack(saved: IO[bytes], file: IO[bytes]) -> None:
    """Copy a package without the time of day that zip files keep; `mimetype` stays first and stored."""
    with ZipFile(saved) as source, ZipFile(file, "w") as target:
        for name in source.namelist():
            packing = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            target.writestr(ZipInfo(name), source.read(name), packing)
