"""Purchases read from spreadsheets: understood, previewed, written once, taken back."""

import pytest
from sqlalchemy import select

from inventaire.domain.errors import WouldLose
from inventaire.domain.imports import ImportState, Target
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.purchase import Recycled, SpendingNature, SupplierArea
from inventaire.domain.vocabulary import DeviceCategory, Origin
from inventaire.models import Device, Purchase, db
from inventaire.services.imports.batch import run_import
from inventaire.services.imports.preview import preview
from inventaire.services.imports.undo import undo_import
from inventaire.services.purchase import update_purchase
from inventaire.services.purchase_sheets import purchases_sheet
from inventaire.spreadsheets.writing import write_table
from tests.services.inventories import counts

pytestmark = pytest.mark.usefixtures("town")

LISTED = (
    "Date de facture;Désignation;Nature;Catégorie;Qté;Montant HT;Origine;Recyclé;Fournisseur;Zone du fournisseur\n"
    "12/03/2026;Portables 14 pouces;matériel;PC portable;4;1 234,56 €;reconditionné;oui;Recyclerie;région\n"
    "2026;Antivirus;abonnement;;;600,00;;;Éditeur SA;UE\n"
)


def a_csv(tmp_path, text, name="achats-2026.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [(path, name)]


def bought():
    return db.session.scalars(select(Purchase).order_by(Purchase.id)).all()


def test_a_list_of_purchases_is_recognised_by_what_it_says(tmp_path):
    _, parts = run_import(a_csv(tmp_path, LISTED))
    assert ([part.target for part in parts], counts(parts)) == ([Target.PURCHASES], {"created": 2})
    laptops, antivirus = bought()
    assert (laptops.bought_on, laptops.category) == (PartialDate(2026, 3, 12), DeviceCategory.LAPTOP)
    assert (laptops.quantity, laptops.amount_excl_eur) == (4, 1234.56)
    assert (laptops.origin, laptops.recycled) == (Origin.REFURBISHED, Recycled.YES)
    assert laptops.supplier_area is SupplierArea.REGION
    assert (antivirus.nature, antivirus.supplier_area) == (SpendingNature.SUBSCRIPTIONS, SupplierArea.EU)
    assert (antivirus.bought_on, antivirus.quantity, antivirus.category) == (PartialDate(2026), 1, None)


def test_an_inventory_with_dates_words_and_prices_is_no_list_of_purchases(tmp_path):
    text = (
        "Désignation;Catégorie;Date d’achat;Fournisseur;Montant HT;Quantité\nPC accueil;Portable;2024;Revendeur;800;1\n"
    )
    _, parts = run_import(a_csv(tmp_path, text, "parc.csv"))
    assert [part.target for part in parts] == [Target.DEVICES]
    assert len(db.session.scalars(select(Device)).all()) == 1


def test_a_line_without_its_date_or_its_words_is_refused_with_both_reasons(tmp_path):
    text = "Date;Désignation;Nature;Montant HT\n;;prestation;100\n2026;Formation;conseil;-3\n"
    (part,) = preview(a_csv(tmp_path, text.replace("Date;", "Date d’achat;")))
    told = [fault["reason"] for record in part.records for fault in record.faults]
    assert counts([part]) == {"refused": 2}
    assert any("La date manque" in reason for reason in told)
    assert any("La désignation manque" in reason for reason in told)
    assert any("conseil" in reason for reason in told)


def test_the_same_file_twice_changes_nothing_and_two_lines_alike_are_two_purchases(tmp_path):
    twice = LISTED + LISTED.splitlines()[1] + "\n"
    run_import(a_csv(tmp_path, twice))
    assert len(bought()) == 3
    _, parts = run_import(a_csv(tmp_path, twice))
    assert (counts(parts), len(bought())) == ({"unchanged": 3}, 3)


def test_a_line_that_says_more_completes_its_purchase_and_not_its_twin(tmp_path):
    head, first, *_ = LISTED.splitlines()
    run_import(a_csv(tmp_path, "\n".join([head, first, first.replace("1 234,56", "99,00")])))
    _, parts = run_import(a_csv(tmp_path, "\n".join([head, first.replace("1 234,56", "98,00"), first])))
    assert counts(parts) == {"updated": 1, "unchanged": 1}
    assert [each.amount_excl_eur for each in bought()] == [1234.56, 98.0]


def test_what_a_person_wrote_is_kept_from_a_file(tmp_path):
    run_import(a_csv(tmp_path, LISTED))
    update_purchase(1, 1, {"amount_excl_eur": 1200.0})
    _, parts = run_import(a_csv(tmp_path, LISTED))
    assert counts(parts) == {"unchanged": 2}
    assert bought()[0].amount_excl_eur == 1200.0


def test_an_import_is_taken_back_unless_somebody_worked_on_its_rows(tmp_path):
    batch, _ = run_import(a_csv(tmp_path, LISTED))
    update_purchase(1, 1, {"label": "Autre nom"})
    with pytest.raises(WouldLose, match="Autre nom"):
        undo_import(batch.number)
    again, _ = run_import(a_csv(tmp_path, LISTED.replace("Antivirus", "Pare-feu")))
    assert undo_import(again.number).state is ImportState.UNDONE
    assert [each.label for each in bought()] == ["Autre nom", "Antivirus"]


@pytest.mark.parametrize("form", ["ods", "xlsx", "csv"])
def test_what_goes_out_comes_back_unchanged(tmp_path, form):
    run_import(a_csv(tmp_path, LISTED))
    path = tmp_path / f"export.{form}"
    write_table(path, form, [purchases_sheet()])
    (part,) = preview([(path, path.name)])
    assert (part.target, counts([part])) == (Target.PURCHASES, {"unchanged": 2})
