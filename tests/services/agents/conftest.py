"""An address of the town hall, and agents that call there."""

import pytest
from sqlalchemy import select

from inventaire.models import AgentToken, db
from inventaire.services.agents import calls, taking
from inventaire.services.agents.tokens import add_token

HERE = "192.0.2.7"


@pytest.fixture
def token(town):
    return add_token("Postes de la mairie", "Mairie", [])


@pytest.fixture
def door(token):
    """The row of the address."""
    return lambda: db.session.scalars(select(AgentToken), execution_options={"populate_existing": True}).one()


@pytest.fixture
def call(town, token):
    """Call as an agent does; give what it is told, and under which status."""

    def send(text, address=HERE, to=token, **more):
        content = text if isinstance(text, bytes) else text.encode()
        answer, status = calls.hear(to, [content], address, **({"speaks_json": False} | more))
        return answer.body.decode(), status

    return send


@pytest.fixture
def hand_over(call):
    """Have agents hand inventories over, all before they are read, then read them."""

    def send(*texts):
        for text in texts:
            assert call(text)[1] == 200
        taking.take_in_waiting()
        db.session.rollback()

    return send
