"""How a sheet is to be read, as a person says it."""

from collections.abc import Mapping, Sequence

from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import Optional

from inventaire.domain.imports import Target
from inventaire.forms.fields import NOT_LISTED, longest

AUTOMATIC, NOTHING = "", "nothing"
READINGS = {
    AUTOMATIC: "Comme elle est reconnue",
    **{target.value: f"Comme une liste de {target.label.lower()}" for target in Target},
    NOTHING: "Ne pas la lire",
}
ORDERS = {"": "Comme le fichier l’indique", "dmy": "Le jour d’abord", "mdy": "Le mois d’abord"}
ENCODINGS = {"": "Reconnu", "utf-8": "UTF-8", "cp1252": "Windows-1252", "mac_roman": "Mac Roman", "utf-16": "UTF-16"}
DELIMITERS = {"": "Reconnu", ";": "Point-virgule", ",": "Virgule", "\t": "Tabulation", "|": "Barre verticale"}
TWICE = "Deux colonnes disent la même chose\u00a0: « {} ». N’en gardez qu’une."
NO_COLUMN = "Dites au moins ce que contient une colonne."
NO_LINE = "La ligne des titres est entre 1 et {}."


class WritingForm(FlaskForm):  # type: ignore[misc]
    """How a text is written."""

    encoding = SelectField("Encodage", choices=ENCODINGS)
    delimiter = SelectField("Séparateur", choices=DELIMITERS)
    is_remembered = BooleanField("Lire ainsi les prochains fichiers de même forme", default=True)


class CorrectionForm(FlaskForm):  # type: ignore[misc]
    """What a sheet is, where its headings stand, what each column holds."""

    reading = RadioField("Lire cette feuille", choices=READINGS, default=AUTOMATIC)
    header_row = IntegerField("Ligne des titres", [Optional()])
    date_order = SelectField("Dates comme 03/04/2026", choices=ORDERS)
    ditto = BooleanField("Recopier les « idem » : chacun prend la valeur de la ligne du dessus")
    machine = StringField("Machine", [longest(120)], description="Celle dont ce fichier liste les logiciels.")
    columns = FieldList(SelectField("Contenu", choices={}, invalid_choice_message=NOT_LISTED))
    is_remembered = BooleanField("Lire ainsi les prochains fichiers qui ont ces titres", default=True)

    @property
    def target(self) -> Target | None:
        """Give what the sheet is said to list; None when that is left to be recognised."""
        return {target.value: target for target in Target}.get(self.reading.data)

    def offer(self, names: Sequence[str], choices: Mapping[str, str], chosen: Mapping[int, str]) -> None:
        """Offer a choice of fields for each column that has a name; keep what was sent, if anything was."""
        sent = [entry.data for entry in self.columns.entries]
        while self.columns.entries:
            self.columns.pop_entry()
        for index, name in enumerate(names):
            field = self.columns.append_entry(sent[index] if index < len(sent) else chosen.get(index, ""))
            field.choices, field.label.text = dict(choices), name

    def fields(self) -> dict[int, str]:
        """Give the field that each column fills, by index."""
        return {index: entry.data for index, entry in enumerate(self.columns.entries) if entry.data}

    def check(self, lines: int, labels: Mapping[str, str]) -> bool:
        """Say whether all of it holds together, with a sentence beside what does not; `lines` can be seen."""
        is_valid = bool(self.validate())
        if self.target is None:
            return is_valid
        fields = list(self.fields().values())
        twice = next((name for name in fields if fields.count(name) > 1), None)
        if not 1 <= (self.header_row.data or 0) <= lines:
            self.header_row.errors = [NO_LINE.format(lines)]
        if not fields or twice:
            self.reading.errors = [TWICE.format(labels[twice]) if twice else NO_COLUMN]
        return is_valid and not self.header_row.errors and not self.reading.errors
