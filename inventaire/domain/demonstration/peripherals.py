"""Screens, printers, telephones and tablets of the services."""

from inventaire.domain.demonstration import people, places, systems
from inventaire.domain.demonstration.computers import FORGOTTEN, REFURBISHED, SPARE, written_off
from inventaire.domain.demonstration.lots import Lot, Model
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import Connection, DeviceCategory, DeviceStatus, Origin

HALL, DEPOT, SOCIAL = places.TOWN_HALL, places.DEPOT, places.SOCIAL
LIBRARY, POLICE = places.LIBRARY, places.POLICE

DELL_24 = Model(DeviceCategory.MONITOR_22_24, "Dell Inc.", "P2419H", "CN0########", 165)
DELL_22 = Model(DeviceCategory.MONITOR_22_24, "Dell Inc.", "P2217H", "CN0########", 140)
IIYAMA_24 = Model(DeviceCategory.MONITOR_22_24, "iiyama", "ProLite XUB2493HS", "1176#######", 150)
DELL_27 = Model(DeviceCategory.MONITOR_25_27, "Dell Inc.", "P2719H", "CN0########", 235)
OLD_19 = Model(DeviceCategory.MONITOR_LT_22, "LG", "19EB13T", "4#######", 110)
ANY_SCREEN = Model(DeviceCategory.MONITOR)

LASER = Model(DeviceCategory.PRINTER_LASER, "Brother", "HL-L5100DN", "E7#######", 195)
INKJET = Model(DeviceCategory.PRINTER_INKJET, "HP", "OfficeJet Pro 8210", "CN########", 120)
COPIER = Model(DeviceCategory.MFP_COPIER, "Konica Minolta", "bizhub C250i", "AA2J#######")
SMALL_COPIER = Model(DeviceCategory.MFP_COPIER, "Ricoh", "IM C2000", "3100######")
ANY_PRINTER = Model(DeviceCategory.PRINTER)
SCANNER = Model(DeviceCategory.SCANNER, "Fujitsu", "fi-7160", "A#######", 640)

DESK_PHONE = Model(DeviceCategory.IP_PHONE, "Yealink", "SIP-T46S", "", 95)
GALAXY = Model(DeviceCategory.SMARTPHONE, "Samsung", "Galaxy A34 5G", "R5C########", 240)
XCOVER = Model(DeviceCategory.SMARTPHONE, "Samsung", "Galaxy XCover 5", "R58########", 265)
IPHONE = Model(DeviceCategory.SMARTPHONE, "Apple", "iPhone 8", "F4G########", 320)
NOKIA = Model(DeviceCategory.FEATURE_PHONE, "Nokia", "105", "", 22)
TABLET = Model(DeviceCategory.TABLET, "Samsung", "Galaxy Tab A8", "R9W########", 205)
COUNCIL_IPAD = Model(DeviceCategory.TABLET, "Apple", "iPad 9e génération", "H9X########", 330)
DOCK = Model(DeviceCategory.DOCK, "Dell Inc.", "WD19S", "#######", 175)
RADIO = Model(DeviceCategory.RADIO, "Motorola", "DP4400e", "871#######")
BADGES = Model(DeviceCategory.BADGE_READER)

LEASE = {"origin": Origin.LEASE, "supplier": "Bureautique du Val", "comment": "Location jusqu’en mars 2027"}
STOLEN = {"status": DeviceStatus.RETIRED, "retired_on": PartialDate(2026, 5, 4), "comment": "Déclaré volé"}
MOBILE = {"connection": Connection.MOBILE}

