"""The programs that agents find on the computers of one service only."""

from inventaire.domain.demonstration import people
from inventaire.domain.demonstration.programs import Program

BY_SERVICE = {
    people.FINANCE: (
        Program("e.magnus", "2024.01.3", "Berger-Levrault"),
        Program("Horizon Cloud", "2.8", "JVS-Mairistem", 0.5),
        Program("Portail Val Comptes", "3.2", "Éditions du Val", 0.5),
    ),
    people.STAFF: (
        Program("Sedit RH", "11.4", "Berger-Levrault"),
        Program("Kelio Pro", "4.1", "Bodet", 0.7),
    ),
    people.RECEPTION: (
        Program("SIECLE Logitud", "8.3.12", "Logitud Solutions", 0.8),
        Program("Eternité Logitud", "5.1.0", "Logitud Solutions", 0.4),
    ),
    people.PLANNING: (
        Program("QGIS 3.34.4 'Prizren'", "3.34.4", "QGIS.ORG"),
        Program("DWG TrueView 2022 - English", "24.1.51.0", "Autodesk", 0.5),
        Program("Google Earth Pro", "7.3.6.9796", "Google", 0.5),
    ),
    people.OUTREACH: (
        Program("Adobe Photoshop 2024", "25.7", "Adobe Inc."),
        Program("Adobe InDesign 2024", "19.3", "Adobe Inc."),
        Program("Adobe Creative Cloud", "6.1.0.587", "Adobe Inc."),
        Program("Canva", "1.89.0", "Canva Pty Ltd"),
    ),
    people.WORKS: (
        Program("ATAL II", "6.2.4", "Berger-Levrault", 0.8),
        Program("AutoCAD LT 2024 - Français (French)", "24.3.61.0", "Autodesk", 0.3),
        Program("QGIS 3.34.4 'Prizren'", "3.34.4", "QGIS.ORG", 0.4),
    ),
    people.MANAGEMENT: (
        Program("AIRS Delib", "7.5.1", "Digitech"),
        Program("Antidote 11", "11.4.2", "Druide informatique inc.", 0.6),
    ),
    people.CULTURE: (
        Program("GIMP 2.10.36", "2.10.36", "The GIMP Team", 0.6),
        Program("Audacity 3.4.2", "3.4.2", "Audacity Team", 0.4),
    ),
    people.POLICE: (
        Program("Municipol", "9.2.1", "Logitud Solutions"),
        Program("XProtect Smart Client 2023 R1 (64-bit)", "23.1", "Milestone Systems A/S", 0.5),
    ),
    people.SCHOOLS: (
        Program("OpenBoard", "1.7.1", "Open Education Foundation", 0.7),
        Program("SMART Notebook", "22.1.1", "SMART Technologies ULC", 0.6),
        Program("SMART Board Drivers", "12.19.1", "SMART Technologies ULC", 0.6),
        Program("GIMP 2.10.36", "2.10.36", "The GIMP Team", 0.4),
    ),
    people.COMPUTING: (
        Program("FileZilla 3.66.1", "3.66.1", "Tim Kosse"),
        Program("KeePassXC", "2.7.7", "KeePassXC Team"),
        Program("Wireshark 4.2.4 64-bit", "4.2.4", "The Wireshark developer community"),
        Program("Synology Assistant", "7.0.4.50051", "Synology"),
    ),
}
