"""What a fact rests on never sounds surer than what is known."""

from inventaire.catalog.basis import basis_of
from inventaire.catalog.reader import load_catalog
from inventaire.domain.basis import Basis

CATALOG = load_catalog()
PAIRS = {(each.tool, each.alternative): each for each in CATALOG.replacements}


def test_what_the_catalogue_judges_is_its_opinion():
    replacement = PAIRS["windows-10", "ubuntu"]
    assert {basis_of(replacement, field) for field in ("fit", "difficulty", "lost_fr")} == {Basis.OPINION}
    assert basis_of(CATALOG.tools["veeam"], "export") is Basis.OPINION
    assert basis_of(CATALOG.functions["etat-civil"], "essential_offline") is Basis.OPINION


def test_an_owner_that_was_looked_up_is_sourced_and_another_is_not():
    assert basis_of(CATALOG.tools["cegid-public"], "vendor") is Basis.SOURCED
    assert basis_of(CATALOG.tools["axis"], "vendor") is Basis.COMMON


def test_experiences_are_sourced():
    assert basis_of(PAIRS["windows-11", "ubuntu"], "counter_evidence") is Basis.SOURCED
    assert basis_of(CATALOG.alternatives["bluemind"], "users_public_fr") is Basis.SOURCED


def test_remarks_that_mix_sources_and_common_knowledge_are_given_the_weaker_word():
    assert basis_of(CATALOG.tools["windows-10"], "notes_fr") is Basis.COMMON
    assert basis_of(CATALOG.tools["ciril"], "notes_fr") is Basis.SOURCED


def test_nothing_known_rests_on_nothing():
    assert basis_of(CATALOG.tools["1password"], "identity_lock_in") is None
    assert basis_of(CATALOG.tools["1password"], "notes_fr") is None


def test_every_field_of_every_entry_has_an_answer():
    entries = (*CATALOG.functions.values(), *CATALOG.tools.values(), *CATALOG.alternatives.values(), *PAIRS.values())
    told = {basis_of(entry, field) for entry in entries for field in type(entry).__dataclass_fields__}
    assert told == {*Basis, None}