SCREENS = (
    Lot(HALL, DELL_24, 12, "2019-10", together=True),
    Lot(HALL, IIYAMA_24, 8, "2021-03", people.FINANCE),
    Lot(HALL, DELL_27, 4, "2021-02", people.PLANNING),
    Lot(HALL, DELL_22, 9, "2017-11", people.RECEPTION),
    Lot(HALL, OLD_19, 6, "2011", together=True, facts=SPARE),
    Lot(HALL, OLD_19, 3, "2012-04", facts=written_off("2025-09-15")),
    Lot(DEPOT, DELL_22, 7, "2018", people.WORKS, together=True),
    Lot(SOCIAL, DELL_24, 8, "2019-12", people.CARE, together=True),
    Lot(LIBRARY, IIYAMA_24, 8, "2021-03", people.CULTURE, together=True),
    Lot(POLICE, DELL_24, 5, "2020-09", people.POLICE),
    Lot(places.NURSERY, ANY_SCREEN, 2, "", people.CHILDHOOD),
    Lot(places.POOL, ANY_SCREEN, 2, "", people.SPORTS),
    Lot(places.MUSIC, ANY_SCREEN, 2, "", people.CULTURE),
)

BROKEN = Lot(HALL, LASER, 2, "2013", facts=written_off("2026-03"))

PRINTING = (
    Lot(HALL, COPIER, 3, "2022-04", facts=LEASE),
    Lot(SOCIAL, SMALL_COPIER, 1, "2022-04", facts=LEASE),
    Lot(LIBRARY, SMALL_COPIER, 1, "2022-04", facts=LEASE),
    Lot(DEPOT, SMALL_COPIER, 1, "2022-04", facts=LEASE),
    Lot(places.SCHOOL_BOURG, SMALL_COPIER, 1, "2022", facts=LEASE),
    Lot(places.SCHOOL_TILLEULS, SMALL_COPIER, 1, "2022", facts=LEASE),
    Lot(places.SCHOOL_RIVIERE, SMALL_COPIER, 1, "2022", facts=LEASE),
    Lot(HALL, LASER, 4, "2019-05", people.RECEPTION),
    Lot(POLICE, LASER, 1, "2020-09", people.POLICE),
    Lot(places.NURSERY, INKJET, 1, "2018", people.CHILDHOOD),
    Lot(places.GYMNASIUM, ANY_PRINTER, 1, "", people.SPORTS),
    Lot(places.MUSIC, INKJET, 1, "", people.CULTURE),
    Lot(HALL, SCANNER, 2, "2020-11", people.RECEPTION),
    BROKEN,
)

TELEPHONES = (
    Lot(HALL, DESK_PHONE, 14, "2020-06", together=True),
    Lot(SOCIAL, DESK_PHONE, 5, "2020-06", together=True),
    Lot(DEPOT, DESK_PHONE, 4, "2020", together=True),
    Lot(HALL, GALAXY, 5, "2023-06", people.COUNCIL, systems.ANDROID_14, facts=MOBILE),
    Lot(HALL, IPHONE, 2, "2018-12", people.MANAGEMENT, systems.IOS, facts=MOBILE),
    Lot(DEPOT, XCOVER, 6, "2022-02", people.WORKS, systems.ANDROID_13, facts=MOBILE),
    Lot(POLICE, XCOVER, 2, "2022-02", people.POLICE, systems.ANDROID_13, facts=MOBILE),
    Lot(SOCIAL, GALAXY, 3, "2026-05", people.CARE, systems.ANDROID_14, facts=REFURBISHED | MOBILE),
    Lot(DEPOT, NOKIA, 4, "", people.WORKS, together=True, facts=MOBILE),
    Lot(HALL, IPHONE, 1, "2018-12", people.MANAGEMENT, facts=STOLEN),
)

OTHERS = (
    Lot(HALL, COUNCIL_IPAD, 4, "2022-05", people.COUNCIL, systems.IPADOS),
    Lot(HALL, TABLET, 2, "2022-10", people.COMPUTING, systems.ANDROID_13, facts=FORGOTTEN),
    Lot(HALL, DOCK, 4, "2023-10", people.MANAGEMENT),
    Lot(POLICE, RADIO, 4, "2019", people.POLICE, together=True),
    Lot(HALL, BADGES, 1, "2021", facts={"comment": "Badgeuse de l’accueil"}),
)

PERIPHERALS = SCREENS + PRINTING + TELEPHONES + OTHERS
