"""Signing in, and making the first account."""

from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired

from inventaire.domain.passwords import RULE
from inventaire.forms.fields import AddressField, TextField, longest

LONGEST_PASSWORD = 1_000  # a longer one would only serve to keep scrypt busy


class SignInForm(FlaskForm):  # type: ignore[misc]
    """An address and its password."""

    email = AddressField(
        "Adresse électronique",
        [InputRequired("Donnez votre adresse."), longest(254)],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        "Mot de passe",
        [InputRequired("Donnez votre mot de passe."), longest(LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )


class DirectoryForm(SignInForm):
    """A login of the directory and its password."""

    email = TextField(
        "Identifiant ou adresse électronique",
        [InputRequired("Donnez votre identifiant."), longest(254)],
        render_kw={"autocomplete": "username"},
    )


class ConfirmForm(FlaskForm):  # type: ignore[misc]
    """The password of somebody signed in, given again."""

    password = PasswordField(
        "Votre mot de passe actuel",
        [InputRequired("Donnez votre mot de passe."), longest(LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )


class NewPasswordForm(FlaskForm):  # type: ignore[misc]
    """A password chosen twice."""

    new = PasswordField(
        "Nouveau mot de passe",
        [InputRequired("Choisissez un mot de passe."), longest(LONGEST_PASSWORD)],
        description=RULE,
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "Le même, encore une fois",
        [EqualTo("new", "Les deux mots de passe ne sont pas les mêmes.")],
        render_kw={"autocomplete": "new-password"},
    )


class PasswordForm(ConfirmForm, NewPasswordForm):
    """The present password, then the new one."""


class FirstAccountForm(FlaskForm):  # type: ignore[misc]
    """The account that a one-time link grants."""

    name = TextField(
        "Votre nom, ou votre fonction",
        [InputRequired("Donnez votre nom ou votre fonction."), longest(120)],
        description="Il signera vos modifications dans l’historique.",
        render_kw={"autocomplete": "name"},
    )
    email = AddressField(
        "Adresse électronique",
        [InputRequired("Donnez votre adresse."), longest(254)],
        description="Elle sert d’identifiant ; aucun courriel n’est envoyé.",
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        "Mot de passe",
        [InputRequired("Choisissez un mot de passe."), longest(LONGEST_PASSWORD)],
        description=RULE,
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "Le même mot de passe, encore une fois",
        [EqualTo("password", "Les deux mots de passe ne sont pas les mêmes.")],
        render_kw={"autocomplete": "new-password"},
    )
