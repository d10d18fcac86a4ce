import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.imports import Target
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus, HostingPlace, StorageKind
from inventaire.spreadsheets.readings import Layout
from inventaire.spreadsheets.understanding import understand
from tests.spreadsheets.builders import a_workbook, reading_of, values_of

HEADINGS = ["Nom", "Type", "Marque", "N° série", "Acheté le"]


def fault_of(rows, **changes):
    (row,) = reading_of(rows, **changes).rows
    (fault,) = row.faults
    return fault


def test_the_header_is_found_under_titles_and_blank_lines():
    reading = reading_of([["INVENTAIRE — MAJ 12/03/2026"], [], HEADINGS, ["PC-1", "Portable", "Dell", "A1", "2019"]])
    assert (reading.header_row, reading.layout, reading.target) == (3, Layout.MUNICIPAL, Target.DEVICES)
    assert reading.skipped == ((1, "Titre, au-dessus des colonnes."),)
    (row,) = reading.rows
    assert row.line == 4
    assert row.values["category"] is DeviceCategory.LAPTOP.value
    assert str(row.values["purchased_on"]) == "2019"


@pytest.mark.parametrize(("line", "found"), [(20, True), (21, False)])
def test_the_header_is_looked_for_among_the_first_twenty_rows(line, found):
    reading = reading_of([["titre"]] * (line - 1) + [HEADINGS, ["PC-1", "PC"]])
    assert (reading.header_row == line, reading.left_out is None) == (found, found)


def test_a_header_on_two_rows_is_read_as_one():
    rows = [
        ["Nom", "Écran", "Écran", "Écran", "Lieu"],
        ["", "Marque", "Taille", "N° série", ""],
        ["E1", "LG", 24, "S", "Mairie"],
    ]
    reading = reading_of(rows, sheet="Écrans")
    assert reading.header_row == 2
    assert dict(reading.rows[0].values) == {
        "name": "E1",
        "manufacturer": "LG",
        "serial": "S",
        "site": "Mairie",
        "category": DeviceCategory.MONITOR_22_24.value,
    }


def test_a_row_of_data_is_not_a_second_header():
    reading = reading_of([["Poste", "Machine", "Site"], ["PC", "Dell", "Mairie"]])
    assert reading.header_row == 1


def test_a_row_without_category_is_refused_with_a_reason():
    fault = fault_of([HEADINGS, ["PC-1", "", "Dell"]])
    assert (fault.line, fault.column, fault.value) == (2, "Catégorie", "")
    assert fault.reason.startswith("La catégorie manque\u00a0:")


def test_an_application_without_name_is_refused_with_a_reason():
    fault = fault_of([["Logiciel", "Éditeur", "Nb licences"], ["", "Adobe", 3]])
    assert fault.reason.startswith("Le nom du logiciel manque\u00a0:")


def test_a_bad_row_never_fails_the_others_and_every_fault_is_told():
    good, bad = reading_of([HEADINGS, ["PC-1", "PC"], ["PC-2", "Machin", "Dell", "1,2E+15", "T1 2020"]]).rows
    assert not good.faults
    assert [fault.column for fault in bad.faults] == ["Type", "N° série", "Acheté le"]
    assert bad.faults[2].value == "T1 2020"


def test_a_price_without_tax_is_left_aside_and_asked():
    reading = reading_of([[*HEADINGS, "Prix"], ["PC-1", "PC", "", "", "", "850"]])
    assert reading.ignored[0][0] == "Prix"
    assert reading.ignored[0][1].startswith("Hors taxes ou toutes taxes\u202f?")
    assert set(reading.rows[0].values) == {"name", "category"}


def test_users_are_read_only_when_asked_for():
    rows = [["Nom", "Type", "Utilisateur"], ["PC-1", "PC", "Accueil"]]
    assert reading_of(rows).ignored[0][1].startswith("Données personnelles")
    assert "user_label" not in values_of(rows)[0]
    assert values_of(rows, people=True)[0]["user_label"] == "Accueil"


def test_one_field_has_one_column_and_the_other_says_which():
    reading = reading_of([["Nom", "Type", "Désignation"], ["PC-1", "PC", "Unité centrale Dell"]])
    assert reading.read == (("Nom", "name"), ("Type", "category"))
    assert reading.ignored == (("Désignation", "Même renseignement que la colonne «\u00a0Type\u00a0», qui est lue."),)


