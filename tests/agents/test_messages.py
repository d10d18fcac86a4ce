"""A message of an agent is told from its two ends, without being read."""

import pytest

from inventaire.agents.messages import HEAD, Kind, message_in

CONTENT = "<CONTENT>" + "<SOFTWARES><NAME>outil</NAME></SOFTWARES>" * 4_000 + "</CONTENT>"


@pytest.fixture
def told(tmp_path):
    def tell(text, encoding="utf-8"):
        path = tmp_path / "message"
        path.write_bytes(text.encode(encoding))
        return message_in(path)

    return tell


def xml(query, content=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8" ?>\n<REQUEST>{content}\n  <DEVICEID>pc-2026-11-22-08-00-00</DEVICEID>\n'
        f"  <QUERY>{query}</QUERY>\n</REQUEST>\n"
    )


@pytest.mark.parametrize(
    ("text", "kind", "is_json"),
    [
        (xml("PROLOG"), Kind.PROLOG, False),
        (xml("INVENTORY", CONTENT), Kind.INVENTORY, False),
        (xml("SNMPQUERY"), Kind.OTHER, False),
        (xml("NETDISCOVERY", CONTENT), Kind.OTHER, False),
        ('{"action": "contact", "deviceid": "pc-2026-11-22-08-00-00"}', Kind.CONTACT, True),
        ('{"action":"inventory","deviceid":"pc-2026-11-22-08-00-00","content":{}}', Kind.INVENTORY, True),
        ('\ufeff {"deviceid": "pc-2026-11-22-08-00-00", "content": {}}', Kind.INVENTORY, True),
        ('{"action": "netinventory", "deviceid": "pc-2026-11-22-08-00-00"}', Kind.OTHER, True),
        ('{"action": "PROLOG", "deviceid": "pc-2026-11-22-08-00-00"}', Kind.OTHER, True),
    ],
)
def test_the_kind_of_a_message_is_told(told, text, kind, is_json):
    found = told(text)
    assert (found.kind, found.is_json, found.device) == (kind, is_json, "pc-2026-11-22-08-00-00")


def test_what_says_nothing_of_itself_is_left_to_the_reading(told):
    assert told("<REQUEST/>").kind is Kind.INVENTORY
    assert told(xml("PROLOG"), "utf-16").kind is Kind.INVENTORY


def test_the_middle_of_a_long_message_says_nothing(told):
    assert told("<REQUEST>" + "x" * HEAD + "<QUERY>PROLOG</QUERY>" + "x" * HEAD + "</REQUEST>").kind is Kind.INVENTORY
