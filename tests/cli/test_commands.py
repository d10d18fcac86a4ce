"""Each command stands in the file that is said of it, and is read without the others nor the pages."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from inventaire import cli

FOLDER = Path(cli.__file__).parent


def test_no_command_is_forgotten_and_none_invented():
    found = {}
    for path in FOLDER.glob("*.py"):
        module = import_module(f"inventaire.cli.{path.stem}") if "COMMANDS = (" in path.read_text() else None
        found |= {command.name: path.stem for command in (module.COMMANDS if module else ())}
    assert found == cli.FILES


@pytest.mark.parametrize("command", cli.FILES)
def test_its_help_is_that_of_the_command(command):
    assert cli.inventaire.get_command(None, command).name == command


def test_a_command_reads_neither_the_others_nor_the_pages():
    told = "import sys; from inventaire import app, cli; cli.inventaire.get_command(None, 'plan'); "
    told += "app.create_core(); cli.inventaire.get_command(None, 'planifier'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert "inventaire.cli.plan" in done.stdout.split()
    assert not {"inventaire.views", "inventaire.cli.imports", "numpy"} & set(done.stdout.split())
