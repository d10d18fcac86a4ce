"""purger-corbeille: what has been in the bin for more than thirty days goes for good."""

import click

from inventaire.cli.doors import enter_organisation, print_json
from inventaire.services.bin import purge


@click.command("purger-corbeille")
@click.option("--json", "as_json", is_flag=True, help="Imprime le résultat en JSON.")
def purge_command(as_json: bool) -> None:
    """Efface pour de bon ce qui est à la corbeille depuis plus de 30 jours."""
    enter_organisation()
    count = purge()
    if as_json:
        print_json({"purged": count})
    else:
        click.echo(f"{count} fiche(s) effacée(s) pour de bon.")


COMMANDS = (purge_command,)
