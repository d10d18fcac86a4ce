"""What comes from outside is parsed by a child that can neither eat the machine nor call anybody."""

import sys
import textwrap

import pytest

from inventaire.confinement import Limits, is_offline, run_confined
from inventaire.domain.errors import TooLarge, UnreadableFile

SMALL = Limits(memory=256 << 20, processor=2, wall=5)


@pytest.fixture
def child(tmp_path, monkeypatch):
    """Make a module of its own that serves a parser, and give what runs it on a file."""
    given = tmp_path / "donnees.txt"
    given.write_text("bonjour")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    starter = tmp_path / "python"
    starter.write_text(f'#!/bin/sh\nshift 3\nexec "{sys.base_prefix}/bin/python3" -c "$CHILD" "$@"\n')
    starter.chmod(0o755)

    def run(parser, limits=SMALL):
        code = "import sys; sys.path[:0] = {path!r}\nfrom inventaire.confinement import serve\n{parser}\nserve(parse)"
        monkeypatch.setenv("CHILD", code.format(path=sys.path, parser=textwrap.dedent(parser)))
        return run_confined("anything", given, "données.txt", limits)

    return run


def test_what_the_parser_gives_comes_back(child):
    assert child("def parse(path, name): return [path.read_text(), name]") == ["bonjour", "données.txt"]


@pytest.mark.parametrize(("kind", "status"), [("UnreadableFile", 422), ("TooLarge", 413)])
def test_a_refusal_keeps_its_sentence_and_its_kind(child, kind, status):
    with pytest.raises(UnreadableFile, match="Trop de lignes") as refused:
        child(f"""
            from inventaire.domain.errors import {kind}
            def parse(path, name): raise {kind}("Trop de lignes.")
        """)
    assert refused.value.status == status


@pytest.mark.parametrize(
    "parser",
    [
        "def parse(path, name): return len(bytearray(1 << 30))",
        "import os\ndef parse(path, name): os.abort()",
        "def parse(path, name): raise RuntimeError('boom')",
    ],
    ids=["memory", "abort", "fault"],
)
def test_a_child_that_breaks_gives_a_french_sentence(child, parser):
    with pytest.raises(TooLarge, match="trop lourd"):
        child(parser)


def test_a_child_that_keeps_the_processor_too_long_points_to_the_command_line(child):
    with pytest.raises(TooLarge, match=r"\./run importer"):
        child("def parse(path, name):\n    while True: pass", Limits(processor=1))


def test_a_child_that_sleeps_too_long_points_to_the_command_line(child):
    with pytest.raises(TooLarge, match=r"\./run importer"):
        child("import time\ndef parse(path, name): time.sleep(60)", Limits(wall=1))


def test_a_child_reaches_no_network_where_the_kernel_allows_it(child):
    reached = child("""
        import socket
        def parse(path, name):
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
                try:
                    opened.connect(("192.0.2.1", 9))
                except OSError:
                    return "cut"
            return "open"
    """)
    assert reached == ("cut" if is_offline() else "open")
