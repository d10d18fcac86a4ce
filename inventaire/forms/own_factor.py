"""Factors as the organisation prefers them, and the sheets of makers."""

from typing import Any

from wtforms import SelectField
from wtforms.validators import DataRequired, InputRequired, StopValidation

from inventaire.domain.estimate import Quality
from inventaire.domain.factors import Bounds, OwnFigure, OwnValue
from inventaire.domain.own_factors import is_in_order
from inventaire.forms.fields import NOBODY, NOT_LISTED, LongTextField, NumberField, PartialDateField, TextField, longest
from inventaire.forms.grouped import GroupedForm

DISORDERED = "Rangez les trois valeurs\u00a0: basse, repère, haute, de la plus petite à la plus grande."
EMPTY = "Donnez au moins une des trois valeurs."
ALONE = "Une durée est un seul nombre\u00a0: écrivez-la en repère et laissez ce champ vide."
NO_YEARS = "Donnez une durée de plus de zéro année."
NO_MARGIN = "Une marge ne va pas sans sa valeur\u00a0: donnez la fabrication."
NOTHING = "Donnez au moins la fabrication ou la consommation."
GRADES = {
    Quality.A: "A\u00a0: analyse de cycle de vie de référence et nombreux modèles",
    Quality.B: "B\u00a0: l’une des deux",
    Quality.C: "C\u00a0: peu de données (seule l’étendue est montrée)",
    Quality.D: "D\u00a0: une borne ou un ordre de grandeur (seule l’étendue est montrée)",
}
OF_CATEGORY = (OwnFigure.EMBODIED, OwnFigure.ENERGY, OwnFigure.LIFETIME)


class _DatedForm(GroupedForm):
    """The day a value begins, where it was read and why it is preferred."""

    since = PartialDateField(
        "À compter du",
        [InputRequired("Donnez le jour où cette valeur commence.")],
        description="Par exemple 01/01/2026. Le rapport d’une année prend la valeur en vigueur à la fin de celle-ci.",
    )
    source = TextField("Source", [DataRequired("Dites où cette valeur a été lue."), longest(500)])
    reason = LongTextField(
        "Raison",
        [DataRequired("Dites pourquoi cette valeur vous convient mieux que celle du catalogue."), longest(1_000)],
        description=f"Elle est imprimée à côté des chiffres. {NOBODY}",
    )

    def _value(self, figure: OwnFigure, bounds: Bounds, quality: Quality | None = None) -> OwnValue:
        given = self.values()
        return OwnValue(figure, bounds, given["since"].first_day(), given["source"], given["reason"], quality)


class OwnFactorForm(_DatedForm):
    """Three values of a category, or its lifetime."""

    figure = SelectField(
        "Valeur de quoi",
        choices={figure.value: figure.label for figure in OF_CATEGORY},
        coerce=OwnFigure,
        invalid_choice_message=NOT_LISTED,
        invalid_value_message=NOT_LISTED,
    )
    low = NumberField("Basse")
    central = NumberField("Repère", description="La durée d’usage s’écrit ici, seule.")
    high = NumberField("Haute")
    quality = SelectField(
        "Qualité",
        choices={grade.value: words for grade, words in GRADES.items()},
        coerce=Quality,
        default=Quality.C,
        invalid_choice_message=NOT_LISTED,
        invalid_value_message=NOT_LISTED,
        description="Sans effet sur une durée d’usage.",
    )

    GROUPS = (("Préférer une valeur à celle du catalogue", "figure low central high quality since source reason"),)

    def validate_central(self, _field: Any) -> None:
        """Refuse bounds out of order, and a duration that is a range."""
        if self.figure.data is OwnFigure.LIFETIME:
            if self.low.data is not None or self.high.data is not None:
                raise StopValidation(ALONE)
            if not self.central.data:
                raise StopValidation(NO_YEARS)
        if self.bounds() == Bounds():
            raise StopValidation(EMPTY)
        if not is_in_order(self.bounds()):
            raise StopValidation(DISORDERED)

    def bounds(self) -> Bounds:
        """Give the three values."""
        return Bounds(self.low.data, self.central.data, self.high.data)

    def value(self) -> OwnValue:
        """Give the value to keep."""
        graded = None if self.figure.data is OwnFigure.LIFETIME else self.quality.data
        return self._value(self.figure.data, self.bounds(), graded)


class OwnElectricityForm(_DatedForm):
    """What a kilowatt-hour emits where the organisation is."""

    central = NumberField(
        "Valeur (gCO2e par kWh)",
        [InputRequired("Donnez la valeur.")],
        description="Celle du mix moyen du territoire, jamais celle d’un contrat «\u00a0vert\u00a0».",
    )

    GROUPS = (("Préférer une valeur à celle du catalogue", "central since source reason"),)

    def value(self) -> OwnValue:
        """Give the value to keep."""
        return self._value(OwnFigure.ELECTRICITY, Bounds(central=self.central.data))


class MakerSheetForm(GroupedForm):
    """What a maker says of one model."""

    manufacturer = TextField("Fabricant", [DataRequired("Donnez le fabricant."), longest(120)])
    model = TextField(
        "Modèle",
        [DataRequired("Donnez le modèle."), longest(200)],
        description="Écrits comme dans l’inventaire\u00a0; majuscules et espaces ne comptent pas.",
    )
    embodied_low = NumberField("Fabrication, valeur basse (kgCO2e)")
    embodied_kgco2e = NumberField(
        "Fabrication (kgCO2e)",
        description="Distribution et fin de vie comprises, sans l’usage. Sans marge, celle de la catégorie est gardée.",
    )
    embodied_high = NumberField("Fabrication, valeur haute (kgCO2e)")
    energy_kwh_per_year = NumberField("Consommation (kWh par an)", description="La valeur annuelle du fabricant (TEC).")
    source = TextField("Source", [DataRequired("Dites où cette fiche a été lue."), longest(500)])
    dated = PartialDateField("Date de la fiche", [InputRequired("Donnez la date de la fiche, au moins l’année.")])

    GROUPS = (
        ("Le modèle", "manufacturer model"),
        ("Ce qu’en dit son fabricant", "embodied_low embodied_kgco2e embodied_high energy_kwh_per_year source dated"),
    )

    def validate_embodied_kgco2e(self, field: Any) -> None:
        """Refuse a sheet that says nothing, a margin without its value, bounds out of order."""
        bounds = Bounds(self.embodied_low.data, field.data, self.embodied_high.data)
        if field.data is None and bounds != Bounds():
            raise StopValidation(NO_MARGIN)
        if field.data is None and self.energy_kwh_per_year.data is None:
            raise StopValidation(NOTHING)
        if not is_in_order(bounds):
            raise StopValidation(DISORDERED)
