"""The house has one stair, and it goes down."""

import ast
from pathlib import Path

import pytest

FLOORS = (
    "domain",
    "config confinement zips",
    "models catalog spreadsheets agents documents forms identity",
    "services",
    "views cli",
    "app",
    "__main__",
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms.split()}
LEFT_OUT = {"__init__", "migrations"}


def rooms_of(package):
    paths = sorted(Path(package).rglob("*.py"))
    return [path for path in paths if path.with_suffix("").parts[1] not in LEFT_OUT]


def rooms_imported_by(path):
    for node in ast.walk(ast.parse(path.read_text())):
        names = []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names = [node.module]
            if node.module == "inventaire":
                names = [f"inventaire.{alias.name}" for alias in node.names if alias.name in FLOOR]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "inventaire" and len(parts) > 1:
                yield parts[1]


@pytest.mark.parametrize("path", rooms_of("inventaire"), ids=str)
def test_imports_only_go_down(path):
    room = path.with_suffix("").parts[1]
    for other in rooms_imported_by(path):
        assert other == room or FLOOR[other] < FLOOR[room], f"{path} imports {other}"
