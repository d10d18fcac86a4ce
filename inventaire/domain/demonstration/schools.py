"""What stands in the four primary schools, as each school noted it."""

from inventaire.domain.demonstration import computer_models as models
from inventaire.domain.demonstration import people, places, systems
from inventaire.domain.demonstration.computers import GIFT, REFURBISHED, SPARE, TOO_OLD
from inventaire.domain.demonstration.lots import Lot, Model
from inventaire.domain.vocabulary import Connection, DeviceCategory

BOURG, TILLEULS = places.SCHOOL_BOURG, places.SCHOOL_TILLEULS
MOULIN, RIVIERE = places.SCHOOL_MOULIN, places.SCHOOL_RIVIERE
W7, W10, W11 = systems.HAND_WINDOWS_7, systems.HAND_WINDOWS_10, systems.HAND_WINDOWS_11

PROJECTOR = Model(DeviceCategory.PROJECTOR, "Epson", "EB-685Wi", "X5#######", 1190)
OLD_PROJECTOR = Model(DeviceCategory.PROJECTOR, "Epson", "EB-X31", "TUM#######", 420)
UNNAMED_PROJECTOR = Model(DeviceCategory.PROJECTOR)
BOARD = Model(DeviceCategory.INTERACTIVE_DISPLAY, "SMART", "Board MX275", "M275########", 2650)
PANEL = Model(DeviceCategory.INTERACTIVE_DISPLAY, "Promethean", "ActivPanel 9", "P9########", 2390)
IPAD = Model(DeviceCategory.SCHOOL_TABLET, "Apple", "iPad 7e génération", "DMP########", 340)
GALAXY = Model(DeviceCategory.SCHOOL_TABLET, "Samsung", "Galaxy Tab A 10.1", "R52########", 190)
SCREEN = Model(DeviceCategory.MONITOR)
PRINTER = Model(DeviceCategory.PRINTER_LASER, "Brother", "HL-L5100DN", "E7#######", 195)

WIFI = {"connection": Connection.WIFI}
CLASS_BOX = {"comment": "Classe mobile, dans sa valise"}

SCHOOLS = (
    Lot(BOURG, models.OPTIPLEX_3060, 1, "2018", people.SCHOOLS, systems.WINDOWS_10),
    Lot(BOURG, models.PROBOOK_450_G5, 8, "2018-09", people.SCHOOLS, systems.WINDOWS_10, facts=CLASS_BOX),
    Lot(BOURG, BOARD, 3, "2019-08", people.SCHOOLS),
    Lot(BOURG, PROJECTOR, 2, "2017-08", people.SCHOOLS),
    Lot(BOURG, PRINTER, 1, "2019", people.SCHOOLS),
    Lot(BOURG, SCREEN, 3, "", people.SCHOOLS, together=True),
    Lot(TILLEULS, models.PRODESK_G4, 1, "2017", people.SCHOOLS, W10),
    Lot(TILLEULS, models.VERITON, 6, "2014", people.SCHOOLS, W7, facts=TOO_OLD),
    Lot(TILLEULS, IPAD, 12, "2020-10", people.SCHOOLS, systems.IPADOS, together=True, facts=WIFI),
    Lot(TILLEULS, PROJECTOR, 3, "2018", people.SCHOOLS),
    Lot(TILLEULS, PANEL, 2, "2023-07", people.SCHOOLS),
    Lot(TILLEULS, SCREEN, 6, "2014", people.SCHOOLS, together=True),
    Lot(TILLEULS, PRINTER, 1, "", people.SCHOOLS),
    Lot(MOULIN, models.OPTIPLEX_3040, 1, "2016", people.SCHOOLS, W10),
    Lot(MOULIN, models.PRODESK_G3, 6, "2025-09", people.SCHOOLS, systems.HAND_LINUX, facts=REFURBISHED),
    Lot(MOULIN, models.TRAVELMATE, 4, "2015", people.SCHOOLS, W7, facts=TOO_OLD),
    Lot(MOULIN, OLD_PROJECTOR, 3, "2015", people.SCHOOLS),
    Lot(MOULIN, UNNAMED_PROJECTOR, 2, "", people.SCHOOLS),
    Lot(MOULIN, PANEL, 1, "2025-08", people.SCHOOLS),
    Lot(MOULIN, GALAXY, 4, "2019", people.SCHOOLS, systems.ANDROID_11, facts=SPARE | WIFI),
    Lot(RIVIERE, models.OPTIPLEX_3080, 1, "2021", people.SCHOOLS, W11),
    Lot(RIVIERE, models.PROBOOK_450_G8, 6, "2022-09", people.SCHOOLS, W11, facts=CLASS_BOX),
    Lot(RIVIERE, models.UNKNOWN_COMPUTER, 3, "", people.SCHOOLS, facts=GIFT),
    Lot(RIVIERE, BOARD, 2, "2020-08", people.SCHOOLS),
    Lot(RIVIERE, OLD_PROJECTOR, 2, "2016", people.SCHOOLS),
    Lot(RIVIERE, SCREEN, 4, "2021", people.SCHOOLS, together=True),
)
