"""Rows that show how the template is filled in: they stand in sheets of their own, which are never imported."""

from collections.abc import Mapping, Sequence

from inventaire.domain.contract import ContractKind, Renewal, Reversibility
from inventaire.domain.imports import Target
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.purchase import SpendingNature, SupplierArea
from inventaire.domain.vocabulary import (
    Delivery,
    DeviceCategory,
    DeviceStatus,
    HostingPlace,
    Origin,
    SiteKind,
    StorageKind,
)
from inventaire.spreadsheets.kinds import Value

NAMES = {
    Target.DEVICES: "Exemples de matériels",
    Target.APPLICATIONS: "Exemples de logiciels",
    Target.PURCHASES: "Exemples d’achats",
    Target.CONTRACTS: "Exemples de contrats",
}
EXAMPLES: Mapping[Target, Sequence[Mapping[str, Value]]] = {
    Target.DEVICES: (
        {
            "name": "MAIRIE-PC-01",
            "category": DeviceCategory.LAPTOP,
            "quantity": 1,
            "manufacturer": "Exemple SA",
            "model": "Portable 14",
            "serial": "EX0000001",
            "inventory_number": "2021-014",
            "site": "Hôtel de ville",
            "site_kind": SiteKind.TOWN_HALL,
            "department": "État civil",
            "status": DeviceStatus.IN_SERVICE,
            "origin": Origin.NEW,
            "purchased_on": PartialDate(2021, 3, 12),
            "in_service_on": PartialDate(2021, 4),
            "memory_gb": 8,
            "storage_gb": 256,
            "storage_kind": StorageKind.SSD,
        },
        {
            "name": "Tablettes de l’école",
            "category": DeviceCategory.SCHOOL_TABLET,
            "quantity": 12,
            "site": "École Jean-Jaurès",
            "site_kind": SiteKind.PRIMARY_SCHOOL,
            "status": DeviceStatus.IN_SERVICE,
            "origin": Origin.REFURBISHED,
            "purchased_on": PartialDate(2023),
            "comment": "Une ligne peut valoir un lot.",
        },
    ),
    Target.APPLICATIONS: (
        {
            "raw_name": "Suite bureautique Exemple 2019",
            "publisher": "Exemple SA",
            "delivery": Delivery.INSTALLED,
            "device": "MAIRIE-PC-01",
            "version": "16.0",
        },
        {
            "raw_name": "Réservation de salles en ligne",
            "delivery": Delivery.SAAS,
            "seats": 20,
            "department": "Vie associative",
            "contract_ends_on": PartialDate(2027, 6, 30),
            "notice_months": 3,
            "hosting_place": HostingPlace.EU,
        },
    ),
    Target.PURCHASES: (
        {
            "bought_on": PartialDate(2026, 3, 12),
            "label": "Ordinateurs portables reconditionnés",
            "nature": SpendingNature.HARDWARE,
            "category": DeviceCategory.LAPTOP,
            "quantity": 4,
            "amount_excl_eur": 1480.5,
            "origin": Origin.REFURBISHED,
            "supplier": "Exemple SARL",
            "supplier_area": SupplierArea.REGION,
            "reference": "BC 2026-031",
        },
        {
            "bought_on": PartialDate(2026, 1),
            "label": "Abonnement de messagerie",
            "nature": SpendingNature.SUBSCRIPTIONS,
            "amount_excl_eur": 2400,
        },
    ),
    Target.CONTRACTS: (
        {
            "title": "Abonnement à la réservation de salles",
            "number": "2024-118",
            "kind": ContractKind.SUBSCRIPTION,
            "supplier": "Exemple SA",
            "starts_on": PartialDate(2024, 7, 1),
            "ends_on": PartialDate(2027, 6, 30),
            "notice_months": 3,
            "renewal": Renewal.TACIT,
            "yearly_amount_excl_eur": 1200,
            "reversibility": Reversibility.YES,
            "covered_application": "Réservation de salles en ligne",
        },
    ),
}
