"""The contracts that Valbrume has found in its cupboards: a line for each thing covered."""

from collections.abc import Iterable
from typing import Any

from inventaire.domain.contract import Billing, ContractKind, Renewal, Reversibility
from inventaire.domain.demonstration.lots import Facts
from inventaire.domain.partial_date import PartialDate

UNTIL = ("starts_on", "ends_on")


def _contract(title: str, supplier: str, kind: ContractKind, covers: Iterable[Facts] = (), **more: Any) -> list[Facts]:
    """Describe a contract, one line for each application or device that it covers."""
    dates = {field: PartialDate.parse(more.pop(field)) for field in UNTIL if field in more}
    facts: Facts = {"title": title, "supplier": supplier, "kind": kind} | dates | more
    return [facts | covered for covered in list(covers) or [{}]]


def _software(*named: tuple[str, str]) -> list[Facts]:
    return [{"covered_application": name, "covered_publisher": publisher} for name, publisher in named]


def _devices(*names: str) -> list[Facts]:
    return [{"covered_device": name} for name in names]


CONTRACTS: tuple[Facts, ...] = (
    *_contract(
        "Maintenance e.magnus et Sedit RH",
        "Berger-Levrault",
        ContractKind.MAINTENANCE,
        _software(("e.magnus", "Berger-Levrault"), ("Sedit RH", "Berger-Levrault")),
        number="BL-2022-0417",
        starts_on="2022-01-01",
        ends_on="2027-12-31",
        notice_months=6,
        renewal=Renewal.EXPRESS,
        yearly_amount_excl_eur=15200.0,
        billing=Billing.YEARLY,
        market_reference="2021-MAPA-09",
        reversibility=Reversibility.NO,
    ),
    *_contract(
        "Abonnement Microsoft 365",
        "Revendeur du Val",
        ContractKind.SUBSCRIPTION,
        _software(("Microsoft 365 Business Standard", "Microsoft Corporation")),
        number="RV-3365",
        starts_on="2022-10-01",
        ends_on="2027-09-30",
        notice_months=1,
        renewal=Renewal.TACIT,
        yearly_amount_excl_eur=5900.0,
        billing=Billing.MONTHLY,
        reversibility=Reversibility.UNKNOWN,
    ),
    *_contract(
        "Oxalis hébergé",
        "Operis",
        ContractKind.HOSTING,
        _software(("Oxalis", "Operis")),
        starts_on="2022-07-01",
        ends_on="2028-06-30",
        notice_months=6,
        renewal=Renewal.NONE,
        yearly_amount_excl_eur=4300.0,
        billing=Billing.YEARLY,
        reversibility=Reversibility.YES,
    ),
    *_contract(
        "Télétransmission et parapheur",
        "Docaposte FAST",
        ContractKind.SUBSCRIPTION,
        _software(("FAST-Actes", "Docaposte FAST"), ("FAST-Parapheur", "Docaposte FAST")),
        number="F-118",
        starts_on="2024-01-01",
        ends_on="2026-12-31",
        notice_months=2,
        renewal=Renewal.TACIT,
        yearly_amount_excl_eur=1560.0,
        billing=Billing.YEARLY,
    ),
    *_contract(
        "Location des copieurs de la mairie",
        "Bureautique du Val",
        ContractKind.PRINTING,
        _devices("MAI-COP-01", "MAI-COP-02", "MAI-COP-03"),
        number="COP-2023-2",
        starts_on="2023-02-01",
        ends_on="2028-01-31",
        notice_months=3,
        renewal=Renewal.TACIT,
        yearly_amount_excl_eur=4680.0,
        billing=Billing.QUARTERLY,
    ),
    *_contract(
        "Fibre et téléphonie",
        "Orange",
        ContractKind.TELECOM,
        starts_on="2021-05",
        ends_on="2027-04",
        notice_months=3,
        renewal=Renewal.TACIT,
        yearly_amount_incl_eur=7420.0,
        billing=Billing.MONTHLY,
    ),
    *_contract(
        "Assistance des écrans d’information", "Lumiplan", ContractKind.SERVICE, _software(("Lumiplan", "Lumiplan"))
    ),
)
