"""An address of agents: made once, shown once, closed for good, and it opens nothing else."""

import pytest
from sqlalchemy import select

from inventaire.domain.errors import Conflict, Forbidden, NotFound, Refusal
from inventaire.domain.vocabulary import OrganisationKind, Role
from inventaire.models import AgentToken, AuditLine, Site, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import scope_of, set_scope
from inventaire.services.agents import tokens
from inventaire.services.organisation import add_organisation
from tests.agents.inventories import PROLOG

HERE = "192.0.2.7"


def test_only_the_hash_of_a_token_is_kept_and_its_making_is_traced(door, token, told):
    assert token not in str(vars(door()))
    assert len(token) >= 40
    (line,) = db.session.scalars(select(AuditLine).where(AuditLine.subject == "agent_token"))
    assert (line.action, line.after["name"], line.after["token_hash"]) == ("created", "Postes de la mairie", "•••")
    assert [each["agent_token_id"] for each in told("agent_token_made")] == [door().id]
    assert token not in str(told())


def test_a_site_is_found_by_its_name_or_made(token):
    tokens.add_token("Portables", " mairie ".upper().strip(), [])
    tokens.add_token("École", "École Jules-Ferry", [])
    assert sorted(db.session.scalars(select(Site.name))) == ["Mairie", "École Jules-Ferry"]


@pytest.mark.parametrize(("name", "site"), [("", "Mairie"), ("Postes", "")])
def test_without_a_name_none_is_made(town, name, site):
    with pytest.raises(Refusal, match="Donnez un nom"):
        tokens.add_token(name, site, [])


def test_a_revoked_token_is_refused_and_cannot_be_revoked_twice(call, door, told):
    tokens.revoke_token(door().id)
    said, status = call(PROLOG)
    assert (status, "révoquée" in said) == (403, True)
    assert [each["reason"] for each in told("agent_refused")] == [tokens.REVOKED]
    with pytest.raises(Conflict, match="déjà révoquée"):
        tokens.revoke_token(door().id)


@pytest.mark.parametrize(("address", "status"), [("10.1.2.3", 200), ("10.2.0.1", 403), ("::ffff:10.1.2.3", 200)])
def test_a_token_held_to_networks_is_refused_elsewhere(call, address, status):
    held = tokens.add_token("École", "École", ["10.1.0.0/16"])
    assert call(PROLOG, address=address, to=held)[1] == status


def test_a_token_that_is_nobody_s_is_not_found_and_fills_no_log(call, told):
    before = len(told())
    assert call(PROLOG, to="inconnu")[1] == 404
    assert len(told()) == before


def test_a_token_leads_to_its_own_organisation_whoever_calls(town, token):
    other = add_organisation("Autre", None, OrganisationKind.COMMUNE).id
    db.session().info[ACTOR] = Actor("test")
    theirs = tokens.add_token("Les leurs", "Mairie", [])
    for reached, wanted in ((theirs, other), (token, 1), (theirs, other)):
        set_scope(db.session(), 0)
        assert tokens.admit(reached, HERE).organisation_id == wanted
        assert scope_of(db.session()) == wanted
        assert db.session.scalars(select(AgentToken.organisation_id)).all() == [wanted]


def test_another_organisation_s_address_is_an_unknown_one(town, door):
    mine = door().id
    add_organisation("Autre", None, OrganisationKind.COMMUNE)
    for use_case in (tokens.get_token, tokens.revoke_token):
        with pytest.raises(NotFound):
            use_case(mine)


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR, Role.MANAGER])
def test_only_an_administrator_makes_and_revokes(town, door, role):
    mine = door().id
    db.session().info[ACTOR] = Actor("Quelqu’un", 99, role)
    with pytest.raises(Forbidden):
        tokens.add_token("Postes", "Mairie", [])
    with pytest.raises(Forbidden):
        tokens.revoke_token(mine)
