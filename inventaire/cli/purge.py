"""purger: the lines of the trace that are old enough to go."""

from datetime import UTC, datetime

import click

from inventaire.cli.doors import enter_organisation, say
from inventaire.domain.formats import number
from inventaire.services.purge import FEWEST_MONTHS, USUAL_MONTHS, purge_trace

NO_REASON = f"--mois : au-delà de {USUAL_MONTHS} mois, dites pourquoi avec --motif."


@click.command("purger")
@click.option(
    "--mois",
    type=click.IntRange(min=FEWEST_MONTHS),
    default=USUAL_MONTHS,
    show_default=True,
    help="Âge, en mois, à partir duquel une ligne est ôtée.",
)
@click.option("--motif", default="", help=f"Pourquoi garder la trace plus de {USUAL_MONTHS} mois.")
def purge_command(mois: int, motif: str) -> None:
    """Ôte de la trace ses lignes trop anciennes ; le reste se vérifie toujours."""
    if mois > USUAL_MONTHS and not motif.strip():
        raise click.UsageError(NO_REASON)
    enter_organisation()
    count = purge_trace(mois, motif.strip(), datetime.now(UTC))
    say(f"{number(count)} ligne(s) de plus de {mois} mois ôtée(s) de la trace.")


COMMANDS = (purge_command,)
