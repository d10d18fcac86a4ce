"""Two towns in one installation: nothing of one reaches anybody of the other, by any route."""

import hashlib
import io
import zipfile
from dataclasses import dataclass

import pytest
from sqlalchemy import select, update
from werkzeug.datastructures import MultiDict

from inventaire.domain.interview import AnswerState
from inventaire.domain.vocabulary import NameKind, OrganisationKind, Role
from inventaire.models import (
    AgentToken,
    Application,
    AvoidedPurchase,
    CatalogOpinion,
    Contract,
    Department,
    DependencyAnswer,
    DependencySetting,
    Device,
    Disposal,
    FleetPolicy,
    Import,
    ImportRow,
    InterviewAnswer,
    Invitation,
    LocalName,
    MakerSheet,
    Membership,
    Meter,
    MeterReading,
    Organisation,
    OwnFactor,
    PriceParameter,
    Purchase,
    RegulatoryValue,
    RememberedReading,
    Site,
    db,
)
from inventaire.models.base import Base
from inventaire.models.scope import acting_as, set_scope
from inventaire.services import account as accounts
from inventaire.services.agents.tokens import add_token
from tests.conftest import PASSWORD, fields_of, token_of
from tests.models.test_scope import bind, bought, let_go, put_a_meter
from tests.services.inventories import a_part, software, take_in

MARK, SOUGHT = "BRUMEVAL-SECRET", "BRUMEVAL"
MINE, THEIRS = 1, 2
UNKNOWN = 999_999
WORDS = {  # what an address may hold beside the number of a row
    "step_id": ["microsoft-office-perpetuel:bureautique"],
    "year": ["2025", "2026"],
    "token": ["inconnu"],
    "criterion": ["cloud-act", "inconnu"],
    "filename": ["style.css"],
    "sign_in_id": [UNKNOWN],
    "identity_id": [UNKNOWN],
    "file": ["0"],
    "sheet": ["0"],
    "slug": ["microsoft-365", "libreoffice"],
    "alternative": ["libreoffice"],
    "key": ["messagerie", "reemploi-cible"],
    "category_key": ["laptop"],
    "theme": ["reseaux-sociaux", "cameras"],
}
SUBJECTS = {  # the table that the number of a row stands in, by the name of the argument
    "device_id": Device,
    "application_id": Application,
    "contract_id": Contract,
    "number": Import,
    "line_id": ImportRow,
    "site_id": Site,
    "department_id": Department,
    "member_id": Membership,
    "membership_id": Membership,
    "invitation_id": Invitation,
    "agent_token_id": AgentToken,
    "organisation_id": Organisation,
    "reading_id": RememberedReading,
    "opinion_id": CatalogOpinion,
    "regulatory_value_id": RegulatoryValue,
    "price_id": PriceParameter,
    "own_factor_id": OwnFactor,
    "maker_sheet_id": MakerSheet,
    "disposal_id": Disposal,
    "policy_id": FleetPolicy,
    "meter_id": Meter,
    "meter_reading_id": MeterReading,
    "purchase_id": Purchase,
    "avoided_id": AvoidedPurchase,
}
FILTERS = {"site": Site, "service": Department}
OWN_ADDRESSES = {"/deconnexion"}  # it would end the visit


@dataclass
class Towns:
    """An installation of two towns, and the numbers of the rows of the other."""

    app: object
    numbers: dict

    def fingerprint(self):
        """Give a hash of every row of the other."""
        seen = hashlib.sha256()
        with self.app.app_context():
            set_scope(db.session(), THEIRS)
            for table in Base.metadata.sorted_tables:
                key = table.c.get("organisation_id") if table.name != "organisation" else table.c.id
                if key is not None:
                    theirs = select(table).where(key == THEIRS).order_by(*table.primary_key)
                    seen.update(f"{table.name}{db.session.connection().execute(theirs).all()}".encode())
        return seen.hexdigest()


@pytest.fixture
def towns(app):
    """Fill both, the other with its mark everywhere; each has its members."""
    with app.app_context():
        set_scope(db.session(), MINE)
        fill("PC", "mien")
        with acting_as(db.session(), operator=True):
            db.session.add(Organisation(id=THEIRS, code="brumeval", name=MARK, kind=OrganisationKind.COMMUNE))
            db.session.commit()
        set_scope(db.session(), THEIRS)
        fill(MARK, MARK)
        for more in ("B", "C"):
            fill(f"{MARK}-{more}", f"{MARK}-{more}")
        other = db.session().get_one(Organisation, THEIRS)
        token = accounts.invite(other, Role.ADMINISTRATOR)
        accounts.accept_invitation(token, MARK, f"{MARK}@brumeval.example", PASSWORD)
        set_scope(db.session(), THEIRS)
        accounts.invite(other, Role.READER)
        add_token(MARK, f"Mairie {MARK}", ["192.0.2.0/24"])
        db.session.add(RememberedReading(mark=MARK, headings=MARK, correction={}))
        said = {"publisher": MARK, "reason": MARK, "kind": NameKind.LOCAL, "function": "enfance"}
        db.session.add(LocalName(name=MARK, raw_name=MARK, **said))
        for tool in ("microsoft-365", ""):
            db.session.add(CatalogOpinion(tool=tool, alternative="libreoffice", lost_fr=MARK, reason=MARK))
        said = {"tools": {"facebook": {"adresse": MARK}}, "other": MARK}
        db.session.add(InterviewAnswer(question="comptes-sociaux", state=AnswerState.GIVEN, said=said, made={}))
        known = db.session.scalars(select(Application.id).limit(1)).one()
        db.session.add(DependencyAnswer(application_id=known, criterion="cloud-act", value="yes", evidence=MARK))
        db.session.add(DependencySetting(criterion="cloud-act", weight=9, reason=MARK))
        let_go(MARK)
        put_a_meter(MARK)
        bought(MARK)
        bind(MARK)
        db.session.commit()
        numbers = {model: numbers_of(model) for model in SUBJECTS.values()}
    return Towns(app, numbers)


def fill(name, word):
    shared = {"serial": f"SERIE-{word}", "site": f"Mairie {word}", "department": f"Finances {word}"}
    take_in(
        a_part({"name": f"{name}-1", "comment": word, "model": word, **shared}, file=f"{word}.csv"),
        a_part({"name": f"{name}-2", "manufacturer": word, "inventory_number": word}),
        software({"raw_name": f"Logiciel {word}", "publisher": word, "device": f"{name}-1", "comment": word}),
        software({"raw_name": "Microsoft Office 2016", "comment": word, "mission": word}),
    )


def numbers_of(model):
    """Give the last numbers of the rows in scope: those of imports are counted town by town."""
    number = model.number if model is Import else model.id
    mine = model.organisation_id == THEIRS if model is not Organisation else model.id == THEIRS
    return list(db.session.scalars(select(number).where(mine).order_by(number.desc()).limit(2)))


def addresses(towns, method):
    """Give every address of every route that answers to a method, its numbers being the other's."""
    builder = towns.app.url_map.bind("localhost")
    return [
        (rule, builder.build(rule.endpoint, values, method=method))
        for rule in towns.app.url_map.iter_rules()
        if method in rule.methods
        for values in arguments(rule, towns.numbers)
    ]


def arguments(rule, numbers):
    sets = [{}]
    for name in rule.arguments:
        values = [*numbers[SUBJECTS[name]], UNKNOWN] if name in SUBJECTS else words(rule, name)
        sets = [known | {name: value} for known in sets for value in values]
    return sets


def words(rule, name):
    kept = getattr(rule._converters[name], "items", None)  # « any(ods, csv) » says which
    return sorted(kept) if kept else WORDS[name]


def told(answer):
    """Give everything an answer says: its headers, its text, the inside of a file."""
    content = answer.get_data()
    text = f"{answer.headers}\n{content.decode('utf-8', 'replace')}"
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            text += "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return text


