"""consolider: the sums of a group of communes."""

from typing import Any

import click

from inventaire.cli.doors import enter_organisation, print_json
from inventaire.domain.formats import estimate_text
from inventaire.services.consolidation import Consolidation, Line, consolidation, reckon

TOO_FEW = "moins de trois communes"


@click.command("consolider")
@click.option("--json", "as_json", is_flag=True, help="Imprime les sommes en JSON.")
def consolidate_command(as_json: bool) -> None:
    """Recalcule les sommes d’une intercommunalité sur ses communes, à partir de trois."""
    enter_organisation()
    reckon(lambda _done, _total: None)
    found = consolidation()
    if as_json:
        print_json(_as_json(found))
        return
    click.echo(f"{found.communes} commune(s)")
    for line in found.lines:
        click.echo(f"{line.aggregate.label} : {_told(line)}")


def _told(line: Line) -> str:
    return f"{estimate_text(line.sum.estimate)}, {line.sum.communes} communes" if line.sum else TOO_FEW


def _as_json(found: Consolidation) -> dict[str, Any]:
    return {
        "communes": found.communes,
        "computed_at": found.computed_at.isoformat() if found.computed_at else None,
        "figures": {line.aggregate.key: _figure(line) for line in found.lines},
    }


def _figure(line: Line) -> dict[str, Any] | None:
    if line.sum is None:
        return None
    low, central, high = line.sum.estimate.values()
    return {
        "unit": line.aggregate.unit.value,
        "communes": line.sum.communes,
        "low": low,
        "central": central,
        "high": high,
        "quality": line.sum.estimate.quality.value,
    }


COMMANDS = (consolidate_command,)
