"""estimer: the figures of the inventory, or of a spreadsheet that is not kept."""

from datetime import date, datetime
from math import isfinite
from pathlib import Path
from typing import Any

import click

from inventaire.cli.doors import enter_organisation, enter_organisation_if_any, print_json, say
from inventaire.domain.estimate import Estimate
from inventaire.domain.figures import Figure, Reason
from inventaire.domain.formats import estimate_text, number
from inventaire.services import estimates
from inventaire.services.figures import Figures
from inventaire.services.organisation import known_territories

FRANCE = "FR"
NOT_A_FACTOR = "--facteur-electricite : donnez un nombre de gCO2e par kWh, par exemple 32."
UNKNOWN_TERRITORY = "--territoire : aucun facteur n’est publié pour « {} » ; connus : {}."


@click.command("estimer")
@click.option(
    "--fichier",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tableur aux colonnes du modèle, qui n’est pas conservé.",
)
@click.option("--territoire", help="Territoire électrique, par exemple FR, GP ou RE.")
@click.option("--facteur-electricite", type=click.FloatRange(min=0), help="Impose un facteur, en gCO2e par kWh.")
@click.option("--date", "on", type=click.DateTime(["%Y-%m-%d"]), help="Date de référence.")
@click.option("--detail", is_flag=True, help="Donne aussi chaque ligne (avec --json).")
@click.option("--json", "as_json", is_flag=True, help="Imprime les figures en JSON.")
def estimate_command(
    fichier: Path | None,
    territoire: str | None,
    facteur_electricite: float | None,
    on: datetime | None,
    detail: bool,
    as_json: bool,
) -> None:
    """Estime fabrication, électricité et usage, toujours avec leur fourchette."""
    if territoire and territoire not in known_territories():
        raise click.UsageError(UNKNOWN_TERRITORY.format(territoire, ", ".join(known_territories())))
    if facteur_electricite is not None and not isfinite(facteur_electricite):
        raise click.UsageError(NOT_A_FACTOR)
    day = on.date() if on else date.today()  # noqa: DTZ011 - the day people see on the wall
    if fichier is None:
        territory = territoire or enter_organisation().territory
        found = estimates.of_inventory(territory, day, facteur_electricite, detail=detail)
    else:
        enter_organisation_if_any()
        found = estimates.of_file(fichier, territoire or FRANCE, day, facteur_electricite, detail=detail)
    for refusal in found.refusals:
        say(refusal)
    if as_json:
        print_json(_as_json(found, detail=detail))
    else:
        _tell(found.total)
        if found.own_factors:
            click.echo(f"Valeurs de la collectivité utilisées : {len(found.own_factors)} (page Facteurs)")


def _as_json(found: estimates.Estimates, *, detail: bool) -> dict[str, Any]:
    rows = {"rows": [_figures(row) for row in found.rows]} if detail else {}
    return {
        "date": found.on.isoformat(),
        "territory": found.territory,
        "electricity": found.electricity,
        "total": _figures(found.total),
        "own_factors": found.own_factors,
        "by_category": {category.value: _figures(each) for category, each in found.by_category.items()},
        **rows,
    }


def _figures(figures: Figures) -> dict[str, Any]:
    values = {figure.value: _estimate(figures.totals[figure.value]) for figure in Figure}
    return {"count": figures.count, **values, "not_estimable": figures.not_estimable}


def _estimate(estimate: Estimate | None) -> dict[str, Any] | None:
    if estimate is None:
        return None
    low, central, high = estimate.values()
    return {"low": low, "central": central, "high": high, "quality": estimate.quality.value}


def _tell(total: Figures) -> None:
    click.echo(f"{number(total.count)} matériel(s)")
    for figure in Figure:
        estimate = total.totals[figure.value]
        click.echo(f"{figure.label} : {estimate_text(estimate) if estimate else 'non estimé'}")
    for each in total.not_estimable:
        click.echo(f"Non estimé ({Figure(each['figure']).label}) : {each['count']} — {Reason(each['reason']).label}")


COMMANDS = (estimate_command,)
