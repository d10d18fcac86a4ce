"""On whom the organisation depends: figures added up by hand, and the lists behind them."""

from datetime import date

import pytest
from sqlalchemy import event, select

from inventaire.catalog.reader import load_catalog
from inventaire.domain.concentration import Reading
from inventaire.domain.jurisdiction import Kin, Ring
from inventaire.domain.vocabulary import HostingPlace
from inventaire.models import Application, db
from inventaire.models.scope import set_scope
from inventaire.services.application import ApplicationQuery, list_applications
from inventaire.services.catalogue import systems_in_use
from inventaire.services.ownership import NOBODY, owners
from inventaire.services.plan import current_plan
from inventaire.services.reliance import reliance
from inventaire.services.reliance_figures import figures, reliance_sheet
from inventaire.services.software import tools_outside_europe
from tests.services.inventories import a_part, software, take_in


def take_in_a_small_town():
    """Two machines; Microsoft on both, Adobe on one, a local program, an online service."""
    take_in(
        a_part({"name": "PC-1", "serial": "AAA111"}, {"name": "PC-2", "serial": "BBB222"}),
        software(
            paid("Microsoft Office 2016", "Microsoft Corporation", 600, device="AAA111", mission="Accueil"),
            {"raw_name": "Microsoft Office 2016", "publisher": "Microsoft Corporation", "device": "BBB222"},
            paid("Adobe Acrobat Pro", "Adobe Inc.", 300, device="AAA111", mission="Accueil"),
            paid("e.magnus", "Berger-Levrault", 100, hosting_place="town"),
            paid("Sedit RH", "Berger-Levrault", 0),
            paid("Doctolib", "Doctolib", None, hosting_place="eu"),
            paid("Programme inconnu", "Microsoft Corporation", 0, device="BBB222"),
            paid("Cantine maison", "Éditions du Val", 70),
            {"raw_name": "LibreOffice", "publisher": "The Document Foundation", "device": "BBB222"},
        ),
    )


def paid(name, publisher, cost, **more):
    return {"raw_name": name, "publisher": publisher, "yearly_cost_excl_eur": cost} | more


def by_name(lines):
    return {getattr(line.of, "group", line.of): line for line in lines}


@pytest.fixture
def small_town(town):
    take_in_a_small_town()
    return reliance()


def test_spending_adds_up_by_group_and_a_publisher_stands_for_a_name_that_nobody_knows(small_town):
    found = by_name(small_town.groups)
    assert (found["Microsoft"].applications, found["Microsoft"].cost, found["Microsoft"].known_costs) == (2, 600, 2)
    assert found["Berger-Levrault"].cost == 100
    assert (found["Doctolib"].cost, found["Doctolib"].known_costs) == (0, 0)
    assert (found["Éditions du Val"].ring, found["Éditions du Val"].cost) == (Ring.UNKNOWN, 70)


def test_a_machine_counts_once_for_a_group_however_many_of_its_programs_it_has(small_town):
    found = by_name(small_town.groups)
    assert (found["Microsoft"].posts, found["Adobe"].posts, found["Logiciels libres"].posts) == (2, 1, 1)
    assert by_name(small_town.rings)[Ring.OUTSIDE].posts == 2
    assert small_town.posts == 2


def test_the_index_is_the_sum_of_the_squares_of_the_known_groups(small_town):
    """600, 300, 100 and 0 of 1000: 60² + 30² + 10², on the five known costs of six applications."""
    found = small_town.of_spending
    assert found.index == pytest.approx(4_600)
    assert (found.reading, found.first, found.first_share) == (Reading.HIGH, "Microsoft", 0.6)
    assert (found.known, found.total) == (5, 6)


def test_giants_and_rings_share_the_applications_out(small_town):
    kin = {line.of: line.applications for line in small_town.kin}
    assert kin == {Kin.GAFAM: 2, Kin.OUTSIDE: 1, Kin.EUROPE: 3, Kin.UNKNOWN: 1, Kin.FREE: 1}
    assert sum(line.applications for line in small_town.rings) == small_town.total.applications == 8


def test_hosting_places_keep_apart_what_nobody_said(small_town):
    places = {line.of: line.applications for line in small_town.hosting}
    assert places == {HostingPlace.TOWN: 1, HostingPlace.EU: 1, None: 6}


def test_a_mission_names_the_groups_that_hold_it(small_town):
    (mission,) = small_town.missions
    assert (mission.mission, mission.groups, mission.outside) == ("Accueil", ("Adobe", "Microsoft"), 2)


def test_a_mission_is_essential_when_a_function_of_its_tools_must_go_on_with_no_network(town):
    catalog = load_catalog()
    take_in(software(*(paid(tool.name, tool.vendor.name, 1, mission=slug) for slug, tool in catalog.tools.items())))
    tools = dict(db.session.execute(select(Application.mission, Application.tool)).all())
    for line in reliance().missions:
        found = catalog.tools.get(tools[line.mission] or "")
        wanted = found and any(catalog.functions[key].essential_offline for key in found.functions)
        assert line.essential is bool(wanted), line


@pytest.mark.parametrize(
    ("category", "system", "group"),
    [
        ("smartphone", "iOS 15", "Apple"),
        ("school_tablet", "iPadOS 15", "Apple"),
        ("switch", "IOS 15", None),
        ("server_rack", "IOS 15", None),
        ("firewall", "FortiOS 7.4", None),
        ("switch", "Windows 10", None),
        ("laptop", "Windows 10", "Microsoft"),
        ("server_rack", "Debian GNU/Linux 12 (bookworm)", "Logiciels libres"),
    ],
)
def test_a_system_counts_for_its_group_on_the_machines_that_can_run_it(town, category, system, group):
    take_in(a_part({"name": "M-1", "category": category, "operating_system": system}))
    assert {line.of.group: line.posts for line in reliance().groups} == ({group: 1} if group else {})


