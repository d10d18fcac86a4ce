"""Installations for the commands: one that holds a town, one that holds nothing."""

import shutil

import pytest

from tests.cli.commands import command


@pytest.fixture
def run(empty_town, tmp_path):
    """Run a command on an installation that holds one empty town."""
    shutil.copytree(empty_town, tmp_path / "instance")
    return command(tmp_path / "instance")


@pytest.fixture
def run_anywhere(tmp_path):
    """Run a command where nothing was made yet."""
    return command(tmp_path / "neuve")
