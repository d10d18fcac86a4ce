"""Every form that saves a row carries the version that was seen of it."""

import re
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from inventaire.domain.vocabulary import Role
from inventaire.models import Application, Device, Organisation, db
from inventaire.models.scope import set_scope
from inventaire.services.opinion import decide
from tests.conftest import checked, fields_of
from tests.members import add_member

WITHOUT = {
    "account.login": "no row yet",
    "account.logout": "ends a session",
    "account.first_access": "makes a row",
    "account.join": "makes a row",
    "agent_token.create": "makes a row",
    "agent_token.revoke": "an address cannot be saved, only revoked, and it asks before",
    "agents.call": "no form: agents call there",
    "agents.call_with_password": "no form: agents call there",
    "audit.verify": "changes no row",
    "catalogue_changes.apply": "the list that was read bears its own mark",
    "catalogue_changes.take_back": "taken back once, and only what nobody settled since",
    "consolidation.reckon": "changes no row",
    "avoided.create": "makes a row",
    "avoided.remove": "takes away, and asks before",
    "contract.create": "makes a row",
    "contract.change_coverage": "a link says one thing only, and done twice it is once",
    "device.create": "makes a row",
    "dictionary.queue": "each name bears the version it was seen in",
    "dictionary.forget": "an entry taken out may be said again",
    "dictionary.undo": "undoes, and done twice does it again",
    "device_life.record": "no act in this walk: tests/views/test_device_life.py holds it to the version of its device",
    "disposal.create": "makes a row, from rows whose versions it carries",
    "disposal.edit": "no batch yet: tests/views/test_disposal.py holds it to its version",
    "disposal.take_back": "undoes, and asks before",
    "meter.create": "makes a row",
    "meter.link": "makes a row",
    "meter.unlink": "says one thing only, and may be said again",
    "meter.remove": "removes, and asks before",
    "meter.keep": "no proposal in this walk: tests/views/test_meter.py holds it to the version of its device",
    "meter_imports.create": "shows what it reads",
    "meter_imports.confirm": "makes rows, each judged anew",
    "meter_imports.take_back": "undoes, and asks before",
    "meter_reading.create": "makes a row",
    "meter_reading.remove": "removes, and asks before",
    "group.leave": "says one thing only, and asks before",
    "administration.forget_names": "erases, and asks before",
    "member.invite": "makes a row",
    "policy.create": "makes a row",
    "policy.delete": "takes away, and asks before",
    "purchase.create": "makes a row",
    "regulatory.show": "makes a row",
    "regulatory.withdraw": "a value cannot be saved, only withdrawn",
    "price.create": "makes a row",
    "price.withdraw": "a price cannot be saved, only withdrawn",
    "own_factor.show": "makes a row",
    "own_factor.electricity": "makes a row",
    "own_factor.withdraw": "a value cannot be saved, only withdrawn",
    "own_factor.add_sheet": "makes a row",
    "own_factor.withdraw_sheet": "a sheet cannot be saved, only withdrawn",
    "frozen_report.freeze": "makes a row, and asks before",
    "frozen_report.lift": "a frozen report cannot be saved, only let loose, and it asks why",
    "person.erase": "erases, and asks before",
    "person.index": "shows what it finds",
    "exports.person": "writes a file",
    "member.enable": "the form of member.disable, where it says the contrary",
    "member.revoke": "an invitation cannot be saved, only revoked",
    "organisation.switch": "changes the session",
    "own_account.close_one": "ends a session",
    "own_account.close_others": "ends sessions",
    "own_account.confirm": "changes the session",
    "password.change": "asks the present password",
    "password.choose": "its link dies with the password that it was made for",
    "imports.create": "makes a row",
    "imports.confirm": "its state is read again: an import is confirmed once",
    "imports.discard": "its state is read again: what is written is not let go",
    "imports.read_again": "its state is read again: what is written is not read anew",
    "import_reading.correct": "what is said last of a reading holds; nothing is written yet",
    "import_reading.write": "what is said last of a reading holds; nothing is written yet",
    "import_reading.forget": "forgets one thing, which may be said again",
    "import_lines.settle": "an answer is taken only if the line still asks it",
    "import_lines.values": "completes a preview, whose version is read when it is confirmed",
    "import_lines.forget": "completes a preview, whose version is read when it is confirmed",
    "import_lines.corrections": "completes a preview, whose version is read when it is confirmed",
    "imports.take_back": "its state is read again: an import is taken back once",
    "bin.take_back": "what is in the bin cannot be saved, and comes back once",
    "interview.undo": "carries the version that the save it undoes has led to",
    "identity.first_access": "makes a row",
    "identity.leave": "leads to the provider",
    "identity.link": "makes a row",
    "identity.unlink": "an identity cannot be saved, only taken away",
    "second_factor.ask": "asks a code, good once",
    "second_factor.show": "asks a code, good once",
    "second_factor.codes": "asks a code, good once",
    "second_factor.remove": "asks a code, good once",
}
VALUES = {
    "what": "materiels",
    "form": "csv",
    "member_id": 2,
    "slug": "microsoft-365",
    "alternative": "libreoffice",
    "theme": "cameras",
    "criterion": "cloud-act",
}  # what an address is made with; every other number is 1
TICKED = "?fiche=1:1"


