"""The computers of the services; those of the schools have their own page."""

from inventaire.domain.demonstration import computer_models as models
from inventaire.domain.demonstration import people, places, systems
from inventaire.domain.demonstration.lots import Facts, Lot
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceStatus, DisposalOutlet, Origin

REFURBISHED = {"origin": Origin.REFURBISHED, "supplier": "Atelier réemploi du Val"}
GIFT = {"origin": Origin.GIFT, "supplier": "Don d’une entreprise de la vallée"}
PUBLIC_DESK = REFURBISHED | {"user_label": "Poste public"}
TOO_OLD = {"comment": "Ne peut pas recevoir Windows 11"}
SPARE = {"status": DeviceStatus.IN_STOCK}
FORGOTTEN = SPARE | {"comment": "Dans l’armoire de la salle serveur, jamais réaffecté"}


def left(day: str, outlet: DisposalOutlet) -> Facts:
    """Say when machines left the fleet, and where they went."""
    gone = PartialDate.parse(day)
    return {
        "status": DeviceStatus.RETIRED,
        "decommissioned_on": gone,
        "retired_on": gone,
        "disposal_outlet": outlet,
    }


def written_off(day: str) -> Facts:
    """Say when machines were taken out of use; they still stand in a corner."""
    return {"status": DeviceStatus.DECOMMISSIONED, "decommissioned_on": PartialDate.parse(day)}


HALL, DEPOT, SOCIAL = places.TOWN_HALL, places.DEPOT, places.SOCIAL
W7, W10, W11 = systems.WINDOWS_7, systems.WINDOWS_10, systems.WINDOWS_11_24H2
W10_OLD, W11_OLD, W11_NEW = systems.WINDOWS_10_1909, systems.WINDOWS_11_23H2, systems.WINDOWS_11_25H2

IN_TOWN_HALL = (
    Lot(HALL, models.LATITUDE_5540, 3, "2023-10", people.MANAGEMENT, W11),
    Lot(HALL, models.OPTIPLEX_3060, 5, "2018-11", people.RECEPTION, W10),
    Lot(HALL, models.OPTIPLEX_3040, 2, "2016-09", people.RECEPTION, W10, facts=TOO_OLD),
    Lot(HALL, models.OPTIPLEX_3080, 4, "2021-03", people.FINANCE, W11),
    Lot(HALL, models.PRODESK_G6, 3, "2019-10", people.STAFF, W10),
    Lot(HALL, models.PRODESK_G4, 3, "2017-11", people.PLANNING, W10, facts=TOO_OLD),
    Lot(HALL, models.PRECISION, 1, "2020-12", people.PLANNING, W11_OLD),
    Lot(HALL, models.OPTIPLEX_7010, 1, "2023-11", people.OUTREACH, W11),
    Lot(HALL, models.IMAC, 1, "2017-05", people.OUTREACH, systems.MACOS),
    Lot(HALL, models.M70Q, 3, "2021-09", people.SCHOOLS, W11),
    Lot(HALL, models.LATITUDE_5520, 2, "2021-11", people.COMPUTING, W11_NEW),
    Lot(HALL, models.OPTIPLEX_7010, 2, "2026-03", people.FINANCE, W11_NEW),
    Lot(HALL, models.PROBOOK_450_G8, 4, "2022-01", people.COUNCIL, W11),
    Lot(HALL, models.LATITUDE_5490, 3, "2026-02", people.SPORTS, W11, facts=REFURBISHED),
    Lot(HALL, models.PROONE, 2, "2020-02", people.RECEPTION, W10),
    Lot(HALL, models.PROBOOK_650, 1, "2014-10", people.MANAGEMENT, W7, facts=TOO_OLD),
)

