"""The server room, the networks, the cameras and the screens of the streets."""

from inventaire.domain.demonstration import people, places, systems
from inventaire.domain.demonstration.computers import written_off
from inventaire.domain.demonstration.lots import Lot, Model, Parts
from inventaire.domain.vocabulary import Connection, DeviceCategory, EnergySource, StorageKind

HALL, STREETS, POLICE = places.TOWN_HALL, places.STREETS, places.POLICE
XEON = Parts("Intel(R) Xeon(R) Silver 4208 CPU @ 2.10GHz", 64, 4000, StorageKind.SSD)
OLD_XEON = Parts("Intel(R) Xeon(R) CPU E5-2620 v3 @ 2.40GHz", 32, 2000, StorageKind.HDD)

SERVER = Model(DeviceCategory.SERVER_RACK, "Dell Inc.", "PowerEdge R440", "#######", 4350, XEON)
OLD_SERVER = Model(DeviceCategory.SERVER_RACK, "Dell Inc.", "PowerEdge R430", "#######", 3900, OLD_XEON)
NAS = Model(DeviceCategory.NAS, "Synology", "RS820+", "20########", 1350)
SMALL_NAS = Model(DeviceCategory.NAS, "Synology", "DS218", "18########", 420)
UPS = Model(DeviceCategory.UPS, "APC", "Smart-UPS 1500", "AS########", 690)
FIREWALL = Model(DeviceCategory.FIREWALL, "Fortinet", "FortiGate 60F", "FGT60F########", 980)
ROUTER = Model(DeviceCategory.ROUTER, None, "Box de l’opérateur")
SWITCH_48 = Model(DeviceCategory.SWITCH, "HP", "Aruba 2530-48G", "CN########", 890)
SWITCH_24 = Model(DeviceCategory.SWITCH, "Netgear", "GS724T", "4W########", 240)
SWITCH_8 = Model(DeviceCategory.SWITCH)
WIFI = Model(DeviceCategory.WIFI_AP, "Ubiquiti", "UniFi U6 Lite", "", 105)

DOME = Model(DeviceCategory.CCTV_CAMERA, "Hikvision", "DS-2CD2143G2-I", "F#########", 210)
MOVING = Model(DeviceCategory.CCTV_CAMERA, "Axis", "Q6135-LE", "B8A44F######", 2450)
RECORDER = Model(DeviceCategory.NVR, "Hikvision", "DS-7616NI-K2", "E#########", 520)
LED_SCREEN = Model(DeviceCategory.OUTDOOR_LED_SCREEN)
INDOOR_SCREEN = Model(DeviceCategory.TV_SIGNAGE, "Samsung", "QM43R", "0A########", 560)
SENSOR = Model(DeviceCategory.IOT_SENSOR)
GATEWAY = Model(DeviceCategory.ANTENNA)

WIRED = {"connection": Connection.WIRED}
METERED = {"energy_kwh_per_year": 1640.0, "energy_source": EnergySource.MEASURED}
SETTLED = {"power_on_w": 310.0, "power_standby_w": 2.0, "hours_per_day": 18.0, "days_per_year": 365.0}
ADVERTISING = {"comment": "Mobilier de l’afficheur, convention de 2019"}
UNDOCUMENTED = {"comment": "Date de pose et dossier à retrouver"}

SERVER_ROOM = (
    Lot(HALL, SERVER, 1, "2020-07", people.COMPUTING, systems.ESXI, facts=METERED),
    Lot(HALL, SERVER, 1, "2020-07", people.COMPUTING, systems.SERVER_2019),
    Lot(HALL, OLD_SERVER, 1, "2015-11", people.COMPUTING, systems.SERVER_2016),
    Lot(HALL, OLD_SERVER, 1, "2015-11", system=systems.SERVER_2012, facts=written_off("2025-12")),
    Lot(places.LIBRARY, OLD_SERVER, 1, "2016-02", people.CULTURE, systems.DEBIAN),
    Lot(HALL, NAS, 2, "2020-07", people.COMPUTING),
    Lot(POLICE, SMALL_NAS, 1, "2018", people.POLICE),
    Lot(HALL, UPS, 2, "2020-07", people.COMPUTING),
    Lot(places.DEPOT, UPS, 1, "", people.WORKS),
)

NETWORKS = (
    Lot(HALL, FIREWALL, 1, "2022-11", people.COMPUTING),
    Lot(HALL, SWITCH_48, 3, "2018-04", people.COMPUTING),
    Lot(places.LIBRARY, SWITCH_24, 1, "2019-03", people.COMPUTING),
    Lot(places.SOCIAL, SWITCH_24, 1, "2019-03", people.COMPUTING),
    Lot(places.DEPOT, SWITCH_24, 1, "2019", people.COMPUTING),
    Lot(places.SCHOOL_BOURG, SWITCH_24, 1, "2018", people.COMPUTING),
    Lot(places.SCHOOL_TILLEULS, SWITCH_8, 2, "", people.COMPUTING),
    Lot(places.SCHOOL_RIVIERE, SWITCH_8, 1, "", people.COMPUTING),
    Lot(places.SCHOOL_MOULIN, ROUTER, 1, "", people.COMPUTING),
    Lot(places.NURSERY, ROUTER, 1, "", people.COMPUTING),
    Lot(places.GYMNASIUM, ROUTER, 1, "", people.COMPUTING),
    Lot(places.POOL, ROUTER, 1, "", people.COMPUTING),
    Lot(places.MUSIC, ROUTER, 1, "", people.COMPUTING),
    Lot(HALL, WIFI, 5, "2022-06", people.COMPUTING, together=True),
    Lot(places.LIBRARY, WIFI, 2, "2022-06", people.COMPUTING),
    Lot(places.SCHOOL_BOURG, WIFI, 2, "2020", people.COMPUTING),
    Lot(places.SCHOOL_RIVIERE, WIFI, 2, "2022", people.COMPUTING),
    Lot(places.NURSERY, WIFI, 1, "", people.COMPUTING),
    Lot(STREETS, WIFI, 2, "2021", people.COMPUTING, facts={"comment": "Wi-Fi public de la place du marché"}),
)

STREET_FURNITURE = (
    Lot(STREETS, MOVING, 3, "2021", people.POLICE, facts=WIRED),
    Lot(STREETS, DOME, 6, "2019", people.POLICE, facts=WIRED),
    Lot(places.POOL, DOME, 3, "", people.SPORTS, facts=UNDOCUMENTED),
    Lot(POLICE, RECORDER, 1, "2019-05", people.POLICE),
    Lot(places.POOL, RECORDER, 1, "", people.SPORTS),
    Lot(STREETS, LED_SCREEN, 2, "2019", people.OUTREACH, facts=ADVERTISING),
    Lot(STREETS, LED_SCREEN, 2, "2017", people.OUTREACH, facts=SETTLED | {"comment": "Journal lumineux"}),
    Lot(HALL, INDOOR_SCREEN, 1, "2021-09", people.OUTREACH),
    Lot(places.LIBRARY, INDOOR_SCREEN, 1, "2021-09", people.OUTREACH),
    Lot(STREETS, SENSOR, 6, "2023", people.WORKS, together=True, facts={"comment": "Bennes à verre"}),
    Lot(STREETS, GATEWAY, 1, "2023", people.WORKS, facts={"comment": "Sur le toit du centre technique"}),
)

INFRASTRUCTURE = SERVER_ROOM + NETWORKS + STREET_FURNITURE
