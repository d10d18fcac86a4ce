"""What is said of a place: what it is used for, and of a school, its pupils and its Wi-Fi."""

from typing import Any

from wtforms import SelectField

from inventaire.domain.vocabulary import SiteKind
from inventaire.forms.fields import NOT_LISTED, NOTHING, TermField, WholeField
from inventaire.forms.grouped import GroupedForm

SAID = {"yes": True, "no": False}
WRITTEN = {True: "yes", False: "no"}


class YesNoField(SelectField):  # type: ignore[misc]
    """Yes, no, or not known."""

    def __init__(self, label: str, **more: Any) -> None:
        choices = {"": NOTHING, "yes": "oui", "no": "non"}
        super().__init__(label, choices=choices, coerce=lambda value: value, invalid_choice_message=NOT_LISTED, **more)

    def process_data(self, value: Any) -> None:
        """Choose what was said before."""
        self.data = WRITTEN.get(value, "")


class SiteForm(GroupedForm):
    """The facts of a place."""

    kind = TermField("Usage", SiteKind)
    pupils = WholeField("Élèves ou enfants accueillis", description="Pour une école ou une crèche, à la rentrée.")
    wifi_switch = YesNoField(
        "Le Wi-Fi peut être coupé", description="Un interrupteur coupe les bornes quand elles ne servent pas."
    )

    GROUPS = (("Ce lieu", "kind pupils wifi_switch"),)

    def values(self) -> dict[str, Any]:
        """Give what is saved, yes and no as truths."""
        found = super().values()
        return found | {"wifi_switch": SAID.get(found["wifi_switch"])}
