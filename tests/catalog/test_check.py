"""Every rule of the catalogue finds its fault, with file and line."""

import shutil
from datetime import date

import pytest

from inventaire.catalog import check
from inventaire.catalog.check import check_catalog
from inventaire.catalog.location import catalog_folder
from inventaire.catalog.yaml_file import read_yaml

READ = {}


def read_once(path):
    text = path.name, path.read_bytes()
    if text not in READ:
        READ[text] = read_yaml(path)
    return READ[text]


@pytest.fixture(autouse=True)
def _same_texts_are_read_once(monkeypatch):
    """Most tests spoil one file of many: what the others say is known."""
    monkeypatch.setattr(check, "read_yaml", read_once)


@pytest.fixture
def copied(tmp_path):
    for file in catalog_folder().glob("*.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def spoil(folder, name, old, new):
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_catalogue_has_no_fault():
    assert check_catalog(catalog_folder()) == []


def test_an_overdue_review_is_shown_when_a_date_is_given():
    assert check_catalog(catalog_folder(), date(2027, 5, 21)) == []
    overdue = check_catalog(catalog_folder(), date(2027, 5, 22))
    assert all("échue depuis le 21/05/2027" in fault.message_fr for fault in overdue)
    assert overdue


LONGEST_ENTRY = 25  # a rule between keys names the line of the entry, or of one key in it
ONE_FAULT = {
    "duplicate key": ("functions.yaml", "- key: annuaire\n", "- key: annuaire\n  key: annuaire\n", "double"),
    "alias": ("functions.yaml", "- key: annuaire\n", "- key: &a annuaire\n- key: *a\n", "alias"),
    "not yaml": ("functions.yaml", "functions:", "functions: [", "YAML"),
    "unknown heading": ("functions.yaml", "functions:", "autre: 1\nfunctions:", "« autre » n’est pas connue"),
    "unknown key": (
        "functions.yaml",
        "- key: annuaire\n",
        "- key: annuaire\n  couleur: bleu\n",
        "pas connue",
    ),
    "missing key": ("tools.yaml", "  delivery: saas\n", "", "manque"),
    "word out of list": (
        "tools.yaml",
        "  delivery: saas\n",
        "  delivery: nuage\n",
        "« nuage » n’est pas admis",
    ),
    "unquoted no": ("tools.yaml", "  cloud_act: 'no'\n", "  cloud_act: no\n", "n’est pas admis"),
    "number as text": ("alternatives.yaml", "  difficulty: 2\n", "  difficulty: '2'\n", "n’est pas admis"),
    "difficulty out of range": (
        "alternatives.yaml",
        "  difficulty: 2\n",
        "  difficulty: 6\n",
        "n’est pas admis",
    ),
    "bad slug": ("publishers.yaml", "- key: adobe\n", "- key: Adobe\n", "minuscules"),
    "unknown function": (
        "tools.yaml",
        "  functions: [mots-de-passe]",
        "  functions: [coffre]",
        "« coffre » (functions)",
    ),
    "unknown source": (
        "tools.yaml",
        "  sources: [common-knowledge]",
        "  sources: [rumeur]",
        "« rumeur » (sources)",
    ),
    "no source": ("tools.yaml", "  sources: [common-knowledge]", "  sources: []", "une source au moins"),
    "unknown prerequisite": (
        "alternatives.yaml",
        "  requires: [postgresql]",
        "  requires: [foudre]",
        "« foudre » (requires)",
    ),
    "unknown hint": (
        "components.yaml",
        "hints_at: [microsoft-teams]",
        "hints_at: [foudre]",
        "« foudre » (hints_at)",
    ),
    "idle source": (
        "sources.yaml",
        "sources:\n",
        "sources:\n- {id: aaa, kind: press}\n",
        "aucune fiche ne cite",
    ),
    "out of order": (
        "functions.yaml",
        "- key: annuaire\n",
        "- key: zz\n  label_fr: Z\n- key: annuaire\n",
        "triée",
    ),
    "relative text": ("tools.yaml", "  notes_fr: Espaces jeunes.", "  notes_fr: Idem.", "se lit seule"),
    "straight apostrophe": (
        "tools.yaml",
        "  notes_fr: Espaces jeunes.",
        "  notes_fr: L'espace.",
        "apostrophe",
    ),
    "price without year": ("tools.yaml", ", year: 2022", "", "un prix a une année"),
    "pattern that captures": ("components.yaml", "codecs?", "(codecs?)", "(?:"),
    "pattern that fails": ("components.yaml", "codecs?", "codecs?(?:", "ne se lit pas"),
    "publisher twice": (
        "publishers.yaml",
        "- key: ale\n  aliases: [",
        "- key: ale\n  aliases: [Adobe, ",
        "déjà un nom",
    ),
    "suffix without prefix": (
        "tools.yaml",
        "{type: strong, value: 1Password}",
        "{type: prefix, value: 1Password}",
        "allow_suffix",
    ),
    "empty name": ("tools.yaml", "value: 1Password}", "value: '2016'}", "aucun mot"),
    "shared name": (
        "tools.yaml",
        "{type: strong, value: 1Password}",
        "{type: strong, value: 3CX}",
        "ambiguous_with",
    ),
    "one-sided ambiguity": ("tools.yaml", ", ambiguous_with: [acrobat-reader]", "", "ambiguous_with"),
    "forbidden proposal": (
        "alternatives.yaml",
        "  exception_fr: ",
        "  lost_fr: ",
        "ne doit pas être proposé",
    ),
    "none without reason": (
        "alternatives.yaml",
        "  notes_fr: Aucun logiciel libre complet",
        "  lost_fr: Aucun",
        "pourquoi",
    ),
    "foreign function": (
        "alternatives.yaml",
        "- tool: 1password\n  alternative: passbolt\n  functions: [mots-de-passe]",
        "- tool: 1password\n  alternative: passbolt\n  functions: [visio]",
        "ne sert pas à",
    ),
    "function that nothing covers": (
        "tools.yaml",
        "  uncovered: [cdn]\n",
        "",
        "rien ne prend la place de « cloudflare »",
    ),
    "function said uncovered that is not": (
        "tools.yaml",
        "  uncovered: [cdn]\n",
        "  uncovered: [cdn, antirobot]\n",
        "a un passage",
    ),
    "passage given twice": (
        "alternatives.yaml",
        "- tool: 1password\n  alternative: passbolt\n",
        "- tool: 1password\n  alternative: vaultwarden\n",
        "déjà donné",
    ),
    "rank given twice": (
        "alternatives.yaml",
        "  alternative: passbolt\n  functions: [mots-de-passe]\n  order: 2\n",
        "  alternative: passbolt\n  functions: [mots-de-passe]\n  order: 1\n",
        "déjà donné",
    ),
    "nothing that fits": ("alternatives.yaml", "  fit: none\n", "  fit: partial\n", "va avec l’alternative"),
    "doing without what nobody can": (
        "alternatives.yaml",
        "  not_for: [antivirus, elections, ",
        "  not_for: [antivirus, ",
        "on ne fait pas sans : ajoutez « elections »",
    ),
    "licence that nobody lists": ("alternatives.yaml", "spdx: MPL-2.0", "spdx: MPL-2", "« MPL-2 » n’est pas un nom"),
    "free program without a licence": (
        "alternatives.yaml",
        "  kind: free_software\n  licence: {spdx: LGPL-2.0-only, verified: false}\n",
        "  kind: free_software\n",
        "un logiciel libre a une licence",
    ),
    "name given twice to one tool": (
        "tools.yaml",
        "    - {type: strong, value: 1Password}\n",
        "    - {type: strong, value: 1Password}\n    - {type: strong, value: 1password (x64)}\n",
        "deux fois",
    ),
    "ambiguous with nothing": (
        "tools.yaml",
        "ambiguous_with: [acrobat-reader]",
        "ambiguous_with: [acrobat-reader, foudre]",
        "nomme un outil inconnu",
    ),
    "vendor without a name": ("tools.yaml", "{name: AgileBits, ", "{name: '', ", "un éditeur sans nom"),
    "heading that is missing": (
        "tools.yaml",
        "reviewed: {on: 2026-11-21, next: 2027-05-21}\n",
        "",
        "« reviewed » manque",
    ),
    "section that is no list": ("functions.yaml", "functions:\n", "functions: rien\nautres:\n", "doit être une liste"),
    "entry that has no keys": ("functions.yaml", "functions:\n", "functions:\n- rien\n", "n’a pas de clés"),
    "review too far": ("tools.yaml", "next: 2027-05-21", "next: 2028-05-21", "184 jours"),
    "experience without a teller": (
        "alternatives.yaml",
        "outcome: success, source: suede-tf1-2024",
        "outcome: success, source: common-knowledge",
        "nommez qui le raconte",
    ),
    "success as a counter-example": (
        "alternatives.yaml",
        "outcome: failure, source: tarbes-bluemind",
        "outcome: success, source: tarbes-bluemind",
        "n’est pas un contre-exemple",
    ),
    "users without source": (
        "alternatives.yaml",
        "  notes_fr: Dédupliqué et chiffré.",
        "  users_public_fr: Une ville.",
        "sans source",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "told"), ONE_FAULT.values(), ids=ONE_FAULT.keys())
def test_a_spoilt_file_gives_a_fault_with_its_file_and_line(copied, file, old, new, told):
    line = spoil(copied, file, old, new)
    found = [fault for fault in check_catalog(copied) if told in fault.message_fr.replace("\u00a0", " ")]
    assert [fault.file for fault in found[:1]] == [file]
    assert abs(found[0].line - line) <= LONGEST_ENTRY


def test_prerequisites_in_a_circle_are_named(copied):
    spoil(copied, "alternatives.yaml", "  requires: [proxmox-ve]", "  requires: [veeam-x]")
    spoil(copied, "alternatives.yaml", "  requires: [veeam-x]", "  requires: [proxmox-backup]")
    assert any("prérequis en cercle" in fault.message_fr for fault in check_catalog(copied))


def test_a_tool_without_replacement_is_a_fault(copied):
    text = (copied / "alternatives.yaml").read_text("utf-8")
    start = text.index("- tool: xnview\n")
    (copied / "alternatives.yaml").write_text(text[:start] + text[text.index("- tool: yeastar\n") :], encoding="utf-8")
    found = check_catalog(copied)
    (told,) = [fault.message_fr for fault in found if fault.file == "tools.yaml"]
    assert told.startswith("«\u00a0xnview\u00a0» n’a pas d’alternative")


def test_two_entries_of_one_name_are_a_fault(copied):
    spoil(copied, "functions.yaml", "- key: annuaire\n", "- key: annuaire\n  label_fr: A\n- key: annuaire\n")
    assert any("existe déjà" in fault.message_fr for fault in check_catalog(copied))


def test_a_missing_file_is_named(copied):
    (copied / "sources.yaml").unlink()
    assert [(fault.file, fault.line) for fault in check_catalog(copied)] == [("sources.yaml", 1)]


OF_FIGURES = {
    "unknown key of a factor": (
        "impact-factors.yaml",
        "    verified: false\n",
        "    verified: false\n    avis: bon\n",
        "connue",
    ),
    "a licence that nobody lists": ("impact-factors.yaml", "spdx: ODbL-1.0", "spdx: ODBL", "nom de licence SPDX"),
    "bounds out of order": ("impact-factors.yaml", "low: ", "low: 99999", "désordre"),
    "a source that is not there": ("impact-factors.yaml", "  actu-environnement-2020:", "  autre-2020:", "absentes"),
    "electricity without a year": ("electricity.yaml", "year:", "annee:", "manque"),
    "a part without a source": ("longer-life.yaml", "quality: D", "quality: null", "porter sa qualité"),
    "more avoided than there is": ("longer-life.yaml", "high: 0.97", "high: 1.97", "n’est pas admis"),
    "a date that is a word": ("regulatory.yaml", "checked: 2026-11-21", "checked: hier", "n’est pas admis"),
    "confidence out of list": ("regulatory.yaml", 'confidence: "T"', 'confidence: "Z"', "n’est pas admis"),
    "a category left out of reuse": ("reuse.yaml", "  antenna: {waste: null}\n", "", "absents"),
    "a category left out of purchases": ("purchases.yaml", "  antenna: {counted: null}\n", "", "absents"),
    "a gift valued by no figure": ("purchases.yaml", "value: agec-don", "value: inconnu-don", "n’est pas un chiffre"),
    "a category of waste that is not": ("reuse.yaml", 'waste: "2"', 'waste: "3"', "n’est pas admis"),
    "a group of hardware that is not": ("policies.yaml", "{computers: 5", "{calculettes: 5", "n’est pas admis"),
    "a share above the whole": ("policies.yaml", "refurbished: 100", "refurbished: 101", "n’est pas admis"),
    "a tool that is not there": ("end-of-support.yaml", "tools: [", "tools: [inexistant, ", "« inexistant »"),
    "a pattern that does not compile": ("system-minimums.yaml", "'\\batom\\b'", "'(atom'", "ne se lit pas"),
    "a system of an unknown tool": ("system-minimums.yaml", "tools: [primtux]", "tools: [primtuxe]", "« primtuxe »"),
    "a system that follows nothing": ("system-minimums.yaml", "follows: windows", "follows: fenetres", "« fenetres »"),
    "a minimum of nothing": ("system-minimums.yaml", "memory_gb: 2", "memory_gb: 0", "n’est pas admis"),
    "a tool that no product names": (
        "end-of-support.yaml",
        "    tools: [opnsense]\n",
        "",
        "« opnsense » est au catalogue sous ce nom",
    ),
    "an extension without its kind": (
        "end-of-support.yaml",
        "extended: 2028-06-30, extension: free_lts",
        "extended: 2028-06-30",
        "va avec « extension »",
    ),
    "a release without an end": (
        "end-of-support.yaml",
        '{version: "OS 10", end: 2035-05-31}',
        '{version: "OS 10"}',
        "à défaut « followed »",
    ),
    "no windows": ("end-of-support.yaml", "  windows:\n", "  fenetres:\n", "« windows » manque"),
    "a duplicate product": ("end-of-support.yaml", "  android:", "  almalinux:", "double"),
}


@pytest.mark.parametrize(("name", "old", "new", "told"), OF_FIGURES.values(), ids=OF_FIGURES)
def test_a_fault_of_a_file_of_figures_is_told_with_its_file_and_its_line(copied, name, old, new, told):
    line = spoil(copied, name, old, new)
    faults = [
        fault
        for fault in check_catalog(copied)
        if told.replace("« ", "«\u00a0").replace(" »", "\u00a0»") in fault.message_fr
    ]
    assert faults, check_catalog(copied)
    assert {fault.file for fault in faults} == {name}
    assert all(fault.line >= 1 for fault in faults)
    assert (
        "windows" in told
        or told in ("absentes", "absents")
        or min(abs(fault.line - line) for fault in faults) <= LONGEST_ENTRY
    )


def test_a_file_of_figures_that_is_missing_is_told(copied):
    (copied / "regulatory.yaml").unlink()
    (fault,) = check_catalog(copied)
    assert (fault.file, "manque" in fault.message_fr) == ("regulatory.yaml", True)
