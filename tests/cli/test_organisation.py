"""collectivite: several organisations in one installation."""

import pytest


@pytest.fixture
def group(run):
    run("collectivite", "ajouter", "CC du Val", "--nature", "epci")
    run("collectivite", "ajouter", "Autre-Commune", "--code", "autre")
    return run


def test_a_new_organisation_has_its_code_and_the_link_of_its_administrator(run):
    told = run("collectivite", "ajouter", "Saint-Ouen", "--adresse", "https://parc.example/")
    assert told.out.startswith("https://parc.example/premier-acces/")
    assert "code saint-ouen" in told.err
    assert run("--commune", "saint-ouen", "utilisateur", "lister").out == ""


def test_the_list_says_what_each_is_and_in_which_group(group):
    group("collectivite", "rattacher", "valbrume", "--groupement", "cc-du-val")
    assert group("collectivite", "lister", "--json").json == [
        {"code": "autre", "name": "Autre-Commune", "kind": "commune", "group": None},
        {"code": "cc-du-val", "name": "CC du Val", "kind": "epci", "group": None},
        {"code": "valbrume", "name": "Valbrume", "kind": "commune", "group": "cc-du-val"},
    ]
    assert "valbrume  Valbrume  Commune  dans cc-du-val" in group("collectivite", "lister").out
    group("collectivite", "detacher", "valbrume")
    assert {each["group"] for each in group("collectivite", "lister", "--json").json} == {None}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["ajouter", "Valbrume"], "« valbrume » est déjà pris"),
        (["ajouter", "Val", "--code", "Été !"], "par exemple « ete »"),
        (["ajouter", " "], "Donnez un nom"),
        (["rattacher", "cc-du-val", "--groupement", "cc-du-val"], "n’est pas une commune"),
        (["rattacher", "autre", "--groupement", "valbrume"], "n’est pas une intercommunalité"),
        (["rattacher", "nulle-part", "--groupement", "cc-du-val"], "collectivite lister"),
        (["detacher", "autre"], "n’est rattachée à aucune"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_reason(group, words, reason):
    assert reason in group("collectivite", *words, status=1).err


def test_a_commune_is_in_one_group_at_most(group):
    group("collectivite", "ajouter", "CC du Mont", "--nature", "epci")
    group("collectivite", "rattacher", "autre", "--groupement", "cc-du-val")
    group("collectivite", "rattacher", "autre", "--groupement", "cc-du-val")
    told = group("collectivite", "rattacher", "autre", "--groupement", "cc-du-mont", status=1).err
    assert "déjà rattachée à « CC du Val »" in told


def test_commands_ask_which_organisation_once_there_are_several(group):
    assert "Précisez --commune parmi" in group("planifier", status=1).err
    group("--commune", "autre", "planifier")
