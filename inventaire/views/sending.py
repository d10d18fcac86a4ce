"""How a file goes out: written in pieces, named after the organisation and the day, noted in the trace."""

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO

from flask import Response, g
from flask.typing import ResponseReturnValue

from inventaire.services import exports
from inventaire.spreadsheets.sheets import Sheet
from inventaire.spreadsheets.writing import write_table
from inventaire.views.queries import today

TYPES = {
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "zip": "application/zip",
    "yaml": "application/yaml",
}
IN_MEMORY = 4 << 20  # bytes; a larger export waits on the disk
PIECE = 1 << 16  # bytes


def send_sheet(what: str, form: str, sheet: Sheet) -> ResponseReturnValue:
    """Send one sheet, in the format asked."""
    return send_sheets(what, form, [sheet])


def send_sheets(what: str, form: str, sheets: list[Sheet]) -> ResponseReturnValue:
    """Send several sheets as one file."""
    return send_noted(what, form, partial(write_table, form=form, sheets=sheets))


def send_noted(what: str, form: str, write: Callable[[BinaryIO], Any]) -> ResponseReturnValue:
    """Send what `write` writes, under the name of the organisation and the day; the trace keeps that it went out."""
    exports.note_export(what, form)
    return send_file(f"{what}-{g.organisation.code}-{today().isoformat()}.{form}", form, write)


def send_file(name: str, form: str, write: Callable[[BinaryIO], Any]) -> ResponseReturnValue:
    """Send what `write` writes under a name, without a line in the trace."""
    file: Any = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed once sent
    write(file)
    file.seek(0)
    answer = Response(_pieces(file), mimetype=TYPES[form])
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.call_on_close(file.close)
    return answer


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece
