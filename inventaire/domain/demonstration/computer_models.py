"""The models of computers that Valbrume bought over twelve years; prices are invented."""

from inventaire.domain.demonstration.lots import Model, Parts
from inventaire.domain.vocabulary import DeviceCategory, StorageKind

TOWER, LAPTOP, MINI = DeviceCategory.DESKTOP_TOWER, DeviceCategory.LAPTOP, DeviceCategory.MINI_PC
SSD, HDD = StorageKind.SSD, StorageKind.HDD
DELL, HP, LENOVO = "Dell Inc.", "HP", "LENOVO"
HP_SERIAL, DELL_SERIAL, LENOVO_SERIAL = "CZC#######", "#######", "PF######"


def intel(processor: str, memory: int, storage: int, kind: StorageKind, tpm: str | None = None) -> Parts:
    """Describe a computer with an Intel Core processor, memory and storage in Go."""
    return Parts(f"Intel(R) Core(TM) {processor}", memory, storage, kind, tpm)


OPTIPLEX_3020 = Model(TOWER, DELL, "OptiPlex 3020", DELL_SERIAL, 480, intel("i3-4150 CPU @ 3.50GHz", 4, 500, HDD))
OPTIPLEX_3040 = Model(
    TOWER, DELL, "OptiPlex 3040", DELL_SERIAL, 510, intel("i5-6500 CPU @ 3.20GHz", 8, 500, HDD, "1.2")
)
OPTIPLEX_3060 = Model(
    TOWER, DELL, "OptiPlex 3060", DELL_SERIAL, 560, intel("i5-8500 CPU @ 3.00GHz", 8, 256, SSD, "2.0")
)
OPTIPLEX_3080 = Model(
    TOWER, DELL, "OptiPlex 3080", DELL_SERIAL, 610, intel("i5-10500 CPU @ 3.10GHz", 8, 256, SSD, "2.0")
)
OPTIPLEX_7010 = Model(TOWER, DELL, "OptiPlex SFF 7010", DELL_SERIAL, 720, intel("i5-13500", 16, 512, SSD, "2.0"))
PRODESK_G3 = Model(
    TOWER, HP, "HP ProDesk 400 G3 SFF", HP_SERIAL, 495, intel("i5-6500 CPU @ 3.20GHz", 4, 500, HDD, "1.2")
)
PRODESK_G4 = Model(
    TOWER, HP, "HP ProDesk 400 G4 SFF", HP_SERIAL, 520, intel("i5-7500 CPU @ 3.40GHz", 8, 256, SSD, "1.2")
)
PRODESK_G6 = Model(
    TOWER, HP, "HP ProDesk 400 G6 SFF", HP_SERIAL, 575, intel("i5-9500 CPU @ 3.00GHz", 8, 256, SSD, "2.0")
)
VERITON = Model(TOWER, "Acer", "Veriton X2632G", "DTVK########", 430, intel("i3-4130", 4, 500, HDD))
UNKNOWN_COMPUTER = Model(DeviceCategory.COMPUTER)

M710Q = Model(
    MINI, LENOVO, "ThinkCentre M710q", LENOVO_SERIAL, 520, intel("i5-7400T CPU @ 2.40GHz", 8, 256, SSD, "1.2")
)
M70Q = Model(MINI, LENOVO, "ThinkCentre M70q", LENOVO_SERIAL, 640, intel("i5-10400T CPU @ 2.00GHz", 8, 256, SSD, "2.0"))
PROONE = Model(
    DeviceCategory.ALL_IN_ONE,
    HP,
    "HP ProOne 400 G5",
    HP_SERIAL,
    790,
    intel("i5-9500T CPU @ 2.20GHz", 8, 256, SSD, "2.0"),
)
IMAC = Model(
    DeviceCategory.ALL_IN_ONE,
    "Apple",
    "iMac 21,5 pouces (2017)",
    "C02########",
    1590,
    intel("i5-7500 CPU @ 3.40GHz", 16, 256, SSD),
)
PRECISION = Model(
    DeviceCategory.WORKSTATION,
    DELL,
    "Precision 3640 Tower",
    DELL_SERIAL,
    1480,
    intel("i7-10700 CPU @ 2.90GHz", 32, 512, SSD, "2.0"),
)

PROBOOK_650 = Model(LAPTOP, HP, "HP ProBook 650 G1", "5CG#######", 690, intel("i5-4200M CPU @ 2.50GHz", 4, 500, HDD))
PROBOOK_450_G5 = Model(
    LAPTOP, HP, "HP ProBook 450 G5", "5CD#######", 710, intel("i5-8250U CPU @ 1.60GHz", 8, 256, SSD, "2.0")
)
PROBOOK_450_G8 = Model(
    LAPTOP, HP, "HP ProBook 450 G8 Notebook PC", "5CD#######", 780, intel("i5-1135G7", 8, 256, SSD, "2.0")
)
LATITUDE_5490 = Model(
    LAPTOP, DELL, "Latitude 5490", DELL_SERIAL, 840, intel("i5-8250U CPU @ 1.60GHz", 8, 256, SSD, "2.0")
)
LATITUDE_5520 = Model(LAPTOP, DELL, "Latitude 5520", DELL_SERIAL, 890, intel("i5-1135G7", 16, 256, SSD, "2.0"))
LATITUDE_5540 = Model(LAPTOP, DELL, "Latitude 5540", DELL_SERIAL, 960, intel("i5-1335U", 16, 512, SSD, "2.0"))
TRAVELMATE = Model(LAPTOP, "Acer", "TravelMate P255-M", "NXV8######", 450, intel("i3-4010U CPU @ 1.70GHz", 4, 500, HDD))
THINKPAD = Model(LAPTOP, LENOVO, "ThinkPad L13 Gen 2", LENOVO_SERIAL, 770, intel("i5-1135G7", 8, 256, SSD, "2.0"))
