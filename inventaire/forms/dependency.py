"""What a person says of a dependency, and how an organisation weighs it."""

from collections.abc import Mapping
from typing import Any

from wtforms import Field, HiddenField, SelectField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from inventaire.domain.dependency.profile import LEVELS, Criterion
from inventaire.forms.fields import NOBODY, NOT_LISTED, NOTHING, LongTextField, PartialDateField, WholeField, longest
from inventaire.forms.grouped import GroupedForm

BACK = "Non renseigné\u00a0: la réponse reste celle de l’inventaire et du catalogue."
NO_DATE = "Donnez la date de l’essai : une réponse ancienne ne vaut plus une récente."
HEAVIEST = 10


class DependencyAnswerForm(GroupedForm):
    """An answer to one criterion, what shows it, and its date."""

    value = SelectField("Réponse", invalid_choice_message=NOT_LISTED, description=BACK)
    evidence = LongTextField(
        "Ce qui le montre",
        [longest(1000)],
        filters=[lambda text: text or None],
        description=f"Le contrat et son article, un essai, un courrier… {NOBODY}",
    )
    dated_on = PartialDateField("Date", description="Celle de l’essai, du contrat ou du courrier\u00a0: 12/03/2026.")

    GROUPS = (("Votre réponse", "value evidence dated_on"),)
    criterion: Criterion

    def offer(self, criterion: Criterion) -> None:
        """Offer the answers of a criterion; an answer that only age makes is not one to choose."""
        self.criterion = criterion
        aged = {each.value for each in criterion.options if criterion.ages and each.at_least}
        offered = {each.value: each.label for each in criterion.options if each.value not in aged}
        self.value.choices = {"": NOTHING} | offered

    def validate_dated_on(self, field: Field) -> None:
        """Ask the date of what grows old."""
        option = self.criterion.option(self.value.data or "")
        if self.criterion.ages and option and option.at_least is not None and not field.data:
            raise ValidationError(NO_DATE)


class DependencySettingForm(GroupedForm):
    """The weight of a criterion and the levels of its answers; `seen` is what the effect was shown for."""

    weight = WholeField(
        "Poids dans le score",
        [
            InputRequired("Donnez un poids de 0 à 10."),
            NumberRange(0, HEAVIEST, "Le poids va de 0 à 10."),
        ],
        description="0 écarte le critère du niveau comme du score.",
    )
    reason = LongTextField(
        "Raison",
        [InputRequired("Dites pourquoi\u00a0: la raison est montrée avec le réglage."), longest(1000)],
        description=NOBODY,
    )
    seen = HiddenField()

    GROUPS = (("Poids", "weight"), ("Pourquoi", "reason"))

    def values(self) -> dict[str, Any]:
        """Give the weight, the reason, and the level of each answer."""
        levels = {name: int(self[field].data) for name, field in self.level_fields().items()}
        return {"weight": self.weight.data, "reason": self.reason.data, "levels": levels}

    def level_fields(self) -> dict[str, str]:
        """Give the name of the field of each answer's level, by its value."""
        return {name.removeprefix("level_"): name for name in self._fields if name.startswith("level_")}

    def shown(self) -> str:
        """Write in one word what the effect depends on."""
        values = self.values()
        return f"{values['weight']}:{'/'.join(f'{name}={level}' for name, level in values['levels'].items())}"


def setting_form(usual: Criterion, here: Criterion, reason: str | None, version: int) -> DependencySettingForm:
    """Make the form of a criterion: a level for each of its answers, beside that of the catalogue."""
    fields = {f"level_{each.value}": _level(each.label, each.level) for each in usual.options}
    kind = type("CriterionSettingForm", (DependencySettingForm,), fields)
    now: Mapping[str, Any] = {f"level_{each.value}": str(each.level) for each in here.options}
    form: DependencySettingForm = kind(data={**now, "weight": here.weight, "reason": reason, "version": version})
    return form


def _level(label: str, usual: int) -> SelectField:
    choices = {str(level): f"{words} ({level})" for level, words in enumerate(LEVELS)}
    told = f"Catalogue\u00a0: {LEVELS[usual]} ({usual})."
    return SelectField(label, choices=choices, invalid_choice_message=NOT_LISTED, description=told)
