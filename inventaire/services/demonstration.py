"""The demonstration commune, taken in through the same door as anybody's files."""

import json
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from inventaire.domain.demonstration.commune import Demonstration, build_demonstration
from inventaire.domain.demonstration.factors import PREFERRED, SHEET
from inventaire.domain.demonstration.lots import Facts
from inventaire.domain.demonstration.meters import METERS
from inventaire.domain.demonstration.places import PLACES
from inventaire.domain.demonstration.prices import PRICES, SINCE, WHERE_FROM
from inventaire.domain.forecast.policy import Group
from inventaire.domain.imports import Target
from inventaire.models import Device, Organisation, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.services.avoided import create_avoided
from inventaire.services.disposal import create_disposal
from inventaire.services.factors import prefer_factor
from inventaire.services.imports.batch import run_import
from inventaire.services.maker_sheets import add_sheet
from inventaire.services.meter import create_meter, link_device
from inventaire.services.meter_reading import add_reading
from inventaire.services.organisation import initialise
from inventaire.services.policy import create_policy
from inventaire.services.prices import give_price
from inventaire.services.selection import whole
from inventaire.services.site import list_sites, update_site
from inventaire.spreadsheets.sheets import sheet_of
from inventaire.spreadsheets.writing import write_table

AUTHOR = "commune de démonstration"
POLICY = {
    "name": "Garder huit ans et reconditionner",
    "ages": {Group.COMPUTERS.value: 8, Group.SCREENS.value: 8, Group.MOBILES.value: 5},
    "refurbished": 30,
    "comment": "Discutée en commission numérique.",
}


def initialise_demonstration(say: Callable[[str], None]) -> Organisation:
    """Make the database and fill it with the demonstration commune; `say` tells the progress."""
    organisation = initialise(**build_demonstration().organisation)
    fill_with_demonstration(say)
    return organisation


def fill_with_demonstration(say: Callable[[str], None]) -> None:
    """Take the demonstration's files into the organisation that this session is held to."""
    town = build_demonstration()
    db.session().info[ACTOR] = Actor(AUTHOR)
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder, "inventaire-valbrume.ods")
        say("Commune de démonstration : écriture de son tableur…")
        write_table(
            workbook,
            "ods",
            [sheet_of(target, rows) for target, rows in _lists(town)],
        )
        agents = [_agent_file(Path(folder), name, content) for name, content in town.agent_files]
        say("Commune de démonstration : import du tableur…")
        run_import([(workbook, workbook.name)])
        say(f"Commune de démonstration : import de {len(agents)} fichiers d’agents…")
        run_import([(path, path.name) for path in agents])
    say("Commune de démonstration : ce que ses agents saisissent…")
    _enter(town)


def _enter(town: Demonstration) -> None:
    """Enter what no file of the commune tells."""
    _read_meters(town.reference_date)
    _tell_schools()
    for category, value in PREFERRED.items():
        prefer_factor(category, value)
    add_sheet(SHEET)
    create_policy(POLICY)
    for key, price in PRICES.items():
        give_price(key, None, price, SINCE, WHERE_FROM)
    for avoided in town.avoided:
        create_avoided(avoided)
    for names, facts in town.disposals:
        chosen = whole(Device, Device.name.in_(names))
        create_disposal(chosen, chosen.seen, facts)


def _read_meters(today: date) -> None:
    for each in METERS:
        meter = create_meter(each.facts()).id
        for reading in each.read():
            add_reading(meter, reading, today, sure=True)
        for device in each.devices:
            link_device(meter, device)


def _lists(town: Demonstration) -> list[tuple[Target, list[Facts]]]:
    devices, applications = (Target.DEVICES, town.devices), (Target.APPLICATIONS, town.applications)
    return [devices, applications, (Target.PURCHASES, town.purchases), (Target.CONTRACTS, town.contracts)]


def _tell_schools() -> None:
    """Say of each school its pupils, and whether its Wi-Fi can be switched off."""
    known = {site.name: site for site in list_sites()}
    for place in PLACES:
        if place.pupils:
            site = known[place.name]
            said = {"pupils": place.pupils, "wifi_switch": place.wifi_switch}
            update_site(site.id, site.version, said)


def _agent_file(folder: Path, name: str, content: dict[str, object]) -> Path:
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path
