"""dependance: what each application ties the organisation to."""

from datetime import date
from typing import Any

import click

from inventaire.cli.doors import enter_organisation, fail, print_json
from inventaire.domain.dependency.profile import Profile, Risk, in_words
from inventaire.services.dependency import Line
from inventaire.services.dependency_list import DependencyQuery, kept_dependencies

NONE_FOUND = "Aucun logiciel ne porte ce nom : « inventaire dependance » les liste tous."


@click.command("dependance")
@click.argument("nom", default="")
@click.option("--json", "as_json", is_flag=True, help="Imprime les profils en JSON.")
def dependency_command(nom: str, as_json: bool) -> None:
    """Dit les trois risques de chaque logiciel, ou de ceux dont le nom contient NOM."""
    enter_organisation()
    lines = kept_dependencies(DependencyQuery(search=nom), date.today())  # noqa: DTZ011 - the day people see on the wall
    if as_json:
        print_json([_as_json(line) for line in lines])
    elif not lines and nom:
        fail(NONE_FOUND)
    else:
        for line in lines:
            click.echo(f"{line.name} : {_told(line.profile)}")


def _told(profile: Profile) -> str:
    return " ; ".join(f"{risk.kind.label.lower()}, {_level(risk)}" for risk in profile.risks)


def _level(risk: Risk) -> str:
    return f"{'au moins ' if risk.is_at_least and risk.level else ''}{in_words(risk.level)}"


def _as_json(line: Line) -> dict[str, Any]:
    return {
        "id": line.application_id,
        "name": line.name,
        "tool": line.tool,
        "risks": {risk.kind.value: _risk(risk) for risk in line.profile.risks},
    }


def _risk(risk: Risk) -> dict[str, Any]:
    low, high = risk.score or (None, None)
    return {
        "level": risk.level,
        "ceiling": risk.ceiling,
        "score_low": low,
        "score_high": high,
        "weakest": [each.criterion.id for each in risk.weakest],
        "missing": [each.criterion.id for each in risk.missing],
        "answers": {each.criterion.id: each.option.value for each in risk.answers if each.option},
    }


COMMANDS = (dependency_command,)
