"""A policy of renewal: how long, how many, what is bought, when it is switched off."""

from collections.abc import Mapping
from typing import Any

from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from inventaire.domain.forecast.policy import Group, Policy, SystemRule
from inventaire.forms.fields import NOBODY, LongTextField, NumberField, TermField, TextField, WholeField, longest
from inventaire.forms.fields import stripped as without_spaces
from inventaire.forms.grouped import GroupedForm

PERCENT = 100
OLDEST, HORIZON, HOURS = 30, 10, 24
AGE, OFF = "age_", "hours_"


class PolicyLevers(GroupedForm):
    """What a policy says of the whole fleet; the fields of each group of hardware are added below."""

    name = TextField("Nom", [DataRequired("Donnez un nom à cette politique."), longest(80)])
    systems = TermField(
        "Fin de suivi des systèmes",
        SystemRule,
        required=True,
        description="Vaut pour les ordinateurs dont le système et les caractéristiques sont connus\u202f; "
        "l’âge reste un plafond.",
    )
    refurbished = NumberField(
        "Achats reconditionnés (%)",
        [InputRequired("Donnez une part, 0 s’il n’y en a pas."), NumberRange(0, PERCENT, "La part va de 0 à 100.")],
        description="Appliqué aux catégories dont l’effet est publié\u00a0: fixes, portables, tablettes, smartphones.",
    )
    per_agent = NumberField(
        "Terminaux par agent, au plus",
        [Optional(), NumberRange(0, PERCENT, "Donnez de 0 à 100 terminaux par agent.")],
        description="Fixes, portables, tablettes et smartphones des agents. Vide\u00a0: leur nombre ne change pas.",
    )
    years = WholeField(
        "Atteint en (ans)",
        [InputRequired("Donnez de 1 à 10 ans."), NumberRange(1, HORIZON, "Donnez de 1 à 10 ans.")],
        description="En ne remplaçant pas ce qui part\u202f; rien n’est retiré plus tôt pour cela.",
    )
    comment = LongTextField("Pourquoi", [longest(1_000)], filters=[without_spaces], description=NOBODY)

    GROUPS = (
        ("Politique", "name comment"),
        (
            "Âge au remplacement (vide : la durée d’usage de référence)",
            " ".join(f"{AGE}{each.value}" for each in Group),
        ),
        ("Systèmes, achats, nombre", "systems refurbished per_agent years"),
        ("Heures d’extinction par jour", " ".join(f"{OFF}{each.value}" for each in Group)),
    )

    def values(self) -> dict[str, Any]:
        """Give what is saved, ages and hours by group."""
        plain = ("name", "comment", "systems", "refurbished", "per_agent", "years")
        groups = {"ages": self._of_groups(AGE), "hours": self._of_groups(OFF)}
        return {name: self[name].data for name in plain} | groups

    def _of_groups(self, prefix: str) -> dict[str, Any]:
        found = {each.value: self[prefix + each.value].data for each in Group}
        return {group: value for group, value in found.items() if value}


def _age(group: Group) -> WholeField:
    reach = NumberRange(1, OLDEST, f"Donnez de 1 à {OLDEST} ans.")
    return WholeField(f"{group.label} (ans)", [Optional(), reach])


def _off(group: Group) -> NumberField:
    reach = NumberRange(0, HOURS, f"Donnez de 0 à {HOURS} heures.")
    return NumberField(f"{group.label} (h/jour)", [Optional(), reach])


FIELDS = {f"{AGE}{each.value}": _age(each) for each in Group} | {f"{OFF}{each.value}": _off(each) for each in Group}
PolicyForm: Any = type("PolicyForm", (PolicyLevers,), FIELDS)


def policy_form(policy: Policy, comment: str | None, version: int | None = None) -> PolicyLevers:
    """Make the form of a policy as it stands."""
    now: Mapping[str, Any] = {
        "name": policy.name,
        "comment": comment,
        "systems": policy.systems,
        "refurbished": policy.refurbished * PERCENT,
        "per_agent": policy.per_agent,
        "years": policy.years,
        "version": version,
    }
    ages = {f"{AGE}{group.value}": years for group, years in policy.ages.items()}
    hours = {f"{OFF}{group.value}": each for group, each in policy.hours.items()}
    form: PolicyLevers = PolicyForm(data={**now, **ages, **hours})
    return form
