"""What a person says that names are."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField

from inventaire.domain.vocabulary import NameKind
from inventaire.forms.fields import NOBODY, NOT_LISTED, TextField, longest

CHOOSE = "à choisir"
WHICH_TOOL = "Choisissez l’outil ou le logiciel dans la liste."
WHICH_FUNCTION = "Choisissez à quoi sert cet outil local."
KINDS = {kind.value: kind.label for kind in NameKind}


class NamingForm(FlaskForm):  # type: ignore[misc]
    """What one or several names are: a tool of the catalogue, a component, a local tool."""

    kind = RadioField("Ce que c’est", choices=KINDS, default=NameKind.TOOL.value)
    tool = SelectField("Outil ou logiciel du catalogue", choices={}, default="", invalid_choice_message=NOT_LISTED)
    function = SelectField("Fonction de l’outil local", choices={}, default="", invalid_choice_message=NOT_LISTED)
    reason = TextField("Pourquoi", [longest(500)], description=f"Ce qui permet de le dire. {NOBODY}")

    def offer(self, tools: Mapping[str, str], functions: Mapping[str, str]) -> None:
        """Offer the entries of the catalogue, by name."""
        self.tool.choices = {"": CHOOSE, **tools}
        self.function.choices = {"": CHOOSE, **functions}

    def validate(self, *args: object, **more: object) -> bool:
        """Ask for the tool, or for the function, that the choice needs."""
        good = bool(super().validate(*args, **more))
        for kind, field, sentence in (
            (NameKind.TOOL, self.tool, WHICH_TOOL),
            (NameKind.LOCAL, self.function, WHICH_FUNCTION),
        ):
            if self.kind.data == kind.value and not field.data:
                field.errors = [sentence]
                good = False
        return good

    def said(self) -> dict[str, object]:
        """Give what was said, without what the choice has no use for."""
        kind = NameKind(self.kind.data)
        return {
            "kind": kind,
            "tool": self.tool.data if kind is NameKind.TOOL else None,
            "function": self.function.data if kind is NameKind.LOCAL else None,
            "reason": self.reason.data,
        }


class OwnNameForm(NamingForm):
    """What the name of one application is, whatever the catalogue says of it."""

    overrules = BooleanField("L’emporter sur le catalogue, qui reconnaît ce nom")

    def said(self) -> dict[str, object]:
        """Give also whether it wins over the catalogue."""
        return super().said() | {"overrules": self.overrules.data}
