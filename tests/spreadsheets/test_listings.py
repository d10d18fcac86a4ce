"""What package managers print of one machine: real outputs of this one, invented ones of the others."""

import json
import subprocess

import pytest

from inventaire.domain.errors import UnreadableFile
from inventaire.spreadsheets.child import parse
from inventaire.spreadsheets.listings import machines_named
from inventaire.spreadsheets.reading import read_spreadsheet
from inventaire.spreadsheets.understanding import understand

FULL = r"${Package}\t${Version}\t${Architecture}\t${Status}\t${Installed-Size}\t${Section}\t${Maintainer}\n"
ENGLISH = """\
   -    \r   \\ \r         \rName               Id                   Version    Available Source
----------------------------------------------------------------------------
LibreOffice 24.8   TheDocumentFoundation.LibreOffice 24.8.4 24.8.5 winget
"""
WINGET = """\
Nom                     ID                        Version    Disponible Source
------------------------------------------------------------------------------
7-Zip 23.01 (x64)       7zip.7zip                 23.01      24.08      winget
日本語入力              ARP\\Machine\\X64\\IME       1.0
Un nom qui est bien tr… ARP\\Machine\\X86\\Long     2.3
Mozilla Firefox (x64 f… Mozilla.Firefox.fr        133.0                 winget
Agora Plus              ARP\\Machine\\X64\\Agora     5.12.1
1 mises à niveau disponibles.
"""


def read(tmp_path, text, name="PC-042.txt"):
    path = tmp_path / "f"
    path.write_text(text, "utf-8")
    (reading,) = understand(parse(path, name))
    return reading


def names(reading):
    return [row.values["raw_name"] for row in reading.rows]


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (["dpkg-query", "-W"], "dpkg_query"),
        (["dpkg-query", "-W", f"-f={FULL}"], "dpkg_query"),
        (["dpkg", "-l"], "dpkg_list"),
        (["apt", "list", "--installed"], "apt_list"),
    ],
)
def test_the_packages_of_this_machine_are_all_read(command, kind, tmp_path):
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    count = subprocess.run(["dpkg-query", "-W", "-f=${Package}\n"], check=True, capture_output=True, text=True)
    path = tmp_path / "liste"
    path.write_text(printed)
    (reading,) = read_spreadsheet(path, "poste-7.lst")
    assert (reading.layout.value, reading.confidence.value, reading.format) == (kind, "certain", "txt")
    assert len(reading.rows) + len(reading.skipped) == len(count.stdout.splitlines())
    assert not any(row.faults for row in reading.rows)
    bash = next(row for row in [*reading.rows] if row.values["raw_name"] == "bash")
    assert bash.values["version"].startswith("5.")
    assert "-" not in bash.values["version"]
    assert reading.packages
    assert reading.machines[0] == "poste-7"


def test_dpkg_keeps_what_is_installed_whatever_its_language(tmp_path):
    text = (
        "Souhait=inconnU/Installé/suppRimé/Purgé/H=à garder\n"
        "| État=Non/Installé/fichier-Config/dépaqUeté\n"
        "|/ Err?=(aucune)/besoin Réinstallation (État,Err: majuscule=mauvais)\n"
        "||/ Nom            Version        Architecture Description\n"
        "+++-==============-==============-============-=================================\n"
        "ii  bash           5.2.15-2+b8    amd64        GNU Bourne Again SHell\n"
        "rc  vieux          1.0-1          amd64        ancien paquet\n"
        "hi  libc6:amd64    2:2.36-9       amd64        bibliothèque C\n"
    )
    reading = read(tmp_path, text)
    assert [(row.line, row.values["raw_name"], row.values["version"]) for row in reading.rows] == [
        (6, "bash", "5.2.15"),
        (8, "libc6", "2.36"),
    ]
    assert reading.skipped[0][0] == 7


def test_apt_in_french_hides_what_others_need(tmp_path):
    text = (
        "En train de lister…\n"
        "firefox-esr/stable,now 128.5.0esr-1 amd64 [installé]\n"
        "libc6/stable,now 2.36-9 amd64 [installé, automatique]\n"
        "gimp/now 2.10.34-1 amd64 [installé, local]\n"
    )
    reading = read(tmp_path, text)
    assert names(reading) == ["firefox-esr", "gimp"]
    assert "un autre paquet en a besoin" in reading.skipped[0][1]


