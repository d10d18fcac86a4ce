"""planifier: the migration plan."""

from datetime import date

import click

from inventaire.cli.doors import enter_organisation, fail, print_json
from inventaire.services.catalogue import tool_names
from inventaire.services.plan import SCENARIO, current_plan, plan_as_json


@click.command("planifier")
@click.option("--scenario", default=SCENARIO, show_default=True, help="Scénario à calculer.")
@click.option("--json", "as_json", is_flag=True, help="Imprime le plan en JSON.")
def plan_command(scenario: str, as_json: bool) -> None:
    """Range par année le remplacement de chaque outil, avec la raison de sa place."""
    enter_organisation()
    if scenario != SCENARIO:
        fail(f"Scénario « {scenario} » inconnu : le seul à ce jour est « {SCENARIO} ».")
    today = date.today()  # noqa: DTZ011 - the day people see on the wall
    if as_json:
        print_json(plan_as_json(today))
        return
    names = tool_names()
    for step in current_plan(today).steps:
        tool = names[step.tool] if step.tool else "préalable"
        click.echo(f"{step.year}  {tool} → {names[step.alternative]} : {step.because}")


COMMANDS = (plan_command,)
