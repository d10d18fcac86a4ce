"""The factors that Valbrume prefers to the catalogue's, and a sheet that a maker published."""

from datetime import date

from inventaire.domain.factors import Bounds, OwnFigure, OwnValue
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory

PREFERRED = {
    DeviceCategory.CCTV_CAMERA: OwnValue(
        OwnFigure.LIFETIME,
        Bounds(central=8.0),
        date(2026, 1, 1),
        "Sorties du parc de la commune de démonstration",
        "Le catalogue ne publie aucune durée d’usage pour les caméras.",
    ),
}
# 505 kgCO2e in all, of which 22.3 % in use: what is left is the embodied part.
SHEET = {
    "manufacturer": "Dell Inc.",
    "model": "P2419H",
    "embodied_low": None,
    "embodied_kgco2e": 392.4,
    "embodied_high": None,
    "energy_kwh_per_year": 35.8,
    "source": "https://i.dell.com/sites/csdocuments/CorpComm_Docs/en/carbon-footprint-p2419h-monitor.pdf",
    "dated": PartialDate(2018, 12),
}