def test_a_switch_brings_no_phone_system_into_the_plan_nor_among_the_tools_in_use(town):
    take_in(a_part({"name": "SW-1", "category": "switch", "operating_system": "IOS 15"}))
    plan = current_plan(date(2026, 11, 22))
    assert (systems_in_use(), tools_outside_europe(), plan.steps, plan.unplaced) == ({}, (), (), ())
    take_in(a_part({"name": "MOB-1", "category": "smartphone", "operating_system": "iOS 15", "quantity": 3}))
    assert systems_in_use() == {"ios-ipados": 3}


def test_too_few_costs_give_no_index(town):
    take_in(software(*(paid(f"Outil {n}", "Microsoft Corporation", 10) for n in range(4))))
    found = reliance().of_spending
    assert (found.index, found.known) == (None, 4)


def test_an_empty_town_depends_on_nobody(town):
    found = reliance()
    assert (found.groups, found.posts, found.of_spending.index) == ((), 0, None)
    assert all(not figure.chart.bars for figure in figures(found).values())


@pytest.mark.parametrize(
    ("publisher", "group", "ring"),
    [
        ("Microsoft Corporation", "Microsoft", Ring.OUTSIDE),
        ("Éditions du Val", "Éditions du Val", Ring.UNKNOWN),
        ("", NOBODY, Ring.UNKNOWN),
    ],
)
def test_the_owner_of_an_unknown_name_is_its_publisher(publisher, group, ring):
    owner = owners().of(None, "unknown", publisher)
    assert (owner.group, owner.ring) == (group, ring)


def behind(**filters):
    return list_applications(ApplicationQuery(**filters), 1).total


def assert_every_figure_opens_to_as_many_applications(found):
    for line in found.groups:
        assert behind(group=line.of.group) == line.applications, line
    for line in found.rings:
        assert behind(ring=line.of) == line.applications, line
    for line in found.kin:
        assert behind(kin=line.of) == line.applications, line
    for line in found.hosting:
        assert behind(hosting=line.of, unplaced=line.of is None) == line.applications, line
    for line in found.missions:
        assert behind(mission=line.mission) == line.applications, line


def test_each_figure_opens_to_the_applications_behind_it(small_town):
    assert_every_figure_opens_to_as_many_applications(small_town)


def test_each_figure_of_the_demonstration_opens_too(demonstration):
    with demonstration.app_context():
        set_scope(db.session(), 1)
        assert_every_figure_opens_to_as_many_applications(reliance())


def test_the_demonstration_commune_by_hand(demonstration):
    """From the costs of its declared applications (domain/demonstration), added up on paper.

    Known groups: 72 900 €, whose squares make 523,695 million: 523 695 000 ÷ 72 900² × 10 000 = 985.
    """
    with demonstration.app_context():
        set_scope(db.session(), 1)
        found = reliance()
    groups = {line.of.group: line.cost for line in found.groups}
    assert groups["Berger-Levrault"] == 9_800 + 5_400 + 2_350
    assert groups["Arpège"] == 6_900 + 2_100
    assert groups["Logitud Solutions"] == 1_450 + 780 + 690 + 1_620
    rings = {line.of: (line.cost, line.known_costs) for line in found.rings}
    assert rings[Ring.UNION] == (2_300 + 610, 2)
    assert rings[Ring.OUTSIDE] == (5_900 + 3_900 + 1_900 + 1_150 + 1_080 + 790 + 720 + 540 + 420 + 230, 10)
    assert rings[Ring.UNKNOWN] == (620 + 940 + 310, 3)
    assert rings[Ring.FREE] == (1_200, 1)
    assert found.total.cost == 75_970
    assert round(found.of_spending.index) == 985
    assert (found.of_spending.reading, found.of_spending.first) == (Reading.LOW, "Berger-Levrault")
    places = {line.of: line.cost for line in found.hosting}
    assert (places[HostingPlace.OUTSIDE_EU], places[HostingPlace.EU]) == (420 + 230 + 540, 5_900 + 1_670)


def test_the_file_holds_every_line_of_the_page(small_town):
    sheet = reliance_sheet()
    rows = [dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows]
    of = {(row["Vue"], row["Ligne"]): row for row in rows}
    assert of["Groupes", "Microsoft"]["Dépense (€ HT par an)"] == 600
    assert of["Groupes", "Doctolib"]["Dépense (€ HT par an)"] is None
    assert of["Concentration", "Dépense"]["Indice (0 à 10 000)"] == 4_600
    assert len(of) == len(rows)


def test_the_free_share_can_be_done_again_from_the_file(small_town):
    sheet = reliance_sheet()
    rows = [dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows]
    shares = [row for row in rows if row["Vue"] == "Postes avec un logiciel libre"]
    told = [(share.free, share.machines) for share in small_town.shares]
    assert [(row["Postes"], row["Postes inventoriés"]) for row in shares] == told
    assert (1, 2) in told


def test_accounts_that_nobody_declared_stay_unknown_in_the_file(town):
    take_in(software({"raw_name": "Zoom"}, {"raw_name": "Microsoft Office 2016", "seats": 12}))
    sheet = reliance_sheet()
    rows = [dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows]
    seats = {row["Ligne"]: row["Comptes déclarés"] for row in rows if row["Vue"] == "Groupes"}
    assert [seats[line.of.group] for line in reliance().groups] == [12, None]


def test_the_page_asks_no_query_for_each_row(small_town):
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    take_in(software(*(paid(f"Outil {n}", f"Éditeur {n}", n) for n in range(200))))
    asked.clear()
    reliance()
    assert len(asked) < 15
