"""Systems as agents and spreadsheets write them: recognised when sure, silent otherwise."""

from datetime import date

import pytest

from inventaire.catalog.lifecycles import load_lifecycles
from inventaire.domain.lifecycles import Extension
from inventaire.domain.support import recognise_system, support_of_tool_version

LIFECYCLES = load_lifecycles()
RECOGNISED = [
    ("Microsoft Windows 10 Professionnel", "22H2", "10 22H2", date(2025, 10, 14)),
    ("Microsoft Windows 10 Professionnel", "10.0.19045", "10 22H2", date(2025, 10, 14)),
    ("Microsoft Windows 10 Famille", "1909", "10 1909 Home/Pro", date(2021, 5, 11)),
    ("Microsoft Windows 10 Pro Education", "20H2", "10 20H2 Home/Pro", date(2022, 5, 10)),
    ("Microsoft® Windows 11 Entreprise", "23H2", "11 23H2 Enterprise/Education", date(2026, 11, 10)),
    ("Microsoft Windows 11 Pro", "10.0 (26100)", "11 24H2 Home/Pro", date(2026, 10, 13)),
    ("Windows 10 Enterprise LTSC 2021", None, "10 21H2 Enterprise/Education LTSC", date(2027, 1, 12)),
    ("Windows 10 IoT Enterprise LTSC 2021", "", "10 21H2 IoT LTSC", date(2032, 1, 13)),
    ("Windows 8.1", "", "8.1", date(2023, 1, 10)),
    ("Microsoft Windows 8 Professionnel", "6.2.9200", "8", date(2016, 1, 12)),
    ("Windows 7", None, "7 SP1", date(2020, 1, 14)),
    ("Windows 7 Professionnel", "6.1.7601", "7 SP1", date(2020, 1, 14)),
    ("Microsoft Windows Server 2012 R2 Standard", "6.3.9600", "2012 R2", date(2023, 10, 10)),
    ("Microsoft® Windows Server® 2008 Standard", "SP2", "2008 SP2", date(2020, 1, 14)),
    ("Windows Server 2019 Standard", "10.0.17763", "2019", date(2029, 1, 9)),
    ("Debian GNU/Linux 12 (bookworm)", "6.1.0-18-amd64", "12 (Bookworm)", date(2026, 7, 11)),
    ("Debian GNU/Linux", "12.5", "12 (Bookworm)", date(2026, 7, 11)),
    ("Ubuntu 22.04.5 LTS", "5.15.0-91-generic", "22.04 (Jammy Jellyfish) LTS", date(2027, 4, 1)),
    ("Ubuntu", "24.04", "24.04 (Noble Numbat) LTS", date(2029, 5, 31)),
    ("Linux Mint 21.3 Virginia", "", "21.3 (Virginia)", date(2027, 4, 30)),
    ("LMDE 6 (faye)", "", "LMDE 6 (Faye)", date(2026, 1, 1)),
    ("CentOS Linux release 7.9.2009 (Core)", "", "7", date(2024, 6, 30)),
    ("SUSE Linux Enterprise Server 15 SP5", "", "15.5", date(2024, 12, 31)),
    ("AlmaLinux release 9.3 (Shamrock)", "", "OS 9", date(2032, 5, 31)),
    ("Mac OS X", "10.15.7", "10.15 (Catalina)", date(2026, 2, 2)),
    ("macOS Ventura", "", "13 (Ventura)", date(2025, 9, 15)),
    ("Android", "13", "13 (Tiramisu)", date(2026, 3, 2)),
    ("Android 8.1.0", "", "8.1 (Oreo)", date(2021, 1, 10)),
    ("iOS 17.5.1", "", "17", date(2025, 5, 13)),
    ("VMware ESXi 7.0.3 build-21313628", "", "7.0", date(2025, 10, 2)),
]
NOT_SURE = [
    (None, None),
    ("", ""),
    ("Linux", "6.1.0-18-amd64"),
    ("Debian GNU/Linux", "6.1.0-18-amd64"),
    ("Debian GNU/Linux", "10.0.0-2-amd64"),
    ("Debian GNU/Linux trixie/sid", ""),
    ("Raspbian GNU/Linux 11 (bullseye)", ""),
    ("Xubuntu 22.04", ""),
    ("Ubuntu 23.10", ""),
    ("Windows XP", ""),
    ("Windows Embedded 8.1", ""),
    ("Windows Phone 8.1", ""),
    ("Windows 11 SE", "22H2"),
    ("Windows 10 Entreprise LTSC", ""),
    ("Windows 11 Entreprise LTSC", "23H2"),
    ("Windows Server", ""),
    ("Cisco IOS 15.2", ""),
    ("IOS 15", ""),
    ("IOS", "15.2(7)E3"),
    ("IOS-XE 17.3", ""),
    ("MySystem 10", ""),
]


@pytest.mark.parametrize(("name", "version", "release", "end"), RECOGNISED)
def test_a_system_is_recognised_as_people_and_agents_write_it(name, version, release, end):
    support = recognise_system(name, version, LIFECYCLES)
    assert (support.release, support.end_of_support) == (release, end)


@pytest.mark.parametrize(("name", "version"), NOT_SURE)
def test_what_is_not_sure_is_left_unknown(name, version):
    assert recognise_system(name, version, LIFECYCLES) is None


def test_the_build_number_wins_over_a_name_that_lies():
    support = recognise_system("Microsoft Windows 10 Pro", "10.0.22631", LIFECYCLES)
    assert support.release == "11 23H2 Home/Pro"


@pytest.mark.parametrize(("name", "end"), [("Windows 10", date(2025, 10, 14)), ("Windows 11", date(2028, 10, 10))])
def test_a_windows_without_version_takes_the_last_one_and_says_so(name, end):
    support = recognise_system(name, None, LIFECYCLES)
    assert support.end_of_support == end
    assert support.note.startswith("version inconnue")


def test_a_windows_without_edition_takes_the_shorter_support_and_says_so():
    support = recognise_system("Windows 11", "23H2", LIFECYCLES)
    assert support.end_of_support == date(2025, 11, 11)
    assert support.note.startswith("édition inconnue")


def test_a_free_long_support_puts_the_end_off_and_a_paid_one_does_not():
    debian = recognise_system("Debian", "12", LIFECYCLES)
    windows = recognise_system("Windows 10", "22H2", LIFECYCLES)
    ubuntu = recognise_system("Ubuntu 20.04", "", LIFECYCLES)
    assert debian.extension_kind is Extension.FREE_LTS
    assert not debian.is_over(date(2026, 12, 31))
    assert (windows.extension_kind, windows.is_over(date(2026, 12, 31))) == (Extension.PAID, True)
    assert (ubuntu.extension_kind, ubuntu.is_over(date(2026, 12, 31))) == (Extension.UBUNTU_PRO, True)


def test_a_system_still_followed_without_a_date_is_not_over():
    support = recognise_system("macOS", "15.1", LIFECYCLES)
    assert (support.end_of_support, support.is_over(date(2026, 12, 31))) == (None, False)


@pytest.mark.parametrize(("day", "over"), [(date(2025, 10, 13), False), (date(2025, 10, 14), True)])
def test_support_is_over_at_the_end_of_its_last_day(day, over):
    assert recognise_system("Windows 10", "22H2", LIFECYCLES).is_over(day) is over


@pytest.mark.parametrize(
    ("product", "version", "release"),
    [
        ("microsoft-office", "2016", "2016"),
        ("microsoft-office", "Professionnel Plus 2019", "2019"),
        ("libreoffice", "24.8.4.2", "24.8"),
        ("libreoffice", "4:7.4.7-1+deb12u5", "7.4"),
        ("firefox", "140.5.0esr", "140 ESR"),
        ("internet-explorer", "11", "11"),
        ("microsoft-sql-server", "2008 R2", "2008 R2 SP3"),
        ("oracle-database", "19.0.0", "19c"),
        ("postgresql", "15.4", "15"),
    ],
)
def test_a_version_of_a_program_is_recognised(product, version, release):
    assert support_of_tool_version(product, version, LIFECYCLES).release == release


@pytest.mark.parametrize(
    ("product", "version"),
    [
        ("microsoft-office", "16.0.4266.1001"),  # 2016, 2019, 2021 and 365 all say so
        ("firefox", "128.0.3"),  # not the long-support one
        ("oracle-database", "12.1.0"),  # two releases of one number, two ends
        ("libreoffice", ""),
        ("nothing-of-the-kind", "1"),
    ],
)
def test_a_version_that_is_not_sure_is_left_unknown(product, version):
    assert support_of_tool_version(product, version, LIFECYCLES) is None