def pages_of(app):
    """Give an address for each page that can be opened."""
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if "GET" in rule.methods and rule.arguments <= {
                "device_id",
                "meter_id",
                "meter_reading_id",
                "application_id",
                "contract_id",
                "purchase_id",
                "avoided_id",
                "number",
                "what",
                "member_id",
                "slug",
                "alternative",
                "opinion_id",
                "site_id",
                "theme",
                "criterion",
                "policy_id",
            }:
                yield adapter.build(rule.endpoint, {name: VALUES.get(name, 1) for name in rule.arguments}) + TICKED


def posts_of(app, client):
    """Give the forms that post, by the endpoint they post to, with what a browser would send."""
    adapter = app.url_map.bind("localhost")
    for address in pages_of(app):
        answer = client.get(address)
        if answer.mimetype != "text/html":
            continue
        page = BeautifulSoup(answer.text, "html.parser")
        for form in page.select("form[method=post]"):
            target = urlsplit(form.get("action") or address).path
            yield adapter.match(target, "POST")[0], form


def test_every_form_carries_the_version_or_says_why_not(demonstration, signed_in):
    add_member(demonstration, Role.READER)
    with demonstration.app_context():
        set_scope(db.session(), 1)
        decide("microsoft-365", "libreoffice", 0, {"difficulty": 2, "reason": "Essayé."})
    seen = set()
    for endpoint, form in posts_of(demonstration, signed_in):
        seen.add(endpoint)
        if endpoint not in WITHOUT:
            version = form.select_one("input[name=version]")
            assert version, endpoint
            assert re.fullmatch(r"\d+|\d+:\d+", version["value"]), endpoint
    writing = {rule.endpoint for rule in demonstration.url_map.iter_rules() if "POST" in rule.methods}
    assert writing - seen <= WITHOUT.keys()
    assert WITHOUT.keys() <= writing


@pytest.mark.parametrize(
    ("address", "model", "field"),
    [
        ("/materiels/1/modifier", Device, "supplier"),
        ("/logiciels/1/modifier", Application, "mission"),
        ("/administration", Organisation, "name"),
    ],
)
def test_the_slower_of_two_people_sees_both_versions_and_may_insist(demonstration, signed_in, address, model, field):
    first, second = (fields_of(signed_in.get(address).text) for _ in range(2))
    assert signed_in.post(address, data=first | {field: "Le premier"}).status_code == 302
    refused = signed_in.post(address, data=second | {field: "Le second"})
    table = checked(refused.text).find("caption", string="Les deux versions").parent
    (told,) = [[" ".join(cell.text.split()) for cell in row.select("th, td")] for row in table.select("tbody tr")]
    assert (refused.status_code, told[1:3]) == (422, ["Le premier", "Le second"])
    assert re.fullmatch(r"Service informatique le \d\d/\d\d/\d{4} à \d\d:\d\d", told[3])
    assert signed_in.post(address, data=fields_of(refused.text)).status_code == 302
    with demonstration.app_context():
        set_scope(db.session(), 1)
        assert db.session.scalar(select(getattr(model, field)).where(model.id == 1)) == "Le second"
