"""Agent files read whole, in the child process."""

import json
from pathlib import Path

import pytest

from inventaire.agents.reading import read_agent_file
from inventaire.confinement import Limits
from inventaire.domain.errors import TooLarge, UnreadableFile

FILES = Path(__file__).parents[1] / "files"
MARKER = "Camille-Durand"
PEOPLE_XML = (
    f"<HARDWARE><NAME>pc-1</NAME><LASTLOGGEDUSER>{MARKER}</LASTLOGGEDUSER><WINOWNER>{MARKER}</WINOWNER></HARDWARE>"
    f"<LOCAL_USERS><LOGIN>{MARKER}</LOGIN></LOCAL_USERS><ENVS><KEY>USER</KEY><VAL>{MARKER}</VAL></ENVS>"
    f"<PROCESSES><CMD>{MARKER}</CMD></PROCESSES><LOCAL_GROUPS><MEMBER>{MARKER}</MEMBER></LOCAL_GROUPS>"
    f"<SOFTWARES><NAME>GIMP</NAME><USERNAME>{MARKER}</USERNAME></SOFTWARES>"
)


def xml(content, query="INVENTORY"):
    return f"<REQUEST><CONTENT>{content}</CONTENT><DEVICEID>pc-1</DEVICEID><QUERY>{query}</QUERY></REQUEST>"


def glpi(content, **envelope):
    return json.dumps({"deviceid": "pc-1", "content": content, **envelope})


@pytest.fixture
def read(tmp_path):
    def reading(received):
        path = tmp_path / "inventaire"
        path.write_bytes(received if isinstance(received, bytes) else received.encode())
        return read_agent_file(path, "inventaire")

    return reading


@pytest.fixture
def refused(read):
    def refusing(received):
        with pytest.raises(UnreadableFile) as refusal:
            read(received)
        return str(refusal.value)

    return refusing


def test_a_real_fusioninventory_file_gives_its_machine_and_its_software():
    found = read_agent_file(FILES / "fusioninventory.xml", "fusioninventory.xml")
    assert (found["format"], found["agent"]) == ("fusioninventory_xml", "FusionInventory-Inventory_v2.6-3")
    assert found["device"] == {
        "name": "valbrume-pc-042",
        "category": "laptop",
        "manufacturer": "Dell Inc.",
        "model": "Precision 3541",
        "serial": "VALB042",
        "inventory_number": "VAL-2020-042",
        "uuid": "4c4c4544-0056-4110-804c-b2c04f343230",
        "operating_system": "Debian GNU/Linux 12 (bookworm)",
        "operating_system_version": "12.11",
        "processor": "Intel(R) Xeon(R) Processor",
        "memory_gb": 23.5,
        "storage_gb": 512,
        "storage_kind": "ssd",
    }
    assert len(found["software"]) == 280
    writer = next(row for row in found["software"] if row["raw_name"] == "libreoffice-writer")
    assert (writer["publisher"], writer["source"], writer["section"]) == ("Debian", "deb", "editors")
    assert not found["virtual"]


def test_a_real_ocs_file_gives_its_machine_its_label_and_its_software():
    found = read_agent_file(FILES / "ocsinventory.ocs", "ocsinventory.ocs")
    assert (found["format"], found["agent"], found["tag"]) == ("ocs_xml", None, "MAIRIE")
    assert found["device"]["category"] == "desktop_tower"
    assert found["device"]["operating_system_version"] == "12"
    assert found["device"]["storage_kind"] == "hdd"
    writer = next(row for row in found["software"] if row["raw_name"] == "libreoffice-writer")
    assert writer["publisher"] == "http://www.libreoffice.org"
    assert writer["installed_on"] == "2026-10-22"


def test_a_glpi_file_gives_what_it_leaves_aside_as_counts():
    found = read_agent_file(FILES / "glpi-agent.json", "glpi-agent.json")
    assert found["left_aside"] == {"printers": 2, "licenseinfos": 1, "antivirus": 1}
    assert found["device"]["operating_system_version"] == "22H2"
    assert (found["device"]["storage_gb"], found["device"]["memory_gb"]) == (256, 8)
    names = [row["raw_name"] for row in found["software"]]
    assert "Microsoft Office Professionnel Plus 2016" in names
    assert "WithSecure™ Elements Agent" in names
    assert [row["section"] for row in found["software"]].count("security_update") == 2


def test_nothing_about_people_is_handed_over(read):
    found = read(xml(PEOPLE_XML))
    assert found["software"][0]["raw_name"] == "GIMP"
    assert MARKER not in json.dumps(found)
    assert any("données personnelles" in note for note in found["notes"])


def test_nothing_about_people_is_handed_over_from_json_either(read):
    content = {"hardware": {"name": "pc-1", "lastloggeduser": MARKER}, "users": [{"login": MARKER}]}
    assert MARKER not in json.dumps(read(glpi(content)))


def test_a_virtual_machine_is_told(read):
    found = read(glpi({"hardware": {"name": "srv", "vmsystem": "VMware"}}))
    assert found["virtual"]
    assert "VMware" in found["notes"][0]


def test_a_partial_inventory_is_told(read):
    found = read(glpi({"hardware": {"name": "pc-1"}}, partial=True))
    assert found["partial"]
    assert not read(glpi({"hardware": {"name": "pc-1"}}))["partial"]


def test_a_telephone_is_read(read):
    assert read(glpi({"hardware": {"name": "tel-1"}}, itemtype="Phone"))["device"]["category"] == "smartphone"


