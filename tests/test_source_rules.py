"""What the code may not do: the linter's rules are on, and ours see to what it does not know."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from inventaire.models.base import Base, Scoped

ROOT = Path(__file__).parent.parent
SOURCES = [path.relative_to(ROOT) for room in ("inventaire", "supply") for path in (ROOT / room).rglob("*.py")]
TEMPLATES = [path.relative_to(ROOT) for path in (ROOT / "inventaire/templates").rglob("*.html")]
TAKES_SQL = {"text", "execute", "executemany", "exec_driver_sql", "literal_column", "DDL"}
UNSCOPED = {each.class_.__name__ for each in Base.registry.mappers if not issubclass(each.class_, Scoped)}
SAFE = re.compile(r"\|\s*safe\b|\bautoescape\s+false\b")

# Read over, with the reason: whoever adds a line here answers for it.
REVIEWED = {
    "inventaire/models/database.py": 5,  # fixed words: SQLite binds no value in a PRAGMA, nor any database in a BEGIN
    "inventaire/models/tables.py": 2,  # tables and functions that the database itself names
    "inventaire/services/integrity.py": 1,  # a number of ours: SQLite binds no value in a PRAGMA
    "inventaire/services/purge.py": 3,  # the one trigger of the trace
    "inventaire/migrations/versions/0002_people_and_trace.py": 7,  # tables and columns that the migration itself names
    "inventaire/migrations/versions/0012_closed_lists.py": 1,  # a number of ours: SQLite binds no value in a PRAGMA
    "inventaire/migrations/versions/0021_purchase_imports.py": 1,  # a number of ours: SQLite binds no value in a PRAGMA
    "inventaire/migrations/versions/0022_contracts.py": 1,  # a number of ours: SQLite binds no value in a PRAGMA
    "inventaire/templates/document/page.html": 1,  # our own style sheet, in the report that travels alone
}
SAMPLES = [
    ("import yaml\nyaml.load(cell, yaml.Loader)", "S506"),
    ("import subprocess\nsubprocess.run(cell, shell=True)", "S602"),
    ("from markupsafe import Markup\nMarkup(cell)", "S704"),
    ("from jinja2 import Environment\nEnvironment()", "S701"),
    ("from xml.etree import ElementTree\nElementTree.parse(cell)", "S314"),
    ("import hashlib\nhashlib.md5(cell)", "S324"),
    ("eval(cell)", "S307"),
    ("from datetime import datetime\ndatetime.now()", "DTZ005"),
    ("from datetime import datetime\ndatetime.utcnow()", "DTZ003"),
    ("import pickle", "TID251"),
    ("import socket", "TID251"),
    ("import requests", "TID251"),
    ("import urllib.request", "TID251"),
    ("from urllib import request", "TID251"),
    ("from http.client import HTTPConnection", "TID251"),
    ("def send():\n    import smtplib", "TID251"),
]


def sql_put_together(tree: ast.AST) -> Iterator[int]:
    """Give the lines where SQL is made of pieces: a value reaches it only as a bound parameter."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in TAKES_SQL and _in_pieces(node.args[0]):
            yield node.lineno


def rows_fetched_by_key(tree: ast.AST) -> Iterator[int]:
    """Give the lines where a session fetches by bare key what an organisation owns."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Attribute):
            asked = node.func.attr in {"get", "get_one"} and _name(node.func.value) == "session"
            constant = isinstance(node.args[0], ast.Constant) or _name(node.args[0]).isupper()
            if asked and not constant and _name(node.args[0]) not in UNSCOPED:
                yield node.lineno


def _name(node: ast.AST) -> str:
    """Give the last word of a name, called or not: « db.session() » is « session »."""
    node = node.func if isinstance(node, ast.Call) else node
    return getattr(node, "attr", getattr(node, "id", ""))


def _in_pieces(node: ast.AST) -> bool:
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Constant)
    ):
        return True  # "…".format(name), ", ".join(names)
    return isinstance(node, ast.BinOp) or any(isinstance(each, ast.FormattedValue) for each in ast.walk(node))


@pytest.mark.parametrize("rule", [sql_put_together, rows_fetched_by_key])
@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_the_code_keeps_the_rule(rule, path):
    found = list(rule(ast.parse((ROOT / path).read_text())))
    assert len(found) == (REVIEWED.get(str(path), 0) if rule is sql_put_together else 0), found


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_a_template_escapes_all_it_is_given(path):
    found = SAFE.findall((ROOT / path).read_text())
    assert len(found) == REVIEWED.get(str(path), 0), found


@pytest.mark.parametrize(
    "line",
    [
        'session.execute(text(f"SELECT {name}"))',
        'session.execute("SELECT " + name)',
        'connection.exec_driver_sql("SELECT %s" % name)',
        'op.execute("DELETE FROM {}".format(name))',
        'op.execute(", ".join(names))',
        'select(literal_column(f"{name} DESC"))',
    ],
)
def test_sql_put_together_is_found(line):
    assert list(sql_put_together(ast.parse(line)))


def test_sql_with_bound_parameters_is_let_through():
    line = 'session.execute(text("SELECT name FROM site WHERE id = :id"), {"id": number})'
    assert not list(sql_put_together(ast.parse(line)))


@pytest.mark.parametrize("line", ["db.session.get(Device, 1)", "session.get_one(Site, 1)", "db.session().get(kind, 1)"])
def test_a_row_fetched_by_key_is_found(line):
    assert list(rows_fetched_by_key(ast.parse(line)))


@pytest.mark.parametrize("line", ["session.get_one(Organisation, 1)", 'session.get("next")', "names.get(key, key)"])
def test_what_no_organisation_owns_is_let_through(line):
    assert not list(rows_fetched_by_key(ast.parse(line)))


@pytest.mark.parametrize("text", ["{{ name|safe }}", "{{ name | safe }}", "{% autoescape false %}"])
def test_a_template_that_does_not_escape_is_found(text):
    assert SAFE.search(text)


@pytest.mark.parametrize(("sample", "rule"), SAMPLES, ids=[sample.splitlines()[-1].strip() for sample, _ in SAMPLES])
def test_the_linter_refuses_it_in_the_product(sample, rule):
    command = [sys.executable, "-m", "ruff", "check", "--output-format", "concise", "--no-cache"]
    command += ["--stdin-filename", "inventaire/views/sample.py", "-"]
    told = subprocess.run(command, input=sample, capture_output=True, text=True, cwd=ROOT, check=False).stdout
    assert f" {rule} " in told
