"""A call: what an agent is answered, what is on the disk by then, and what it may not do."""

import gzip
import json
import os
import zlib

import pytest

from inventaire.services.agents import calls, journal
from inventaire.services.agents.calls import WAITING
from tests.agents.inventories import PROLOG, json_inventory, xml_inventory


@pytest.fixture
def kept(town):
    """Read what waits on the disk."""
    root = town.config["INSTANCE"] / "recus"
    return lambda: [path.read_text() for path in sorted(root.rglob(f"*{WAITING}"))]


def test_a_question_is_answered_and_leaves_nothing(call, kept, town):
    said, status = call(PROLOG)
    assert (status, kept()) == (200, [])
    assert "<RESPONSE>SEND</RESPONSE>" in said
    assert "<PROLOG_FREQ>24</PROLOG_FREQ>" in said
    assert list((town.config["INSTANCE"] / "recus").rglob("*.*")) == []


@pytest.mark.parametrize("text", [xml_inventory("PC-1"), json_inventory("PC-1")], ids=["xml", "json"])
@pytest.mark.parametrize("fold", [bytes, zlib.compress, gzip.compress])
def test_an_inventory_is_kept_unfolded_before_the_agent_is_told_so(call, kept, monkeypatch, text, fold):
    order = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: order.append("fsync") or real(descriptor))
    monkeypatch.setattr(calls, "answer_to", lambda *_, **__: order.append("answer") or calls.nothing_to_do())
    assert call(fold(text.encode()))[1] == 200
    assert kept() == [text]
    assert order[-3:] == ["fsync", "fsync", "answer"]  # the file, then its name


def test_what_is_kept_is_for_the_service_alone(call, town):
    call(xml_inventory("PC-1"))
    root = town.config["INSTANCE"] / "recus"
    assert {path.stat().st_mode & 0o777 for path in root.rglob("*") if path.is_file()} == {0o600}


def test_two_inventories_of_one_machine_are_both_kept(call, kept):
    for _ in range(2):
        call(xml_inventory("PC-1"))
    assert len(kept()) == 2


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (xml_inventory("PC-1").replace("INVENTORY", "SNMPQUERY"), "SNMPQUERY"),
        ('{"action": "netdiscovery", "deviceid": "x"}', "netdiscovery"),
    ],
)
def test_anything_but_an_inventory_is_refused_by_its_name(call, kept, text, word):
    said, status = call(text)
    assert (status, f"«\u00a0{word}\u00a0»" in said, kept()) == (422, True, [])


@pytest.mark.parametrize("sent", [b"", zlib.compress(b"x" * 500)[:-4], b"\x78\x9cpas du zlib"])
def test_what_cannot_be_unfolded_is_refused_and_told(call, kept, door, told, sent):
    assert call(sent)[1] == 422
    assert kept() == []
    assert len(told("agent_refused")) == 1
    assert journal.week_of(door()).refusals == 1


def test_a_refusal_is_said_in_the_words_of_the_agent(call):
    assert json.loads(call(b"", speaks_json=True)[0])["status"] == "error"
    assert call(b"")[0].endswith("</ERROR></REPLY>\n")


def test_an_agent_that_breaks_off_leaves_nothing(token, town):
    def broken():
        yield xml_inventory("PC-1").encode()[:100]
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        calls.hear(token, broken(), "192.0.2.7", speaks_json=False)
    assert list((town.config["INSTANCE"] / "recus").rglob("*.*")) == []


def test_what_is_no_inventory_is_held_to_64_kib(call, town):
    padded = PROLOG.replace("</REQUEST>", f"<X>{'x' * 70_000}</X></REQUEST>")
    said, status = call(padded)
    assert status >= 400
    assert "64" in said
    assert call(PROLOG)[1] == 200
