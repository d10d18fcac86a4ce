"""Rows handed to the driver as they stand are those that the mapper would have written."""

import pytest
from sqlalchemy import func, select

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus
from inventaire.models import AuditLine, Device, Site, db
from inventaire.models.bulk import CHUNK, insert_all
from inventaire.models.putting import MOST_VALUES, next_ids, put_all
from inventaire.services.database import writing
from inventaire.services.device import create_device
from inventaire.services.trace_check import trace_faults

PLAIN = {"category": "laptop", "status": "in_stock", "quantity": 1, "version": 1, "in_service_on": "2019-03"}


@pytest.fixture(autouse=True)
def _in_town(town):
    pass


@pytest.mark.parametrize("count", [1, CHUNK, CHUNK + 1, MOST_VALUES // 8 + 1])
def test_rows_come_back_in_their_order_whatever_their_number(count):
    with writing() as session:
        ids = insert_all(session, Device, [PLAIN | {"name": f"PC-{rank}"} for rank in range(count)])
    found = db.session.execute(select(Device.id, Device.name).order_by(Device.id)).all()
    assert [tuple(row) for row in found] == [(new, f"PC-{rank}") for rank, new in enumerate(ids)]
    assert trace_faults() == []


def test_a_plain_value_and_a_typed_one_are_kept_alike():
    typed = {"category": DeviceCategory.LAPTOP, "status": DeviceStatus.IN_STOCK, "in_service_on": PartialDate(2019, 3)}
    with writing() as session:
        insert_all(session, Device, [PLAIN, PLAIN | typed])
    one, other = db.session.scalars(select(Device).order_by(Device.id))
    assert (one.category, one.status, one.in_service_on) == (other.category, other.status, other.in_service_on)
    lines = db.session.scalars(select(AuditLine).where(AuditLine.subject == "device")).all()
    assert lines[0].after == lines[1].after == PLAIN


@pytest.mark.parametrize("wrong", [{"category": "submarine"}, {"in_service_on": "hier"}])
def test_what_no_column_holds_is_not_written(wrong):
    with pytest.raises(ValueError), writing() as session:  # noqa: PT011 - the words are Python's own
        insert_all(session, Device, [PLAIN, PLAIN | wrong])
    assert db.session.scalar(select(func.count()).select_from(Device)) == 0


def test_a_row_may_say_a_column_that_the_first_does_not():
    with writing() as session:
        insert_all(session, Device, [PLAIN, PLAIN | {"name": "PC-2"}])
    assert db.session.scalars(select(Device.name).order_by(Device.id)).all() == [None, "PC-2"]


def test_an_id_is_never_given_twice():
    with writing() as session:
        (gone,) = insert_all(session, Site, [{"name": "Mairie", "version": 1}])
        session.execute(Site.__table__.delete())
        (new,) = next_ids(session.connection(), Site.__table__, 1)
        put_all(
            session.connection(), Site.__table__, [{"id": new, "name": "École", "version": 1, "organisation_id": 1}]
        )
    assert new > gone
    assert create_device({"category": DeviceCategory.LAPTOP}).id
    with writing() as session:
        session.add(other := Site(name="Gymnase"))
    assert other.id > new
