"""A meter, what is read on it, and the devices that it measures."""

from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import DataRequired, InputRequired

from inventaire.domain.meters import MeterKind, ReadingKind
from inventaire.forms.fields import (
    NOBODY,
    LongTextField,
    NumberField,
    PartialDateField,
    RowField,
    TermField,
    TextField,
    longest,
    stripped,
)
from inventaire.forms.grouped import GroupedForm


class MeterForm(GroupedForm):
    """What a meter is, where it stands, what is written down of it."""

    name = TextField(
        "Nom",
        [DataRequired("Donnez un nom à ce compteur."), longest(120)],
        description="Par exemple «\u00a0Salle serveur, sous-compteur\u00a0». C’est par lui qu’un fichier le désigne.",
    )
    measures = TermField("Ce qu’il mesure", MeterKind, required=True)
    reads = TermField("Ce qu’on y relève", ReadingKind, required=True)
    site_id = RowField("Site")
    comment = LongTextField("Commentaire", [longest(4_000)], filters=[stripped], description=NOBODY)

    GROUPS = (("Compteur", "name measures reads site_id"), ("Remarques", "comment"))


class ReadingForm(GroupedForm):
    """What was read, and when."""

    read_on = PartialDateField(
        "Relevé le",
        [InputRequired("Donnez le jour du relevé.")],
        description="Le relevé vaut pour la fin de ce jour. Par exemple 31/12/2025.",
    )
    begins_on = PartialDateField(
        "Premier jour de la période",
        description="Laissé vide\u00a0: le lendemain du relevé précédent.",
    )
    value = NumberField("Valeur", [InputRequired("Donnez la valeur relevée.")])
    replaced = BooleanField(
        "Compteur remplacé ou remis à zéro",
        description="L’index repart d’ici\u202f; ce qui s’est passé depuis le relevé précédent n’est pas compté.",
    )
    sure = BooleanField("Je confirme cette valeur inhabituelle")

    doubted = False
    GROUPS = (("Relevé", "read_on begins_on value replaced sure"),)

    def ask_for(self, kind: ReadingKind, unit: str) -> None:
        """Ask what this kind of reading has, in its unit."""
        self.leave_out(["begins_on"] if kind is ReadingKind.INDEX else ["replaced"])
        label = "Index" if kind is ReadingKind.INDEX else "Consommation de la période"
        self.value.label.text = f"{label} ({unit})"


class LinkForm(FlaskForm):  # type: ignore[misc]
    """The device that a meter measures, as people call it."""

    word = TextField(
        "Matériel mesuré",
        [DataRequired("Donnez le nom du matériel, son numéro de série ou d’inventaire."), longest(120)],
        description="Son nom, son numéro de série ou son numéro d’inventaire.",
    )
