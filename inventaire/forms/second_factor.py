"""The codes of a second factor."""

from flask_wtf import FlaskForm
from wtforms.validators import InputRequired

from inventaire.forms.fields import TextField, longest

ASKED = [InputRequired("Tapez le code."), longest(40)]


class CodeForm(FlaskForm):  # type: ignore[misc]
    """A code of the telephone, or one kept on paper."""

    code = TextField(
        "Code",
        ASKED,
        description="Les six chiffres que montre votre téléphone, ou l’un de vos codes de secours.",
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"},
    )


class FirstCodeForm(FlaskForm):  # type: ignore[misc]
    """The code which shows that the telephone has read the drawing."""

    code = TextField(
        "Code à six chiffres",
        ASKED,
        description="Celui que l’application du téléphone montre maintenant.",
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )
