"""The programs that every desk shares, and those of the server room; their costs are invented."""

from inventaire.domain.demonstration import missions, people
from inventaire.domain.demonstration.missions import application, contract, data, debated
from inventaire.domain.vocabulary import Delivery, ExportKind, HostingPlace, PersonalData

INSTALLED, APPLIANCE = Delivery.INSTALLED, Delivery.APPLIANCE
TOWN, FULL, PARTIAL = HostingPlace.TOWN, ExportKind.FULL, ExportKind.PARTIAL
NONE, COMMON = PersonalData.NONE, PersonalData.COMMON
COMPUTING, INSIDE = people.COMPUTING, missions.INSIDE
COMMISSION = "Commission numérique"

OFFICE = (
    application("Microsoft Office Standard 2016", "Microsoft Corporation", INSTALLED, COMPUTING, INSIDE, seats=30)
    | data(TOWN, COMMON, FULL),
    application("Adobe Creative Cloud", "Adobe Inc.", INSTALLED, people.OUTREACH, missions.NEWS, seats=1)
    | contract(790, "2023-11-01", "2026-11-30", 1),
    application("ESET Endpoint Security", "ESET, spol. s r.o.", INSTALLED, COMPUTING, INSIDE, seats=130)
    | contract(2300, "2024-04-01", "2027-03-31", 2),
    application("TeamViewer", "TeamViewer", INSTALLED, COMPUTING, INSIDE, seats=2)
    | contract(610, "2019", "2027-01-31", 1),
    application("VMware ESXi 7.0", "VMware, Inc.", INSTALLED, COMPUTING, INSIDE, seats=1)
    | contract(1900, "2020-07-01", "2026-12-31"),
    application("Veeam Backup & Replication", "Veeam Software", INSTALLED, COMPUTING, INSIDE, seats=1)
    | contract(1150, "2023-07-01", "2027-06-30", 1)
    | data(TOWN, COMMON, PARTIAL),
    application("FortiGate", "Fortinet", APPLIANCE, COMPUTING, INSIDE, seats=1)
    | contract(720, "2022-11-01", "2027-10-31"),
    application("GLPI Agent", "Teclib", INSTALLED, COMPUTING, INSIDE) | data(TOWN, COMMON, FULL),
    application("LibreOffice", "The Document Foundation", INSTALLED, COMPUTING, INSIDE, seats=14)
    | data(TOWN, COMMON, FULL)
    | debated("2025-09-18", COMMISSION),
    application("Mozilla Firefox ESR (x64 fr)", "Mozilla", INSTALLED, COMPUTING, INSIDE, seats=70),
)
