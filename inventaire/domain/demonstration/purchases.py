"""What Valbrume bought, received and did without, as its accounts tell."""

from inventaire.domain.demonstration.lots import Facts
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.purchase import AvoidedKind, Recycled, SpendingNature, SupplierArea
from inventaire.domain.vocabulary import DeviceCategory, Origin

REGION, FRANCE, EU, OUTSIDE = SupplierArea
RECYCLERY: Facts = {
    "supplier": "Recyclerie du Val",
    "supplier_place": "Valbrume",
    "supplier_area": REGION,
    "origin": Origin.REFURBISHED,
}
RESELLER: Facts = {
    "supplier": "Bureau Conseil Équipement",
    "supplier_place": "chef-lieu du département",
    "supplier_area": REGION,
    "origin": Origin.NEW,
}
HARDWARE: Facts = {"nature": SpendingNature.HARDWARE}


def _line(written: str, label: str, euros: float | None, *shared: Facts, **own: object) -> Facts:
    facts: Facts = {"bought_on": PartialDate.parse(written), "label": label}
    for each in shared:
        facts |= each
    facts |= own
    return facts if euros is None else facts | {"amount_excl_eur": euros}


def _machines(
    written: str, label: str, category: DeviceCategory, count: int, euros: float | None, *shared: Facts, **own: object
) -> Facts:
    return _line(written, label, euros, HARDWARE, {"category": category, "quantity": count}, *shared, **own)


def _spending(written: str, label: str, nature: SpendingNature, euros: float, area: SupplierArea) -> Facts:
    return _line(written, label, euros, nature=nature, supplier_area=area)


PURCHASES = (
    _machines(
        "2024-03-18", "Portables 14 pouces", DeviceCategory.LAPTOP, 12, 9480.0, RESELLER, repairability_index=7.4
    ),
    _machines("2024-09-02", "Tablettes de l’école", DeviceCategory.SCHOOL_TABLET, 10, 2300.0, RECYCLERY),
    _machines(
        "2025-02-11", "Écrans 24 pouces", DeviceCategory.MONITOR_22_24, 15, 2325.0, RESELLER, recycled=Recycled.YES
    ),
    _machines("2025-04-07", "Portables 14 pouces", DeviceCategory.LAPTOP, 8, 6560.0, RESELLER, repairability_index=7.9),
    _machines(
        "2025-10-20", "Portables reconditionnés", DeviceCategory.LAPTOP, 9, 3150.0, RECYCLERY, recycled=Recycled.NO
    ),
    _machines(
        "2026-01-19",
        "Portables reconditionnés",
        DeviceCategory.LAPTOP,
        10,
        3600.0,
        RECYCLERY,
        recycled=Recycled.NO,
        repairability_index=7.4,
    ),
    _machines(
        "2026-03-12",
        "Portables 14 pouces",
        DeviceCategory.LAPTOP,
        6,
        5100.0,
        RESELLER,
        recycled=Recycled.NO,
        repairability_index=8.3,
        reference="Marché 2026-04, lot 1",
    ),
    _machines(
        "2026-04-02",
        "Écrans 24 pouces",
        DeviceCategory.MONITOR_22_24,
        10,
        1590.0,
        RESELLER,
        recycled=Recycled.YES,
        reference="Marché 2026-04, lot 2",
    ),
    _machines(
        "2026-05-28", "Téléphones des agents", DeviceCategory.SMARTPHONE, 8, 1680.0, RECYCLERY, repairability_index=7.1
    ),
    _machines(
        "2026-06-15",
        "Portables donnés par le département",
        DeviceCategory.LAPTOP,
        5,
        None,
        origin=Origin.GIFT,
        used_since=PartialDate(2023, 9),
        supplier="Conseil départemental",
        supplier_area=REGION,
    ),
    _spending("2026-01-15", "Licences bureautiques, renouvellement", SpendingNature.LICENCES, 8940.0, OUTSIDE),
    _spending("2026-01-31", "Logiciel d’état civil, abonnement", SpendingNature.SUBSCRIPTIONS, 5200.0, FRANCE),
    _spending("2026-02-10", "Site de la commune, hébergement", SpendingNature.SUBSCRIPTIONS, 1150.0, FRANCE),
    _spending("2026-03-30", "Maintenance du réseau", SpendingNature.SERVICES, 6480.0, REGION),
    _spending("2026-06-30", "Téléphonie et accès à l’internet", SpendingNature.TELECOMS, 11320.0, FRANCE),
    _spending("2026-07-10", "Copies, contrat des copieurs", SpendingNature.PRINTING, 4275.0, EU),
)
AVOIDED: tuple[Facts, ...] = (
    {
        "decided_on": PartialDate(2026, 2),
        "avoided": AvoidedKind.STOCK,
        "category": DeviceCategory.LAPTOP,
        "quantity": 3,
        "note": "Portables de la réserve, mémoire doublée.",
    },
    {
        "decided_on": PartialDate(2026, 5, 19),
        "avoided": AvoidedKind.REFUSED,
        "category": DeviceCategory.TABLET,
        "quantity": 6,
        "unit_price_eur": 310.0,
        "note": "Demande de tablettes pour les séances du conseil.",
    },
)
