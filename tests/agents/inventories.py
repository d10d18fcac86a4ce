"""Invented inventories, as the three agents write them."""

import json

PROLOG = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<REQUEST>\n  <DEVICEID>pc-2026-11-22-08-00-00</DEVICEID>\n'
    "  <QUERY>PROLOG</QUERY>\n  <TOKEN>12345678</TOKEN>\n</REQUEST>\n"
)


def xml_inventory(name, serial="", software=("Outil",), **hardware):
    """Give what FusionInventory and OCS hand over: words in capitals, the query at the end."""
    leaves = "".join(f"<{key.upper()}>{value}</{key.upper()}>" for key, value in ({"name": name} | hardware).items())
    programs = "".join(f"<SOFTWARES><NAME>{program}</NAME><VERSION>1.2</VERSION></SOFTWARES>" for program in software)
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<REQUEST>\n  <CONTENT>\n'
        f"    <BIOS><SMANUFACTURER>Dell Inc.</SMANUFACTURER><SSN>{serial}</SSN></BIOS>\n"
        f"    <HARDWARE>{leaves}</HARDWARE>\n    <USERS><LOGIN>mdupont</LOGIN></USERS>\n    {programs}\n"
        f"  </CONTENT>\n  <DEVICEID>{name}-2026-11-22-08-00-00</DEVICEID>\n  <QUERY>INVENTORY</QUERY>\n</REQUEST>\n"
    )


def json_inventory(name, serial="", software=("Outil",), **envelope):
    """Give what the GLPI agent hands over."""
    content = {
        "bios": {"smanufacturer": "Dell Inc.", "ssn": serial},
        "hardware": {"name": name, "chassis_type": "Notebook"},
        "softwares": [{"name": program, "version": "1.2"} for program in software],
        "users": [{"login": "mdupont"}],
        "versionclient": "GLPI-Agent_v1.11",
    }
    said = {"action": "inventory", "content": content, "deviceid": f"{name}-2026-11-22-08-00-00"}
    return json.dumps(said | {"itemtype": "Computer"} | envelope, indent=3, sort_keys=True)
