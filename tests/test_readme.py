"""The README stays true: its commands exist, its JSON keys too."""

import re
from pathlib import Path

import click
import pytest

from inventaire import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\| `([a-z][^`]*)`(?:, `([a-z][^`]*)`)? \|", README, re.MULTILINE)
CALLS = [call for pair in COMMANDS for call in pair if call]


def command_of(call):
    """Follow the words of a call down the groups of the command line."""
    found, words = cli.inventaire, call.split()
    while isinstance(found, click.Group) and words and words[0] in found.list_commands(None):
        found = found.get_command(None, words.pop(0))
    return found, words


@pytest.mark.parametrize("call", CALLS)
def test_every_command_of_the_readme_exists_with_its_options(call):
    command, words = command_of(call)
    assert not isinstance(command, click.Group)
    known = {option for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"--?[a-z][a-z-]*", " ".join(words))) <= known


def test_every_command_stands_in_the_readme():
    told = {call.split()[0] for call in CALLS}
    assert told == set(cli.inventaire.list_commands(None))


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#]+)\)", README))
def test_every_link_of_the_readme_leads_somewhere(target):
    assert (ROOT / target).exists()


def test_the_readme_opens_with_the_two_commands():
    first = README.split("```")[1].split("\n")
    assert [line.split("  ")[0] for line in first if line] == ["./run", "./run test"]


def test_the_continuous_integration_calls_the_test_command_of_the_readme():
    assert (ROOT / ".ci/run").read_text().strip().endswith("exec ./run test")
