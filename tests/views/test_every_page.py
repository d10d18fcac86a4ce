"""Every page of the product, opened once with the demonstration commune in it."""

import pytest

from inventaire.domain.rights import Right
from inventaire.domain.vocabulary import Role
from inventaire.views.session import right_of

PAGES = (
    "/",
    "/materiels",
    "/materiels?q=dell&tri=-in_service_on&categorie=laptop&etat=in_service&site=1&service=1",
    "/materiels/1",
    "/materiels/nouveau",
    "/materiels/1/modifier",
    "/logiciels",
    "/logiciels?q=office&reconnu=match&mode=installed&tri=-publisher",
    "/logiciels?reconnu=ignored",
    "/logiciels/1",
    "/logiciels/1/modifier",
    "/logiciels/1/reconnaissance",
    "/logiciels/a-reconnaitre",
    "/logiciels/a-reconnaitre?q=a&page=2",
    "/logiciels/dictionnaire",
    "/logiciels/nouveau-catalogue",
    "/logiciels/risques",
    "/logiciels/risques?q=office&jurisdiction=3&tri=-lock_in&page=2",
    "/logiciels/1/dependance",
    "/logiciels/1/dependance/export-tested",
    "/logiciels/risques/reglages",
    "/logiciels/risques/reglages/cloud-act",
    "/materiels/selection?fiche=1:1&fiche=2:1",
    "/materiels/selection?tous=1&categorie=laptop",
    "/materiels/selection/corbeille?fiche=1:1",
    "/logiciels/selection?fiche=1:1",
    "/logiciels/selection/corbeille?tous=1",
    "/logiciels/contrats",
    "/logiciels/contrats?q=a&nature=telecom&fournisseur=x&fin=18-mois&tri=-ends_on&page=2",
    "/logiciels/contrats/nouveau",
    "/logiciels/contrats/echeances",
    "/logiciels/contrats/1",
    "/logiciels/contrats/1/modifier",
    "/logiciels/contrats/1/couverture?q=a",
    "/contrats/selection?fiche=1:1",
    "/contrats/selection/corbeille?tous=1",
    "/corbeille",
    "/logiciels/entretien",
    "/logiciels/entretien/messagerie",
    "/logiciels/entretien/cameras",
    "/logiciels/entretien/questionnaire",
    "/logiciels/entretien/reponses",
    "/materiels/etiquettes?fiche=1:1&fiche=2:1",
    "/materiels/etiquettes?tous=1&categorie=laptop&planche=38x21&debut=60",
    "/materiels/recolement",
    "/materiels/recolement?site=1",
    "/materiels/1?annees=5&remplacement=laptop",
    "/materiels/a-prolonger?proposition=free_system&annees=5&remplacement=laptop&piste=free&site=1",
    "/materiels/a-prolonger/tournee",
    "/materiels/1/vie",
    "/materiels/1/vie/pret",
    "/materiels/reforme?fiche=1:1",
    "/materiels/sorties",
    "/materiels/sorties/nouvelle?tous=1&etat=decommissioned",
    "/materiels/prospective",
    "/materiels/prospective?a=garder-a-8&b=reconditionne&c=systeme-libre&d=moins-de-materiels",
    "/materiels/prospective/politiques",
    "/materiels/prospective/politiques/nouvelle?depart=garder-a-8",
    "/materiels/achats",
    "/materiels/achats?q=portable&annee=2026&nature=hardware&categorie=laptop&origine=new&tri=label&page=2",
    "/materiels/achats/nouveau",
    "/materiels/achats/1",
    "/materiels/achats/1/modifier",
    "/materiels/achats/indicateurs",
    "/materiels/achats/evites",
    "/materiels/achats/evites/nouveau",
    "/materiels/achats/evites/1/modifier",
    "/materiels/achats/evites/1/retirer",
    "/achats/selection?tous=1",
    "/achats/selection/corbeille?tous=1",
    "/materiels/reemploi",
    "/materiels/ecoles",
    "/materiels/lieux/1/modifier",
    "/materiels/indicateurs",
    "/materiels/indicateurs?date=2024-12-31",
    "/materiels/ages",
    "/materiels/ages?par=site&date=2024-12-31",
    "/materiels/fins-de-suivi?date=2024-12-31",
    "/materiels/a-prolonger",
    "/materiels/reemploi?annee=2025&chiffre=b",
    "/materiels/energie",
    "/materiels/energie?annee=2025",
    "/materiels/releves",
    "/materiels/releves/nouveau",
    "/materiels/releves/importer",
    "/materiels/releves/1",
    "/materiels/releves/1?annee=2025",
    "/materiels/releves/1/modifier",
    "/materiels/releves/1/supprimer",
    "/materiels/releves/1/relever",
    "/materiels/releves/lectures/1/modifier",
    "/materiels/releves/lectures/1/supprimer",
    "/exports",
    "/catalogue",
    "/catalogue?q=adobe&fonction=pdf",
    "/catalogue/outils/microsoft-365",
    "/catalogue/alternatives/libreoffice",
    "/catalogue/alternatives/papier",
    "/logiciels/dependances",
    "/logiciels?cercle=outside&famille=gafam&groupe=Microsoft&hebergement=eu&fonction=bureautique",
    "/catalogue/fonctions/messagerie",
    "/catalogue/comparer",
    "/catalogue/comparer?a=nextcloud&b=bluemind",
    "/catalogue/nos-avis",
    "/catalogue/outils/microsoft-365/avis/libreoffice",
    "/catalogue/alternatives/libreoffice/avis",
    "/plan",
    "/plan/etapes/microsoft-office-perpetuel:bureautique",
    "/rapports",
    "/rapports/2025",
    "/imports",
    "/imports/1",
    "/imports/1?devenir=created&page=2",
    "/imports/1?gardees=1",
    "/imports/1/lignes/1",
    "/imports/1/modifications",
    "/imports/nouveau",
    "/materiels/rapprochement",
    "/materiels/rapprochement?selon=spreadsheet&page=2",
    "/methode",
    "/administration",
    "/administration/membres",
    "/administration/membres/1",
    "/administration/membres/1/retirer",
    "/administration/membres/inviter",
    "/administration/chiffres-reglementaires",
    "/administration/chiffres-reglementaires/reemploi-cible",
    "/administration/prix",
    "/administration/prix/nouveau?prix=new_device&categorie=laptop",
    "/administration/facteurs",
    "/administration/facteurs/electricite",
    "/administration/facteurs/categories/laptop",
    "/administration/facteurs/categories/scanner",
    "/administration/facteurs/fiches",
    "/administration/facteurs/fiches/nouvelle",
    "/administration/agents",
    "/administration/agents/nouveau",
    "/administration/groupement",
    "/collectivites",
    "/compte",
    "/compte/mot-de-passe",
    "/compte/confirmer",
    "/administration/utilisateurs-des-materiels",
    "/administration/personnes",
    "/compte/second-facteur",
    "/compte/second-facteur/codes",
    "/compte/second-facteur/retirer",
    "/administration/trace",
    "/administration/trace?qui=ligne&sujet=device&action=created&du=2026-01-01&au=2099-01-01&import=1&page=2",
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_keeps_the_common_rules(demonstration, visit, address):
    visit(address)


@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_is_sent_to_the_sign_in_page(client, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.location.startswith("/connexion")


@pytest.mark.parametrize(
    "address",
    [
        "/materiels/999",
        "/logiciels/999",
        "/logiciels/contrats/999",
        "/catalogue/outils/rien",
        "/plan/etapes/rien",
        "/rapports/1999",
        "/logiciels/entretien/rien",
        "/materiels/sorties/9",
        "/materiels/reemploi?annee=2019",
        "/imports/99",
        "/rien",
    ],
)
def test_what_does_not_exist_is_a_french_page(visit, address):
    assert "Revenir au tableau de bord" in visit(address, status=404).main.text


def test_every_route_declares_the_right_it_asks(app):
    undeclared = [rule.endpoint for rule in app.url_map.iter_rules() if right_of(app, rule.endpoint) is None]
    assert undeclared == []


def test_what_changes_data_asks_more_than_reading(app):
    writing = [rule for rule in app.url_map.iter_rules() if "POST" in rule.methods]
    rights = {rule.endpoint: right_of(app, rule.endpoint) for rule in writing}
    readers = {endpoint for endpoint, right in rights.items() if right is Right.READ}
    strangers = {endpoint for endpoint, right in rights.items() if right is Right.PUBLIC}
    own = {"password.change", "own_account.close_one", "own_account.close_others", "own_account.confirm"}
    own |= {"second_factor.show", "second_factor.codes", "second_factor.remove", "identity.link", "identity.unlink"}
    assert readers == {"account.logout", "account.join", "organisation.switch"} | own
    doors = {"account.login", "account.first_access", "password.choose"}
    doors |= {"agents.call", "agents.call_with_password"}  # agents, by the token of their address
    assert strangers == doors | {"second_factor.ask", "identity.leave", "identity.first_access"}


def test_a_reader_cannot_open_a_form(app, signed_in, role):
    role(Role.READER)
    assert signed_in.get("/materiels").status_code == 200
    assert signed_in.get("/materiels/nouveau").status_code == 403
    assert signed_in.get("/administration").status_code == 403


@pytest.mark.parametrize("address", ["/", "/connexion", "/rien", "/static/style.css"])
def test_every_answer_bears_the_security_headers(client, address):
    with client.get(address) as answer:
        headers = answer.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_post_without_its_token_is_refused(signed_in):
    answer = signed_in.post("/materiels/nouveau", data={"category": "laptop"})
    assert answer.status_code == 400
    assert "rechargez la page" in answer.text