def test_a_program_without_a_name_is_left_aside_and_counted(read):
    content = {"hardware": {"name": "pc-1"}, "softwares": [{"name": "  "}, {"name": "GIMP"}, {}, "x"]}
    found = read(glpi(content))
    assert [row["raw_name"] for row in found["software"]] == ["GIMP"]
    assert "Logiciels sans nom lisible, laissés de côté\u00a0: 2." in found["notes"]


def test_keys_that_are_not_known_are_ignored(read):
    found = read(glpi({"hardware": {"name": "pc-1", "colour": "red"}, "chairs": [{"name": 4}], "x": None}))
    assert found["device"] == {"name": "pc-1", "category": "computer"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_an_encoding_that_the_file_declares_is_followed(read, encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + xml("<HARDWARE><NAME>école</NAME></HARDWARE>")
    assert read(text.encode(encoding))["device"]["name"] == "école"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_is_read_in_any_unicode(read, encoding):
    text = '{"deviceid": "x", "content": {"hardware": {"name": "école"}}}'
    assert read(text.encode(encoding))["device"]["name"] == "école"


def test_a_lone_half_of_a_sign_does_not_stop_the_reading(read):
    found = read('{"deviceid": "x", "content": {"hardware": {"name": "pc\\ud800-1\\u0000"}}}')
    assert found["device"]["name"] == "pc-1"


@pytest.mark.parametrize("received", [b"", b"  \n "])
def test_an_empty_file_is_refused(refused, received):
    assert "vide" in refused(received)


@pytest.mark.parametrize("name", ["fusioninventory.xml", "ocsinventory.ocs", "glpi-agent.json"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_file_is_refused(refused, name, share):
    whole = (FILES / name).read_bytes()
    assert "s’arrête avant la fin" in refused(whole[: int(len(whole) * share)])


@pytest.mark.parametrize("received", ["Nom;Site\nPC;Mairie", "PK\x03\x04", "<html/>", "[]", '{"content": 3}'])
def test_another_file_is_refused(refused, received):
    assert "n’est pas un inventaire d’agent reconnu" in refused(received)


@pytest.mark.parametrize(
    "received",
    [
        "<REQUEST><CONTENT><A></B></CONTENT></REQUEST>",
        b"<REQUEST><CONTENT>\xe9</CONTENT></REQUEST>",
        '<?xml version="1.0" encoding="inconnu"?><REQUEST></REQUEST>',
        '<?xml version="1.0" encoding="big5"?><REQUEST></REQUEST>',
        '{"deviceid": "x", "content": {"hardware": {"memory": NaN}}}',
        '{"deviceid": "x", "content": {"hardware": {"memory": Infinity}}}',
        '{"deviceid": "x", "content": {"hardware": {"memory": ' + "9" * 5_000 + "}}}",
        '{"deviceid": "x", "content": ' + "[" * 100_000,
        '{"deviceid": "x", "content": {},}',
        b'{"deviceid": "\xff", "content": {}}',
    ],
    ids=range(10),
)
def test_a_damaged_file_is_refused(refused, received):
    assert "abîmé" in refused(received)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "definition",
    [
        "<!DOCTYPE REQUEST>",
        '<!DOCTYPE REQUEST [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE REQUEST [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE REQUEST SYSTEM "http://exemple.test/x.dtd">',
    ],
)
def test_a_definition_of_document_is_refused_whatever_the_encoding(refused, definition, encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>{definition}' + xml("<HARDWARE/>")
    assert "(DTD)" in refused(text.encode(encoding))


def test_a_file_nested_without_end_is_refused(refused):
    assert "n’est pas un inventaire" in refused("<REQUEST>" + "<a>" * 100_000)


def test_an_answer_that_is_not_an_inventory_is_refused_by_its_name(refused):
    assert "«\u00a0PROLOG\u00a0»" in refused(xml("", query="PROLOG"))


def test_what_the_network_says_without_a_kind_is_refused_with_what_to_do(refused):
    assert "tableur" in refused(glpi({"network_device": {"name": "x"}}, itemtype="Unmanaged"))


def test_a_file_that_does_not_say_which_machine_it_is_is_refused(refused):
    assert "de quel poste" in refused(xml("<SOFTWARES><NAME>GIMP</NAME></SOFTWARES>"))


def test_a_file_beyond_32_mib_is_refused_and_one_at_the_limit_is_read(read, refused):
    start, end = glpi({"hardware": {"name": "pc-1"}})[:-1], "}"
    room = (32 << 20) - len(start) - len(end)
    assert read(start + " " * room + end)["device"]["name"] == "pc-1"
    assert "32\u00a0Mio" in refused(start + " " * (room + 1) + end)


def test_more_programs_than_any_machine_has_are_refused(refused):
    many = "<SOFTWARES/>" * 500_001
    assert "500\u202f000" in refused(xml("<HARDWARE><NAME>x</NAME></HARDWARE>" + many))


def test_a_file_that_unfolds_beyond_the_memory_of_the_child_is_refused(tmp_path):
    path = tmp_path / "lourd.json"
    path.write_text('{"deviceid": "x", "content": {"chairs": [' + "{}," * 2_000_000 + "{}]}}")
    with pytest.raises(TooLarge):
        read_agent_file(path, path.name, Limits(memory=100 << 20))


@pytest.mark.parametrize(("count", "is_read"), [(20_000, True), (20_001, False)])
def test_more_programs_than_a_machine_has_are_refused(tmp_path, count, is_read):
    path = tmp_path / "agent.json"
    content = {"hardware": {"name": "PC-1"}, "softwares": [{"name": "Outil"}] * count}
    path.write_text(json.dumps({"deviceid": "x", "content": content}))
    if is_read:
        assert len(read_agent_file(path, "agent.json")["software"]) == count
    else:
        with pytest.raises(TooLarge, match="logiciels"):
            read_agent_file(path, "agent.json")
