"""The programs that agents find on the computers, under the names that Windows gives them."""

from dataclasses import dataclass

MICROSOFT = "Microsoft Corporation"
HOTFIX = "hotfix"


@dataclass(frozen=True, slots=True)
class Program:
    """A program as it is listed, and the share of the computers that hold it [0 to 1]."""

    name: str
    version: str
    publisher: str = ""
    share: float = 1.0
    category: str = "application"


def redistributable(year: str, bits: str, version: str) -> Program:
    """Describe one of the many Visual C++ libraries that other programs bring."""
    name = f"Microsoft Visual C++ {year} Redistributable ({bits}) - {version}"
    return Program(name, version, MICROSOFT, 0.85)


def update(number: str, share: float = 0.5) -> Program:
    """Describe a Windows update, which agents list beside the programs."""
    return Program(number, "", MICROSOFT, share, HOTFIX)


LIBRARIES = (
    redistributable("2010", "x86", "10.0.40219"),
    redistributable("2010", "x64", "10.0.40219"),
    redistributable("2012", "x86", "11.0.61030"),
    redistributable("2013", "x64", "12.0.30501"),
    redistributable("2015-2022", "x64", "14.38.33135"),
    redistributable("2015-2022", "x86", "14.38.33135"),
    Program("Microsoft Update Health Tools", "5.72.0.0", MICROSOFT, 0.9),
    Program("Microsoft Edge WebView2 Runtime", "137.0.3296.83", MICROSOFT),
    Program("Java 8 Update 401 (64-bit)", "8.0.4010.10", "Oracle Corporation", 0.3),
    Program("Intel(R) Management Engine Components", "2145.1.42.0", "Intel Corporation", 0.8),
    Program("Intel(R) Graphics Driver", "27.20.100.9664", "Intel Corporation", 0.7),
    Program("Realtek High Definition Audio Driver", "6.0.9279.1", "Realtek Semiconductor Corp.", 0.8),
    Program("Realtek Ethernet Controller Driver", "10.50.511.2021", "Realtek", 0.6),
    update("KB5011048"),
    update("KB5031539"),
    update("KB5034122"),
    update("KB5037018"),
    update("KB5041580"),
)
COMMON = (
    Program("Microsoft Edge", "137.0.3296.83", MICROSOFT),
    Program("Microsoft OneDrive", "24.116.0609.0004", MICROSOFT, 0.9),
    Program("ESET Endpoint Security", "11.0.2032.0", "ESET, spol. s r.o."),
    Program("ESET Management Agent", "11.2.2076.0", "ESET, spol. s r.o."),
    Program("GLPI Agent 1.7", "1.7", "Teclib'"),
    Program("7-Zip 23.01 (x64)", "23.01", "Igor Pavlov", 0.8),
    Program("VLC media player", "3.0.20", "VideoLAN", 0.6),
    Program("Google Chrome", "137.0.7151.104", "Google LLC", 0.75),
    Program("Mozilla Firefox ESR (x64 fr)", "140.0", "Mozilla", 0.6),
    Program("Mozilla Maintenance Service", "140.0", "Mozilla", 0.6),
    Program("Adobe Acrobat Reader DC - Français", "22.003.20322", "Adobe Systems Incorporated", 0.55),
    Program("Adobe Acrobat (64-bit)", "24.002.20857", "Adobe", 0.35),
    Program("Adobe Refresh Manager", "1.8.0", "Adobe Systems Incorporated", 0.6),
    Program("TeamViewer Host", "15.54.3", "TeamViewer", 0.5),
    Program("AnyDesk", "ad 8.0.11", "AnyDesk Software GmbH", 0.25),
    Program("Zoom Workplace (64-bit)", "6.0.11", "Zoom Video Communications, Inc.", 0.45),
    Program("PDFCreator", "5.1.2", "Avanquest pdfforge GmbH", 0.3),
    Program("Notepad++ (64-bit x64)", "8.6.4", "Notepad++ Team", 0.2),
    Program("KONICA MINOLTA Universal PCL Driver", "3.9.5", "KONICA MINOLTA", 0.5),
    Program("WinRAR 5.91 (64 bits)", "5.91.0", "win.rar GmbH", 0.15),
    Program("CCleaner", "6.22", "Piriform", 0.15),
)
TEAMS = (
    Program("Microsoft Teams classic", "1.7.00.19353", MICROSOFT, 0.4),
    Program("Teams Machine-Wide Installer", "1.7.0.15451", MICROSOFT, 0.6),
)
OFFICE_2016 = (
    Program("Microsoft Office Standard 2016", "16.0.4266.1001", MICROSOFT),
    Program("Microsoft Publisher MUI (French) 2016", "16.0.4266.1001", MICROSOFT, 0.3),
    Program("Microsoft Access database engine 2010 (French)", "14.0.7015.1000", MICROSOFT, 0.3),
)
OFFICE_2019 = (Program("Microsoft Office Standard 2019 - fr-fr", "16.0.10412.20006", MICROSOFT),)
OFFICE_365 = (Program("Microsoft 365 Apps pour les PME - fr-fr", "16.0.17628.20164", MICROSOFT), *TEAMS)
LIBREOFFICE = (
    Program("LibreOffice 24.8.4.2", "24.8.4.2", "The Document Foundation"),
    Program("LibreOffice 7.6 Help Pack (French)", "7.6.7.2", "The Document Foundation", 0.4),
)
BY_MAKER = {
    "Dell Inc.": (
        Program("Dell Command | Update for Windows Universal", "5.2.0", "Dell Inc.", 0.8),
        Program("Dell SupportAssist", "4.0.3.61633", "Dell Inc.", 0.6),
    ),
    "HP": (
        Program("HP Support Solutions Framework", "12.20.16.1", "HP Inc.", 0.6),
        Program("HP Notifications", "1.1.28.1", "HP", 0.6),
    ),
    "LENOVO": (Program("Lenovo System Update", "5.08.02.25", "Lenovo", 0.7),),
}
