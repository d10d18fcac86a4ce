"""Lines of contracts: told apart by number or title with their supplier, linked to what they cover, undone."""

import pytest
from sqlalchemy import select

from inventaire.domain.errors import WouldLose
from inventaire.domain.imports import Target
from inventaire.models import Application, Contract, ContractApplication, ContractDevice, Device, db
from inventaire.services.contract import get_contract, update_contract
from inventaire.services.coverage import SIDES, cover
from inventaire.services.database import writing
from inventaire.services.imports.batch import run_import
from inventaire.services.imports.preview import preview
from inventaire.services.imports.undo import undo_import
from tests.services.inventories import a_part, contracts, outcomes, picture, software, take_in

MAINTENANCE = {"title": "Maintenance", "number": "C-1", "supplier": "Berger-Levrault", "notice_months": 3}
MUNICIPAL = (
    "Contrats informatiques 2026;;;;;;\n"
    "Objet du contrat;Prestataire;N° de contrat;Date d’effet;Fin du contrat;Tacite reconduction;Montant annuel HT\n"
    "Copieurs;Ricoh;R-9;01/02/2025;31/01/2029;oui;4 680,00 €\n"
    "Téléphonie;Orange;;2021;30/04/2027;peut-être;7 420\n"
)


@pytest.fixture(autouse=True)
def _in_town(town):
    pass


def all_contracts():
    db.session.expire_all()
    return list(db.session.scalars(select(Contract).order_by(Contract.id)))