@pytest.fixture(params=[*Role, None], ids=lambda role: role.value if role else "stranger")
def visitor(request, towns):
    """A browser of somebody of the first town, in one role; or of a stranger."""
    client = towns.app.test_client()
    if request.param is None:
        return client
    with towns.app.app_context():
        set_scope(db.session(), MINE)
        own = db.session.scalars(select(Department)).one().id if request.param is Role.CONTRIBUTOR else None
        mine = update(Membership).where(Membership.organisation_id == MINE)
        db.session.execute(mine.values(role=request.param, department_id=own))
        db.session.commit()
    token = token_of(client.get("/connexion").text)
    sent = {"csrf_token": token, "email": "dsi@valbrume.example", "password": PASSWORD}
    assert client.post("/connexion", data=sent).status_code == 302
    return client


def test_no_address_shows_anything_of_the_other(towns, visitor):
    before = towns.fingerprint()
    asked = set()
    for rule, address in addresses(towns, "GET"):
        for query in [""] if rule.endpoint in asked else queries(towns.numbers):
            asked.add(rule.endpoint)
            with visitor.get(address + query) as answer:
                assert MARK not in told(answer), address + query
                assert answer.status_code < 500, address + query
                if set(rule.arguments) & set(SUBJECTS):
                    assert answer.status_code in (302, 403, 404), address
    assert towns.fingerprint() == before


def queries(numbers):
    """Give what a visitor may add to an address: the other's numbers in filters, its words in searches."""
    filters = [f"?{name}={number}" for name in FILTERS for number in numbers[FILTERS[name]]]
    return ["", f"?q={SOUGHT}", f"?organisation_id={THEIRS}&commune=brumeval", *filters]


def test_a_number_of_the_other_answers_as_one_that_does_not_exist(towns, visitor):
    for rule, address in addresses(towns, "GET"):
        for name in set(rule.arguments) & set(SUBJECTS):
            place = rule.rule.split("/").index(f"<row:{name}>")
            missing = "/".join([*address.split("/")[:place], str(UNKNOWN), *address.split("/")[place + 1 :]])
            with visitor.get(address) as theirs, visitor.get(missing) as nobodys:
                assert theirs.status_code == nobodys.status_code, address


def test_nothing_sent_to_the_other_is_written_nor_answered(towns, visitor):
    before = towns.fingerprint()
    for rule, address in addresses(towns, "POST"):
        if address in OWN_ADDRESSES:
            continue
        for sent in bodies(towns.numbers, token_of(visitor.get("/connexion").text)):
            with visitor.post(address, data=sent) as answer:
                assert MARK not in told(answer), address
                assert answer.status_code < 500, address
                if set(rule.arguments) & set(SUBJECTS):
                    assert answer.status_code in (302, 400, 403, 404), address
    assert towns.fingerprint() == before


def bodies(numbers, token):
    """Give forms that name the other everywhere a form may name a row."""
    named = MultiDict({"csrf_token": token, "organisation_id": THEIRS, "commune": "brumeval", "version": "1"})
    for name in ("site_id", "department_id", "membership_id"):
        named[name] = str(numbers[SUBJECTS[name]][0])
    for field in ("ids", "id", "rows", "selection"):
        named.setlist(field, [f"{number}{version}" for number in numbers[Device] for version in ("", ":1")])
    return [MultiDict({"csrf_token": token}), named]


def test_a_form_of_ones_own_cannot_name_a_row_of_the_other(towns, visitor):
    before = towns.fingerprint()
    with towns.app.app_context():
        set_scope(db.session(), MINE)
        own = {model: db.session.scalars(select(model.id).limit(1)).first() for model in (Device, Application)}
    for address in (f"/materiels/{own[Device]}/modifier", f"/logiciels/{own[Application]}/modifier"):
        with visitor.get(address) as page:
            sent = fields_of(page.text) if page.status_code == 200 else {}
        for name in {"site_id", "department_id"} & set(sent):
            forged = sent | {name: str(towns.numbers[SUBJECTS[name]][0])}
            with visitor.post(address, data=forged) as answer:
                assert answer.status_code == 422, (address, name)
                assert MARK not in told(answer)
    assert towns.fingerprint() == before
