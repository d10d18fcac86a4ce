"""Members of several roles, and browsers where they are signed in."""

from flask import has_app_context
from werkzeug.security import generate_password_hash

from inventaire.domain.vocabulary import Role
from inventaire.models import Account, Department, Membership, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import set_scope
from inventaire.services.session import open_session

CHEAP = {"method": "pbkdf2:sha256:1"}  # nobody attacks the passwords of tests


def add_member(app, role=Role.READER, name="", department=None, organisation=1, password="x" * 20):
    """Make an account with one membership; give its address. A department is named, and made where it lacks."""
    email = f"{name or role.value}@valbrume.example"
    with app.app_context():
        session = db.session()
        set_scope(session, organisation)
        session.info[ACTOR] = Actor("test")
        account = session.query(Account).filter_by(email=email).one_or_none()
        if account is None:
            hashed = generate_password_hash(password, **CHEAP)
            account = Account(email=email, name=name or role.label, password_hash=hashed)
            session.add(account)
        session.flush()
        held = department_named(session, department) if department else None
        session.add(Membership(account_id=account.id, role=role, department_id=held))
        session.commit()
    if has_app_context():
        db.session.rollback()  # what a test had begun to read is older than this member
    return email


def department_named(session, name):
    found = session.query(Department).filter_by(name=name).one_or_none()
    if found is None:
        found = Department(name=name)
        session.add(found)
        session.flush()
    return found.id


def browser_of(app, email):
    """Give a browser where an account is signed in, without the cost of its password."""
    return let_in(app.test_client(), email)


def let_in(client, email):
    with client.application.app_context():
        token = open_session(db.session.query(Account).filter_by(email=email).one())
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client