def test_sections_give_the_site_when_no_column_does():
    rows = [["Type", "Marque"], ["MAIRIE"], ["PC", "Dell"], ["ÉCOLE JEAN JAURÈS"], ["PC", "HP"]]
    reading = reading_of(rows, merged_lines=[2, 4])
    assert [row.values["site"] for row in reading.rows] == ["MAIRIE", "ÉCOLE JEAN JAURÈS"]
    assert reading.skipped[0] == (2, "Titre de section ou note\u00a0: «\u00a0MAIRIE\u00a0».")


def test_sections_do_not_override_a_column_of_sites():
    rows = [["Nom", "Type", "Site"], ["MAIRIE"], ["PC-1", "PC", "Crèche"]]
    assert values_of(rows)[0]["site"] == "Crèche"


def test_a_section_or_a_sheet_says_the_category_when_no_column_does():
    rows = [["Nom", "Marque"], ["Imprimantes"], ["IMP-1", "HP"], ["IMP-2"], ["Serveurs"], ["SRV-1", "Dell"]]
    assert [value["category"] for value in values_of(rows)] == [
        DeviceCategory.PRINTER.value,
        DeviceCategory.PRINTER.value,
        DeviceCategory.SERVER_RACK.value,
    ]
    assert (
        values_of([["Nom", "Marque"], ["TAB-1", "Apple"]], sheet="Tablettes")[0]["category"]
        is DeviceCategory.TABLET.value
    )


def test_a_place_forgets_the_category_of_the_section_before():
    rows = [["Nom", "Marque"], ["Imprimantes"], ["IMP-1", "HP"], ["MÉDIATHÈQUE"], ["X-1", "Dell"]]
    reading = reading_of(rows, merged_lines=[2, 4])
    assert "category" not in reading.rows[1].values


@pytest.mark.parametrize(
    "label", ["TOTAL", "Total général", "Sous-total", "Total matériels", "Nb :", "Total mairie", "TOTAUX"]
)
def test_totals_are_not_devices(label):
    reading = reading_of([["Nom", "Type", "Quantité"], ["PC-1", "PC", 3], [label, "", 3]])
    assert [row.line for row in reading.rows] == [2]
    assert reading.skipped == ((3, "Ligne de total."),)


def test_a_program_named_total_is_not_a_total():
    rows = [["Logiciel", "Éditeur"], ["Total Commander", "Ghisler"], ["Total Commander"], ["Total logiciels"]]
    assert [value["raw_name"] for value in values_of(rows)] == ["Total Commander", "Total Commander"]


def test_repeated_headings_are_skipped():
    reading = reading_of([HEADINGS, ["PC-1", "PC"], HEADINGS, ["PC-2", "PC"]])
    assert reading.skipped == ((3, "En-tête répété."),)


def test_a_list_of_software_may_have_one_column():
    reading = reading_of([["Logiciel"], ["LibreOffice"], ["Zoom"]])
    assert reading.target is Target.APPLICATIONS
    assert [row.values["raw_name"] for row in reading.rows] == ["LibreOffice", "Zoom"]


def test_the_name_of_the_sheet_settles_what_the_headings_do_not():
    rows = [["Nom", "Service", "Commentaire"], ["Agora", "Finances", ""]]
    assert reading_of(rows, sheet="Logiciels métier").target is Target.APPLICATIONS
    assert reading_of(rows, sheet="Parc").target is Target.DEVICES


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"hidden": True}, "masquée"),
        ({"sheet": "Légende"}, "explications"),
        ({"sheet": "Listes"}, "explications"),
        ({"rows": []}, "vide"),
        ({"rows": [["bonjour", "à tous"]]}, "Aucun titre de colonne"),
    ],
)
def test_a_sheet_left_out_says_why(changes, why):
    reading = reading_of(changes.pop("rows", [HEADINGS, ["PC-1", "PC"]]), **changes)
    assert why in reading.left_out
    assert (reading.rows, reading.target) == ((), None)


