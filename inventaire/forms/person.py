"""Looking for a person, and confirming what cannot be taken back."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, SearchField
from wtforms.validators import InputRequired

from inventaire.forms.fields import longest


class PersonForm(FlaskForm):  # type: ignore[misc]
    """A name or an address; it travels in the body of the request, never in an address that logs keep."""

    text = SearchField(
        "Nom ou adresse",
        [InputRequired("Donnez un nom ou une adresse."), longest(200)],
        description="Tous les mots doivent se trouver dans un même champ ; ni la casse ni les accents ne comptent.",
        render_kw={"autocomplete": "off"},
    )


class ErasureForm(PersonForm):
    """The same, and a word of assent."""

    agreed = BooleanField(
        "J’ai relu la liste : ce qui est coché sera effacé, sans retour possible.",
        [InputRequired("Cochez cette case pour confirmer l’effacement.")],
    )
