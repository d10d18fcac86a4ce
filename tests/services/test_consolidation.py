"""The sums of a group: made of its communes, telling of none."""

import pytest
from sqlalchemy import select

from inventaire.domain.errors import Conflict, NotFound
from inventaire.domain.vocabulary import OrganisationKind
from inventaire.models import Consolidated, Device, Site, db
from inventaire.models.scope import acting_as, scope_of, set_scope
from inventaire.services import consolidation, group
from inventaire.services.organisation import add_organisation, current_organisation
from tests.services.inventories import a_part, software, take_in

GROUP, NAMES = "CC du Val", ("Alban", "Bresle", "Cormier", "Doulon")
MOTHER = 2  # the second organisation of the installation
MARKER = "Château-Repère"


def a_town(name, machines):
    """Add a commune of the group, with laptops in one place that bears the marker."""
    town = add_organisation(name, None, OrganisationKind.COMMUNE)
    take_in(
        a_part(*({"serial": f"S{number}", "site": MARKER, "in_service_on": "2020"} for number in range(machines))),
        software({"raw_name": "LibreOffice"}),
    )
    group.attach(town.code, "cc-du-val")
    return town.id


@pytest.fixture
def towns(town):
    """A group of three communes of 20, 30 and 50 machines; the session is held to the group."""
    assert add_organisation(GROUP, None, OrganisationKind.EPCI).id == MOTHER
    found = [a_town(name, machines) for name, machines in zip(NAMES, (20, 30, 50), strict=False)]
    set_scope(db.session(), MOTHER)
    return found


def reckon():
    consolidation.reckon(lambda _done, _total: None)
    return {line.aggregate.key: line.sum for line in consolidation.consolidation().lines}


def test_the_sums_are_those_of_the_communes(towns):
    found = reckon()
    assert found["machines"].estimate.values() == (100, 100, 100)
    assert found["machines"].communes == 3
    assert found["free"].estimate.values() == (None, None, 10)
    assert found["systems_over"] is None
    embodied = found["embodied_kgco2e"].estimate
    assert embodied.low < embodied.central < embodied.high


def test_the_progress_is_told_commune_by_commune(towns):
    told = []
    consolidation.reckon(lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3)]


def test_a_second_reckoning_takes_the_place_of_the_first(towns):
    reckon()
    set_scope(db.session(), towns[0])
    take_in(a_part(*({"serial": f"T{number}"} for number in range(50))))
    set_scope(db.session(), MOTHER)
    assert reckon()["machines"].estimate.central == 150
    assert len(db.session.scalars(select(Consolidated).where(Consolidated.key == "machines")).all()) == 1


def test_under_three_communes_nothing_is_kept(towns):
    reckon()
    group.detach("alban")
    assert {line.sum for line in consolidation.consolidation().lines} == {None}
    assert not any(reckon().values())
    assert not consolidation.consolidation().is_possible


def test_an_empty_inventory_is_no_third_commune(towns):
    group.detach("cormier")
    add_organisation("Vide", None, OrganisationKind.COMMUNE)
    group.attach("vide", "cc-du-val")
    set_scope(db.session(), MOTHER)
    assert not any(reckon().values())
    assert consolidation.consolidation().communes == 3


def test_a_commune_that_leaves_takes_the_sums_away_and_is_no_more_in_the_next(towns):
    a_town("Doulon", 40)
    set_scope(db.session(), MOTHER)
    assert reckon()["machines"].estimate.central == 140
    set_scope(db.session(), towns[0])
    group.leave_group()
    assert current_organisation().group_id is None
    set_scope(db.session(), MOTHER)
    assert consolidation.consolidation().computed_at is None
    assert reckon()["machines"].estimate.central == 120


def test_a_commune_that_leaves_meanwhile_stops_the_reckoning(towns):
    def leave(done, _total):
        if done == 2:
            group.detach("alban")

    with pytest.raises(Conflict, match="recommencez"):
        consolidation.reckon(leave)
    assert db.session.scalars(select(Consolidated)).all() == []


def test_the_session_of_the_group_holds_no_row_of_its_communes(towns):
    reckon()
    assert scope_of(db.session()) == MOTHER
    assert not [row for row in db.session() if isinstance(row, Device | Site)]
    assert db.session.scalars(select(Device)).all() == []


def test_what_is_kept_tells_no_name_and_no_figure_of_a_commune(towns):
    before = tables_of(MOTHER)
    reckon()
    after = tables_of(MOTHER)
    assert {table for table in after if after[table] != before[table]} == {"consolidated"}
    assert MARKER not in str(after)
    assert not {20, 30, 50} & {value for row in after["consolidated"] for value in row}


def test_a_commune_has_no_sums_of_its_own(towns):
    set_scope(db.session(), towns[0])
    for ask in (consolidation.consolidation, reckon):
        with pytest.raises(NotFound):
            ask()


def tables_of(organisation):
    """Give every row that one organisation holds, table by table."""
    with acting_as(db.session(), organisation_id=organisation):
        held = [table for table in db.metadata.sorted_tables if "organisation_id" in table.c]
        return {
            table.name: [
                tuple(row)
                for row in db.session.connection().execute(select(table).where(table.c.organisation_id == organisation))
            ]
            for table in held
        }