@pytest.mark.parametrize(
    ("written", "model", "category"),
    [
        ("PC", "", DeviceCategory.DESKTOP_TOWER.value),
        ("Ordinateur", "", DeviceCategory.COMPUTER.value),
        ("PC portables", "", DeviceCategory.LAPTOP.value),
        ("écran", "", DeviceCategory.MONITOR.value),
        ("Écran", 'P2419H 24"', DeviceCategory.MONITOR_22_24.value),
        ("Écran 21,5 pouces", "", DeviceCategory.MONITOR_LT_22.value),
        ("Moniteur 27''", "", DeviceCategory.MONITOR_25_27.value),
        ("Écran", "32 pouces", DeviceCategory.MONITOR_GE_28.value),
        ("VPI", "", DeviceCategory.PROJECTOR.value),
        ("TNI", "", DeviceCategory.INTERACTIVE_DISPLAY.value),
        ("Borne Wi-Fi", "", DeviceCategory.WIFI_AP.value),
        ("Téléphone DECT", "", DeviceCategory.IP_PHONE.value),
        ("Low Profile Desktop", "", DeviceCategory.DESKTOP_TOWER.value),
        ("All in One", "", DeviceCategory.ALL_IN_ONE.value),
        ("Rack Mount Chassis", "", DeviceCategory.SERVER_RACK.value),
    ],
)
def test_usual_words_give_the_category(written, model, category):
    assert values_of([["Type", "Modèle"], [written, model]])[0]["category"] is category


def test_a_virtual_machine_is_no_hardware():
    assert "machine virtuelle" in fault_of([["Nom", "Type"], ["VM-1", "VMware"]]).reason


@pytest.mark.parametrize(
    ("written", "status"),
    [("oui", DeviceStatus.IN_SERVICE.value), ("spare", DeviceStatus.IN_STOCK.value), ("Prêt", DeviceStatus.LENT.value)],
)
def test_a_status_is_understood(written, status):
    assert values_of([["Nom", "Type", "État"], ["PC-1", "PC", written]])[0]["status"] is status


def test_out_of_service_without_a_place_is_refused():
    assert "En stock" in fault_of([["Nom", "Type", "En service"], ["PC-1", "PC", "non"]]).reason


def test_a_word_of_nothing_may_be_a_word_of_a_list():
    assert values_of([["Nom", "Type", "Raccordement"], ["PC-1", "PC", "Aucun"]])[0]["connection"] == "none"
    rows = [["Logiciel", "Lieu d’hébergement", "Version"], ["Zoom", "Inconnu", "NC"]]
    assert values_of(rows) == [{"raw_name": "Zoom", "hosting_place": HostingPlace.UNKNOWN.value}]


def test_a_disk_written_with_its_kind_gives_both():
    value = values_of([["Type", "Disque", "RAM"], ["PC", "512 SSD", "8 Go"]])[0]
    assert (value["storage_gb"], value["storage_kind"], value["memory_gb"]) == (512, StorageKind.SSD.value, 8)


def test_megabytes_passed_for_gigabytes_are_refused():
    assert "compris entre" in fault_of([["Type", "RAM (Go)"], ["PC", 8192]]).reason


def test_idem_is_refused():
    assert "ligne du dessus" in fault_of([HEADINGS, ["PC-1", "PC", "idem"]]).reason


def test_a_date_column_counts_from_1904_when_the_workbook_does():
    rows = [HEADINGS, ["PC-1", "PC", "", "", 43538.0]]
    assert str(values_of(rows, date1904=True)[0]["purchased_on"]) == "2023-03-15"


def test_the_apostrophe_of_our_csv_is_taken_off():
    rows = [["Nom", "Type", "Commentaire"], ["'=1+1", "PC", "l'accueil"]]
    assert values_of(rows, form="csv") == [
        {"name": "=1+1", "category": DeviceCategory.DESKTOP_TOWER.value, "comment": "l'accueil"}
    ]
    assert values_of(rows)[0]["name"] == "'=1+1"


cells = st.one_of(st.text(max_size=30), st.floats(), st.booleans(), st.just({"date": "2020-02-29"}), st.integers())


@given(st.lists(st.lists(cells, max_size=8), max_size=6), st.sampled_from(["csv", "xlsx"]))
def test_no_sheet_breaks_the_understanding(rows, form):
    readings = understand(a_workbook([HEADINGS, *rows], form=form))
    assert all(row.line > 1 for reading in readings for row in reading.rows)


def test_a_text_file_may_be_called_as_a_sheet_of_explanations():
    rows = [["Nom", "Type"], ["PC-1", "PC"]]
    assert values_of(rows, sheet="Listes", form="csv", delimiter=";")[0]["name"] == "PC-1"