def read(tmp_path, text, name="contrats.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return [(path, name)]


def test_a_municipal_list_is_read_as_contracts_and_a_bad_line_says_why(tmp_path):
    _, (part,) = run_import(read(tmp_path, MUNICIPAL))
    assert part.target is Target.CONTRACTS
    assert outcomes(part) == ["ignored", "created", "refused"]
    assert "peut-être\u00a0» n’est pas compris" in part.records[2].reason
    (found,) = all_contracts()
    assert (found.title, found.supplier, str(found.ends_on)) == ("Copieurs", "Ricoh", "2029-01-31")
    assert (found.renewal.value, found.yearly_amount_excl_eur) == ("tacit", 4680.0)


@pytest.mark.parametrize(
    "line",
    [
        MAINTENANCE | {"title": "Autre intitulé"},
        {"title": "Maintenance", "number": "c-1", "supplier": "berger-levrault", "comment": "Relu"},
        {"title": "Maintenance", "supplier": "Berger-Levrault", "comment": "Relu"},
        {"title": "Maintenance", "number": "C-1", "comment": "Relu"},
    ],
)
def test_a_line_that_names_a_known_contract_updates_it(line):
    take_in(contracts(MAINTENANCE))
    part = contracts(line)
    take_in(part)
    assert (outcomes(part), len(all_contracts())) == (["updated"], 1)


def test_a_contract_known_by_its_title_alone_takes_the_number_of_the_line():
    take_in(contracts({"title": "Maintenance", "supplier": "Berger-Levrault"}))
    take_in(contracts(MAINTENANCE))
    assert [row.number for row in all_contracts()] == ["C-1"]
    part = contracts(MAINTENANCE)
    take_in(part)
    assert outcomes(part) == ["unchanged"]


@pytest.mark.parametrize("change", [{"supplier": "Orange"}, {"number": "C-2"}])
def test_another_number_or_another_supplier_is_another_contract(change):
    take_in(contracts(MAINTENANCE))
    part = contracts(MAINTENANCE | change)
    take_in(part)
    assert (outcomes(part), len(all_contracts())) == (["created"], 2)


def test_a_line_that_may_be_several_contracts_is_asked():
    take_in(contracts(MAINTENANCE, MAINTENANCE | {"number": "C-2"}))
    part = contracts({"title": "Maintenance", "supplier": "Berger-Levrault"})
    take_in(part)
    assert outcomes(part) == ["asked"]
    assert "donnez le numéro et le fournisseur" in part.records[0].reason


def test_one_row_for_each_thing_covered_makes_one_contract():
    machines, programs = a_part({"name": "COP-1"}, {"name": "COP-2"}), software({"raw_name": "e.magnus"})
    part = contracts(
        MAINTENANCE | {"covered_application": "E.Magnus"},
        MAINTENANCE | {"covered_device": "COP-1"},
        MAINTENANCE | {"covered_device": "COP-2"},
        MAINTENANCE | {"covered_device": "COP-2"},
    )
    take_in(machines, programs, part)
    assert outcomes(part) == ["created", "updated", "updated", "unchanged"]
    assert len(all_contracts()) == 1
    assert len(db.session.scalars(select(ContractApplication)).all()) == 1
    assert len(db.session.scalars(select(ContractDevice)).all()) == 2
    again = contracts(*(record.values for record in part.records))
    take_in(again)
    assert outcomes(again) == ["unchanged"] * 4


def test_what_is_covered_and_not_there_is_refused_until_it_is():
    part = contracts(MAINTENANCE | {"covered_application": "e.magnus"}, {"title": "X", "covered_device": "COP-1"})
    take_in(part)
    assert outcomes(part) == ["refused", "refused"]
    assert [record.faults[0]["column"] for record in part.records] == ["Logiciel couvert", "Matériel couvert"]
    take_in(software({"raw_name": "e.magnus"}), a_part({"name": "COP-1"}))
    take_in(part)
    assert outcomes(part) == ["created", "created"]


def test_two_lines_that_say_otherwise_of_one_contract_are_asked():
    part = contracts(MAINTENANCE, MAINTENANCE | {"notice_months": 6})
    take_in(part)
    assert outcomes(part) == ["created", "asked"]


def test_what_a_person_corrected_is_held():
    take_in(contracts(MAINTENANCE))
    update_contract(1, 1, {"notice_months": 6})
    part = contracts(MAINTENANCE)
    take_in(part)
    assert (outcomes(part), get_contract(1).notice_months) == (["unchanged"], 6)
    assert part.records[0].held["notice_months"][:2] == [6, 3]


def test_a_contract_in_the_bin_is_told_of():
    take_in(contracts(MAINTENANCE))
    with writing() as session:
        from inventaire.models.base import now

        session.get_one(Contract, 1).deleted_at = now()
    part = contracts(MAINTENANCE)
    take_in(part)
    assert outcomes(part) == ["created"]
    assert "Ce contrat est à la corbeille" in part.records[0].reason


def test_an_import_undone_leaves_what_was_before():
    take_in(software({"raw_name": "e.magnus"}), contracts(MAINTENANCE))
    before = picture()
    line = MAINTENANCE | {"notice_months": 6, "covered_application": "e.magnus"}
    take_in(contracts(line, {"title": "Télécoms"}))
    assert picture() != before
    undo_import(2)
    assert picture() == before
    undo_import(1)
    assert picture() == []


def test_an_import_is_not_undone_over_what_its_contract_covers_since():
    take_in(contracts(MAINTENANCE))
    take_in(software({"raw_name": "e.magnus"}))
    cover(1, SIDES["logiciel"], db.session.scalars(select(Application.id)).one())
    for number in (1, 2):
        with pytest.raises(WouldLose, match="ce que couvre le contrat"):
            undo_import(number)


def test_a_workbook_says_devices_software_and_contracts_at_once(tmp_path):
    from inventaire.services.exports import write_all
    from tests.services.inventories import forget_everything
    from tests.services.test_round_trip import TODAY

    programs = software({"raw_name": "Zoom", "publisher": "A"}, {"raw_name": "Zoom"})
    part = contracts(*(MAINTENANCE | {"covered_application": "Zoom", "covered_publisher": each} for each in ("A", "")))
    take_in(
        a_part({"name": "COP-1", "serial": "S1"}), programs, part, contracts({"title": "T", "covered_device": "S1"})
    )
    before = picture()
    write_all(tmp_path / "tout.ods", "ods", TODAY)
    found = preview([(tmp_path / "tout.ods", "tout.ods")])
    assert {each for part in found for each in outcomes(part)} <= {"unchanged", "ignored"}
    forget_everything()
    run_import([(tmp_path / "tout.ods", "tout.ods")])
    assert picture() == before
    assert db.session.scalars(select(Device)).one().name == "COP-1"