IN_OTHER_SERVICES = (
    Lot(DEPOT, models.OPTIPLEX_3060, 4, "2018", people.WORKS, W10),
    Lot(DEPOT, models.PRECISION, 1, "2021-02", people.WORKS, W11_OLD),
    Lot(DEPOT, models.OPTIPLEX_3020, 2, "2014", people.WORKS, W7, facts=TOO_OLD),
    Lot(DEPOT, models.LATITUDE_5520, 2, "2022-03", people.WORKS, W11),
    Lot(DEPOT, models.UNKNOWN_COMPUTER, 1, "", facts={"comment": "Poste de la station de carburant"}),
    Lot(SOCIAL, models.PRODESK_G6, 4, "2019-12", people.CARE, W10),
    Lot(SOCIAL, models.THINKPAD, 3, "2022-10", people.CARE, W11),
    Lot(SOCIAL, models.PROBOOK_450_G5, 2, "2018-06", people.CARE, W10),
    Lot(places.LIBRARY, models.M710Q, 4, "2024-02", people.CULTURE, systems.MINT, facts=PUBLIC_DESK),
    Lot(places.LIBRARY, models.OPTIPLEX_3080, 3, "2021-03", people.CULTURE, W11),
    Lot(places.LIBRARY, models.PRODESK_G3, 2, "2016-12", people.CULTURE, W10, facts=TOO_OLD),
    Lot(places.POLICE, models.PRODESK_G4, 3, "2017-09", people.POLICE, W10, facts=TOO_OLD),
    Lot(places.POLICE, models.PRECISION, 1, "2021-06", people.POLICE, W10),
    Lot(places.POLICE, models.THINKPAD, 1, "2022-10", people.POLICE, W11),
    Lot(places.NURSERY, models.OPTIPLEX_3040, 1, "2016", people.CHILDHOOD, W10),
    Lot(places.NURSERY, models.PROBOOK_450_G5, 1, "2018", people.CHILDHOOD, W10),
    Lot(places.POOL, models.VERITON, 2, "2014", people.SPORTS, systems.HAND_WINDOWS_7),
    Lot(places.GYMNASIUM, models.UNKNOWN_COMPUTER, 1, "", people.SPORTS, facts=GIFT),
    Lot(places.MUSIC, models.VERITON, 1, "2014", people.CULTURE, systems.HAND_WINDOWS_7),
    Lot(places.MUSIC, models.LATITUDE_5490, 1, "2024", people.CULTURE, W11, facts=REFURBISHED),
)

WORN_OUT = Lot(SOCIAL, models.TRAVELMATE, 2, "2014-05", facts=written_off("2025-12-18"))
GIVEN = Lot(HALL, models.PRODESK_G3, 4, "2016-03", facts=written_off("2025-11-20"))
SOLD = Lot(HALL, models.OPTIPLEX_3040, 2, "2016-09", facts=written_off("2025-11-20"))

OUT_OF_USE = (
    Lot(HALL, models.PRODESK_G3, 5, "2016-03", system=W10_OLD, facts=FORGOTTEN),
    Lot(HALL, models.PROBOOK_450_G5, 3, "2018-02", system=W10, facts=SPARE),
    Lot(None, models.TRAVELMATE, 2, "", system=W7, facts=SPARE | {"comment": "Lieu à vérifier"}),
    Lot(
        HALL,
        models.LATITUDE_5540,
        1,
        "2023-10",
        people.MANAGEMENT,
        W11,
        facts={"status": DeviceStatus.IN_REPAIR},
    ),
    Lot(HALL, models.THINKPAD, 1, "2022-10", system=W11, facts={"status": DeviceStatus.LENT}),
    Lot(DEPOT, models.OPTIPLEX_3020, 4, "2013-11", system=W7, facts=written_off("2025-09-15")),
    Lot(HALL, models.PROBOOK_650, 3, "2014-10", system=W7, facts=written_off("2026-02")),
    Lot(HALL, models.OPTIPLEX_3020, 4, "2013-11", facts=left("2025-06-20", DisposalOutlet.GIFT_ASSOCIATION)),
    GIVEN,
    SOLD,
    WORN_OUT,
)

COMPUTERS = IN_TOWN_HALL + IN_OTHER_SERVICES + OUT_OF_USE
