"""Installations for the commands: one that holds a town, one that holds nothing."""

import pytest

from tests.cli.commands import command, typed
from tests.databases import TRACE_KEY


@pytest.fixture
def run(database, empty_town, tmp_path):
    """Run a command on an installation that holds one empty town."""
    database.copy(empty_town, tmp_path / "instance")
    yield typed(database.environment(tmp_path / "instance") | {"TRACE_KEY": TRACE_KEY})
    database.drop(tmp_path / "instance")


@pytest.fixture
def run_anywhere(database, tmp_path):
    """Run a command where nothing was made yet."""
    database.make(tmp_path / "neuve")
    yield typed(database.environment(tmp_path / "neuve"))
    database.drop(tmp_path / "neuve")


@pytest.fixture
def run_apart(database, tmp_path, run_anywhere):
    """Do so in a process of its own."""
    return command(database.environment(tmp_path / "neuve"))
