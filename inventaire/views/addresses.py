"""What an address may hold: numbers that the database knows, no invisible sign."""

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, Map

from inventaire.domain.values import LARGEST


class Number(IntegerConverter):
    """A number in an address: a year, the number of an import; a larger one than databases keep is no page."""

    least = 0

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, min=self.least, max=LARGEST)


class RowId(Number):
    """The number of a row in an address."""

    least = 1


def guard_addresses(app: Flask) -> None:
    """Refuse at the door what no database keeps."""
    app.url_map.converters |= {"int": Number, "row": RowId}

    @app.before_request
    def _refuse_invisible_signs() -> None:
        said = [request.path, *request.args.values()]
        if any("\x00" in text for text in said):
            abort(400)
