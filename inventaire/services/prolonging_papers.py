"""The computers to be prolonged on paper and in a spreadsheet: where each stands, what to fit, what to install."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from inventaire.domain.blocks import Block, Document, Heading, Paragraph, Table
from inventaire.domain.errors import Refusal
from inventaire.domain.estimate import Estimate
from inventaire.domain.formats import make_and_model, number
from inventaire.domain.proposals import Proposal
from inventaire.services.organisation import current_organisation
from inventaire.services.prolonging import Advised, Line, all_lines
from inventaire.services.prospects import HEADINGS, prospect_line
from inventaire.services.stocktaking import BOX, LINE, TO_BE_DONE
from inventaire.spreadsheets.sheets import Sheet

MOST = 3_000  # lines: some hundred pages
TOO_MANY = "Plus de {} ordinateurs\u00a0: choisissez un site ou une proposition avant d’imprimer la tournée."
TITLE = "Tournée des ordinateurs à prolonger"
NOWHERE = "Sans site"
ROUND = (
    "Ordinateur",
    "Numéro",
    "Nombre",
    "À faire",
    "À monter",
    "À installer",
    "À lever avant",
    "Monté",
    "Installé",
    "Essayé",
    "Remarque",
)
ADVICE = (
    "Proposition",
    "À monter",
    "À installer",
    "Électricité, bas (kWh/an)",
    "Électricité, repère (kWh/an)",
    "Électricité, haut (kWh/an)",
    "Émissions évitées, bas (kgCO2e)",
    "Émissions évitées, repère (kgCO2e)",
    "Émissions évitées, haut (kgCO2e)",
    "Qualité",
    "Années comparées",
    "Dépense HT (€)",
)


def advised_sheet(found: Sequence[Advised], years: int) -> Sheet:
    """Lay out a list with the figures of each line, low, central and high apart."""
    return Sheet("À prolonger", HEADINGS + ADVICE, _lines(found, years))


def round_document(found: Sequence[Advised], today: date) -> Document:
    """Lay out a list for the technician, site by site, with boxes to tick. Raises Refusal beyond what a round is."""
    if sum(each.found.machine.lines for each in found) > MOST:
        raise Refusal(TOO_MANY.format(number(MOST)))
    by_site = sorted(all_lines(found), key=lambda each: (each.machine.site is None, each.machine.site or ""))
    blocks: list[Block] = [Paragraph(TO_BE_DONE)]
    for rank, (site, some) in enumerate(groupby(by_site, key=lambda each: each.machine.site or NOWHERE)):
        lines = tuple(_ticked(each) for each in some)
        count = number(len(lines))
        blocks += [
            Heading(1, site, f"site-{rank}"),
            Table(f"{site}\u00a0: {count}", ROUND, lines, numeric=frozenset({2})),
        ]
    return Document(TITLE, current_organisation().name, today, tuple(blocks))


def _ticked(line: Line) -> tuple[str, ...]:
    machine, way = line.machine, line.kind.proposal
    name = machine.name or f"n°\u00a0{machine.id}"
    return (
        ", ".join(word for word in (name, make_and_model(machine.manufacturer, machine.model)) if word),
        machine.serial or machine.inventory_number or "",
        number(machine.quantity),
        way.option.label,
        _parts(way),
        way.system or "",
        " ".join(way.blocks),
        BOX if way.parts else "",
        BOX if way.system else "",
        BOX,
        LINE,
    )


def _lines(found: Sequence[Advised], years: int) -> Iterator[tuple[Any, ...]]:
    for line in all_lines(found):
        way = line.kind.proposal
        yield (
            *prospect_line(line.machine, line.kind.found, line.software),
            way.option.label,
            _parts(way),
            way.system,
            *_three(line.energy),
            *_three(line.avoided),
            line.avoided.quality.value if line.avoided else None,
            years,
            line.cost,
        )


def _parts(way: Proposal) -> str:
    return ", ".join(part.label for part in way.parts)


def _three(estimate: Estimate | None) -> tuple[float | None, ...]:
    return estimate.values() if estimate else (None, None, None)
