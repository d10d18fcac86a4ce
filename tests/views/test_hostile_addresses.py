"""Addresses that no person types: a French answer, never a fault of ours."""

import pytest

HUGE = "9" * 24


@pytest.mark.parametrize(
    "address",
    [
        f"/materiels?site={HUGE}&service={HUGE}&page={HUGE}",
        "/materiels?site=-1&page=-5",
        "/materiels?endpoint=x&_external=1&_scheme=ftp&values=1",
        "/materiels?tri=-inconnu&categorie=inconnue&etat=%C3%A9",
        f"/logiciels?outil={'x' * 3000}&reconnu=x",
        "/materiels?q=%25%5C_%27%22%3B--",
        "/catalogue?q=%3Cscript%3E&fonction=%3Cb%3E",
    ],
)
def test_odd_filters_are_no_filters(demonstration, visit, address):
    assert "ftp://" not in str(visit(address))


@pytest.mark.parametrize(
    "address",
    [
        f"/materiels/{HUGE}",
        f"/imports/{HUGE}",
        f"/logiciels/{HUGE}",
        "/materiels/0",
        *(f"/rapports/{HUGE}{rest}" for rest in ("", ".odt", "/figer", "/rouvrir", "/aujourd-hui")),
        f"/materiels/achats/declaration-{HUGE}.csv",
    ],
)
def test_a_number_that_no_row_has_is_a_page_not_found(visit, address):
    visit(address, status=404)


@pytest.mark.parametrize("address", ["/materiels?q=%00", "/logiciels?outil=%00", "/catalogue/outils/%00"])
def test_an_invisible_sign_is_a_request_not_understood(visit, address):
    visit(address, status=400)


def test_what_is_searched_is_shown_as_text(visit):
    page = visit("/materiels?q=%3Cimg+src%3Dx%3E")
    assert not page.select("main img")


@pytest.mark.parametrize("field", ["email", "password"])
def test_invisible_signs_in_a_form_are_refused_as_a_wrong_password(client, field):
    from tests.conftest import token_of

    sent = {"email": "a@b.example", "password": "une phrase"} | {field: "a\x00b"}
    sent["csrf_token"] = token_of(client.get("/connexion").text)
    assert client.post("/connexion", data=sent).status_code == 422
