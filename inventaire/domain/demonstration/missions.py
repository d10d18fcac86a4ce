"""The missions of Valbrume, and the short words that describe an application; costs are invented."""

from inventaire.domain.demonstration.lots import Facts
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import Delivery, ExportKind, HostingPlace, PersonalData

MONEY, REGISTRY, GRAVES = "Finances et paie", "État civil et élections", "Cimetière"
BUILDING, ASSEMBLY, MEALS = "Urbanisme", "Vie du conseil", "Écoles et restauration scolaire"
NURSERY, LIBRARY, SOCIAL = "Petite enfance", "Médiathèque", "Action sociale"
SAFETY, ROADS, WATER = "Sécurité publique", "Voirie, bâtiments et espaces verts", "Eau"
NEWS, ALERT, MUSIC = "Information des habitants", "Alerte à la population", "Enseignement musical"
SPORTS, INSIDE = "Sports et vie associative", "Fonctionnement des services"


def application(
    name: str,
    publisher: str | None,
    delivery: Delivery,
    department: str | None,
    mission: str | None,
    *,
    seats: int | None = None,
    version: str | None = None,
    comment: str | None = None,
) -> Facts:
    """Describe an application as the town wrote it down; what is unknown is absent."""
    facts: Facts = {"raw_name": name, "publisher": publisher, "version": version, "delivery": delivery}
    facts |= {"seats": seats, "department": department, "mission": mission, "comment": comment}
    return {field: value for field, value in facts.items() if value is not None}


def contract(yearly: float | None, starts: str = "", ends: str = "", notice: int | None = None) -> Facts:
    """Describe a contract: yearly cost [€ without VAT], its dates, the notice [months]."""
    facts: Facts = {} if yearly is None else {"yearly_cost_excl_eur": float(yearly)}
    if starts:
        facts["contract_starts_on"] = PartialDate.parse(starts)
    if ends:
        facts["contract_ends_on"] = PartialDate.parse(ends)
    if notice is not None:
        facts["notice_months"] = notice
    return facts


def data(hosting: HostingPlace, personal: PersonalData, export: ExportKind) -> Facts:
    """Say where the data lie, how sensitive they are, what can be taken out."""
    return {"hosting_place": hosting, "personal_data": personal, "export_kind": export}


def debated(day: str, where: str) -> Facts:
    """Say when and where the application was debated."""
    return {"debated_on": PartialDate.parse(day), "debated_where": where}
