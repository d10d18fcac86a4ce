"""What is printed from the list of devices: labels, and the sheet of a round on foot."""

import io
from datetime import date

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue

from inventaire.domain.blocks import Document
from inventaire.domain.labels import SHEETS
from inventaire.domain.rights import Right
from inventaire.services import device as devices
from inventaire.services.exports import note_export
from inventaire.services.labels import label_sheets, labels_of
from inventaire.services.stocktaking import stocktaking_sheet
from inventaire.views.queries import filters_of_list, number_in
from inventaire.views.selection import chosen_in_list
from inventaire.views.session import asks

bp = Blueprint("paper", __name__, url_prefix="/materiels")
ODT = "application/vnd.oasis.opendocument.text"


@bp.get("/etiquettes")
@asks(Right.EDIT)
def labels() -> ResponseReturnValue:
    """Show the labels of the devices chosen, sheet by sheet, as they print."""
    sheet = SHEETS.get(request.args.get("planche", ""), next(iter(SHEETS.values())))
    start = min(max(number_in("debut") or 1, 1), sheet.count)
    found = labels_of(chosen_in_list("materiels"))
    return render_template(
        "paper/labels.html",
        drawings=label_sheets(found, sheet, start),
        count=len(found),
        mute=sum(not label.code for label in found),
        kept={key: value for key, value in filters_of_list().items() if key not in ("planche", "debut")},
        ticked=request.args.getlist("fiche"),
        whole="tous" in request.args,
        formats=list(SHEETS.values()),
        sheet=sheet,
        start=start,
    )


@bp.get("/recolement")
@asks(Right.READ)
def stocktaking() -> ResponseReturnValue:
    """Show the sheet of a site, or ask for which one."""
    site = number_in("site")
    document = stocktaking_sheet(site, _today()) if site is not None else None
    return render_template("paper/stocktaking.html", document=document, sites=devices.sites(), site=site)


@bp.get("/recolement/<row:site_id>/fiche.odt")
@asks(Right.READ)
def stocktaking_odt(site_id: int) -> ResponseReturnValue:
    """Give the sheet of a site as an ODT."""
    return sent_odt(stocktaking_sheet(site_id, _today()), "recolement", f"-{site_id}")


def sent_odt(document: Document, what: str, which: str = "") -> ResponseReturnValue:
    """Send a document as an ODT, and note that it went out."""
    from inventaire.documents.odt import write_odt

    file = io.BytesIO()
    write_odt(document, file)
    file.seek(0)
    note_export(what, "odt")
    name = f"{what}{which}-{_today().isoformat()}.odt"
    return send_file(file, mimetype=ODT, as_attachment=True, download_name=name)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall
