"""A row of an organisation is found through a query, which the scope holds, and not by its bare number."""

import ast
from pathlib import Path

import pytest

import inventaire
from inventaire.models.base import Base
from inventaire.models.scope import OWNED

HOUSE = Path(inventaire.__file__).parent
FILES = [path for room in ("services", "views", "cli") for path in sorted((HOUSE / room).rglob("*.py"))]
HELD = {mapper.class_.__name__ for mapper in Base.registry.mappers if issubclass(mapper.class_, OWNED)}


def bare_reads(source):
    """Give the models whose rows are fetched by number alone: session.get(Device, 1), session.get_one(Device, 1)."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    named = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in ("get", "get_one")]
    return {call.args[0].id for call in named if isinstance(call.args[0], ast.Name)} & HELD


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_row_of_an_organisation_is_fetched_by_its_bare_number(path):
    assert bare_reads(path.read_text(encoding="utf-8")) == set()


def test_a_bare_read_would_be_found():
    assert {"Device", "Membership", "Invitation"} <= HELD
    assert bare_reads("db.session.get(Device, 1)\nsession.get_one(Membership, 2)\nwords.get(key, key)") == {
        "Device",
        "Membership",
    }