def test_a_package_removed_is_not_installed(tmp_path):
    text = "bash\t5.2-1\tamd64\tinstall ok installed\t7164\tshells\tX <x@y.z>\n"
    text += "vieux\t1.0\tamd64\tdeinstall ok config-files\t12\tmisc\tX <x@y.z>\n"
    reading = read(tmp_path, text)
    assert names(reading) == ["bash"]
    assert "x@y.z" not in repr(reading.rows)


def test_the_table_of_winget_is_cut_by_the_width_of_its_signs(tmp_path):
    reading = read(tmp_path, WINGET)
    assert reading.layout.value == "winget_list"
    assert names(reading) == ["7-Zip 23.01 (x64)", "日本語入力", "Agora Plus"]
    assert [row.values["version"] for row in reading.rows] == ["23.01", "1.0", "5.12.1"]
    assert [line for line, _ in reading.skipped] == [5, 6]
    assert not reading.packages


def test_the_signs_of_progress_before_the_table_are_passed_over(tmp_path):
    text = ENGLISH.replace("TheDocumentFoundation.LibreOffice 24.8.4 24.8.5 winget", "TDF.LibreOffice      24.8.4")
    assert names(read(tmp_path, text)) == ["LibreOffice 24.8"]


def test_the_export_of_winget_parts_the_publisher_from_the_name(tmp_path):
    export = {
        "$schema": "https://aka.ms/winget-packages.schema.2.0.json",
        "CreationDate": "2026-03-12T09:41:22.000-00:00",
        "Sources": [
            {
                "Packages": [
                    {"PackageIdentifier": "TheDocumentFoundation.LibreOffice", "Version": "24.8.4"},
                    {"PackageIdentifier": "Mozilla.Firefox.ESR"},
                ],
                "SourceDetails": {"Name": "winget"},
            }
        ],
        "WinGetVersion": "1.9",
    }
    reading = read(tmp_path, json.dumps(export), "PC-042.json")
    assert reading.format == "json"
    assert [dict(row.values) | {"delivery": None} for row in reading.rows] == [
        {"raw_name": "LibreOffice", "publisher": "TheDocumentFoundation", "version": "24.8.4", "delivery": None},
        {"raw_name": "Firefox ESR", "publisher": "Mozilla", "delivery": None},
    ]
    assert any("logiciels métier" in note for note in reading.notes)


@pytest.mark.parametrize("text", ['{"Sources": 1}', '{"a": ', "{" * 100_000, '{"b": [' * 50_000])
def test_another_json_is_refused_with_what_to_do(text, tmp_path):
    with pytest.raises(UnreadableFile, match="winget"):
        read(tmp_path, text, "x.json")


@pytest.mark.parametrize(
    ("stem", "found"),
    [
        ("PC-042", ["PC-042"]),
        ("dpkg-PC-042", ["dpkg-PC-042", "PC-042"]),
        ("PC-042 winget list", ["PC-042 winget list", "PC-042"]),
        ("logiciels_PC042_2026", ["logiciels_PC042_2026", "PC042_2026", "PC042"]),
    ],
)
def test_a_file_may_bear_the_name_of_its_machine(stem, found):
    assert machines_named(stem) == found


def test_lines_that_say_nothing_of_a_package_are_passed_over(tmp_path):
    text = "+++-====-====\nii  bash 5.2-1 amd64 x\n(fin)\n"
    assert names(read(tmp_path, text)) == ["bash"]
    assert names(read(tmp_path, "Listing...\n\nbash/stable,now 5.2-1 amd64 [installed]\n")) == ["bash"]


def test_a_table_of_two_columns_is_no_list_of_packages(tmp_path):
    (reading,) = understand(parse(_written(tmp_path, "nom\ttype\nPC-1\tPC\n"), "parc.tsv"))
    assert reading.layout.value == "municipal"


def _written(tmp_path, text):
    path = tmp_path / "g"
    path.write_text(text, "utf-8")
    return path


def test_the_list_of_the_directorys_console_is_read_as_any_table(tmp_path):
    (reading,) = understand(parse(_written(tmp_path, "Nom\tType\tDescription\nPC-1\tOrdinateur\t\n"), "liste.txt"))
    assert reading.rows[0].values["category"] == "computer"
