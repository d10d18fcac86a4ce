"""Several rows changed at once: each field leaves them as they are unless it is told otherwise."""

from typing import Any, ClassVar

from inventaire.domain import vocabulary
from inventaire.domain.contract import Billing, ContractKind, Renewal, Reversibility
from inventaire.forms.fields import PartialDateField, RowField, TermField, TextField, longest
from inventaire.forms.grouped import GroupedForm

KEPT, EMPTIED = "", "-"  # what a field says when it changes nothing, and when it empties
DAY = "Vide : ne pas changer. Un tiret (-) : vider. Sinon, par exemple 12/03/2021, 03/2021 ou 2021."
TEXT = "Vide : ne pas changer. Un tiret (-) : vider."
NOTHING_SAID = "Choisissez au moins un champ à changer."


def choices(own: Any) -> dict[str, str]:
    """Put before a field's choices that of changing nothing and, where it may be unknown, that of emptying."""
    rest = {value: label for value, label in own.items() if value}
    return {KEPT: "ne pas changer"} | ({EMPTIED: "vider"} if "" in own else {}) | rest


class TermOfAll(TermField):
    """A term for all the rows."""

    def __init__(self, label: str, kind: type[vocabulary.Term], **more: Any) -> None:
        super().__init__(label, kind, default=KEPT, **more)
        self.choices: dict[str, str] = choices(self.choices)

    def _term(self, value: Any) -> Any:
        return value if value in (KEPT, EMPTIED) else super()._term(value)


class RowOfAll(RowField):
    """A place for all the rows."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, default=KEPT, **more)

    def _row(self, value: Any) -> Any:
        return value if value in (KEPT, EMPTIED) else super()._row(value)

    def offer(self, rows: Any) -> None:
        """Offer rows that have an id and a name."""
        super().offer(rows)
        self.choices = choices(self.choices)


class DateOfAll(PartialDateField):
    """A date for all the rows."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, description=DAY, **more)

    def read(self, written: str) -> Any:
        """Read 12/03/2026, 03/2026, 2026 or a dash."""
        return written if written == EMPTIED else super().read(written)

    def write(self, value: Any) -> str:
        """Write it as it was read."""
        return EMPTIED if value == EMPTIED else super().write(value)


class SelectionForm(GroupedForm):
    """What is done to rows chosen together; `version` holds the state they were seen in."""

    GROUPS: ClassVar[tuple[tuple[str, str], ...]] = ()

    def said(self) -> dict[str, str]:
        """Give what was chosen or typed in the fields that change something."""
        written = {name: (self[name].raw_data or [KEPT])[0].strip() for name in super().values()}
        return {name: text for name, text in written.items() if text != KEPT}

    def values(self) -> dict[str, Any]:
        """Give what is to be changed, and nothing else."""
        return {name: None if text == EMPTIED else self[name].data for name, text in self.said().items()}

    def validate(self, *args: Any, **more: Any) -> bool:
        """Ask for one field at least."""
        good = super().validate(*args, **more)
        if good and self.GROUPS and not self.values():
            self.form_errors.append(NOTHING_SAID)
            return False
        return bool(good)


class DeviceSelectionForm(SelectionForm):
    """What several devices may be given at once."""

    site_id = RowOfAll("Site")
    department_id = RowOfAll("Service")
    category = TermOfAll("Catégorie", vocabulary.DeviceCategory, required=True)
    status = TermOfAll("État", vocabulary.DeviceStatus, required=True)
    origin = TermOfAll("Origine", vocabulary.Origin)
    supplier = TextField("Fournisseur", [longest(200)], description=TEXT)
    purchased_on = DateOfAll("Date d’achat")
    in_service_on = DateOfAll("Date de mise en service")
    warranty_until = DateOfAll("Fin de garantie")
    decommissioned_on = DateOfAll("Date de réforme")
    retired_on = DateOfAll("Date de sortie")
    disposal_outlet = TermOfAll("Destination", vocabulary.DisposalOutlet)

    GROUPS = (
        ("Où ils se trouvent", "site_id department_id"),
        ("Ce qu’ils sont", "category status origin supplier purchased_on in_service_on warranty_until"),
        ("Leur sortie", "decommissioned_on retired_on disposal_outlet"),
    )


class ApplicationSelectionForm(SelectionForm):
    """What several applications may be given at once."""

    department_id = RowOfAll("Service")
    delivery = TermOfAll("Mode", vocabulary.Delivery)
    contract_ends_on = DateOfAll("Date d’échéance")
    hosting_place = TermOfAll("Lieu d’hébergement", vocabulary.HostingPlace)
    personal_data = TermOfAll("Données personnelles", vocabulary.PersonalData)
    export_kind = TermOfAll("Export possible", vocabulary.ExportKind)
    debated_on = DateOfAll("Débattu le")
    debated_where = TextField("Instance", [longest(200)], description=TEXT)

    GROUPS = (
        ("Usage et contrat", "department_id delivery contract_ends_on"),
        ("Données", "hosting_place personal_data export_kind"),
        ("Débat", "debated_on debated_where"),
    )


class ContractSelectionForm(SelectionForm):
    """What several contracts may be given at once."""

    kind = TermOfAll("Nature", ContractKind)
    market_reference = TextField("Référence du marché", [longest(200)], description=TEXT)
    ends_on = DateOfAll("Échéance")
    renewal = TermOfAll("Reconduction", Renewal)
    billing = TermOfAll("Facturation", Billing)
    reversibility = TermOfAll("Clause de réversibilité", Reversibility)

    GROUPS = (
        ("Contrat", "kind market_reference"),
        ("Durée et paiement", "ends_on renewal billing"),
        ("Réversibilité", "reversibility"),
    )
