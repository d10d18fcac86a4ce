"""A telephone: the codes that the second factor of an account asks for."""

from datetime import timedelta

import pyotp

from inventaire.identity.second_factor import new_nonce, secret_of
from inventaire.models import Account, db
from inventaire.models.base import now

KEY = "k" * 40


class Telephone:
    """It knows the secret, and the time as the clock of a test tells it."""

    def __init__(self, secret, clock=now):
        self.codes, self.clock = pyotp.TOTP(secret.replace(" ", "")), clock

    @property
    def code(self):
        return self.codes.at(self.clock())

    def wrong(self):
        """Give six figures that are good neither now nor a moment ago."""
        good = {self.codes.at(self.clock() + timedelta(seconds=30 * step)) for step in (-2, -1, 0, 1, 2)}
        return next(code for code in map("{:06}".format, range(10)) if code not in good)


def give_telephone(app, clock, email="dsi@valbrume.example", key=KEY):
    """Put the second factor of an account in place, without the pages."""
    nonce = new_nonce()
    with app.app_context():
        account = db.session.query(Account).filter_by(email=email).one()
        values = {"totp_nonce": nonce, "totp_since": clock()}
        db.session.query(Account).filter_by(id=account.id).update(values)
        db.session.commit()
    return Telephone(secret_of(key, nonce), clock)
