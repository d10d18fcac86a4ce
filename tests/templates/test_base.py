"""The frame around every page."""

import pytest
from bs4 import BeautifulSoup

PAGE = '{% extends "base.html" %}{% block title %}Plan{% endblock %}'
LINK = {"label": "Matériels", "url": "/materiels", "current": True}


@pytest.fixture
def frame(app):
    """Render a page of two blocks inside the frame."""

    def _frame(blocks="", **values):
        with app.test_request_context():
            return BeautifulSoup(app.jinja_env.from_string(PAGE + blocks).render(values), "html.parser")

    return _frame


def test_a_page_is_in_french_with_one_title_and_one_main(frame):
    page = frame()
    assert page.html["lang"] == "fr"
    assert page.title.get_text() == "Plan · Inventaire"
    assert [heading.get_text() for heading in page.select("main h1")] == ["Plan"]
    assert len(page.select("main")) == 1


def test_the_first_link_leads_to_the_content(frame):
    link = frame(navigation=[LINK]).a
    assert link.get_text() == "Aller au contenu"
    assert link["href"] == f"#{frame().main['id']}"


def test_the_lede_and_the_actions_stand_only_where_a_page_has_them(frame):
    assert not frame().select(".lede, .actions")
    page = frame("{% block lede %}94 étapes.{% endblock %}{% block actions %}<a href='/x'>ODT</a>{% endblock %}")
    assert page.select_one(".lede").get_text() == "94 étapes."
    assert page.select_one(".actions a")["href"] == "/x"


def test_the_navigation_says_where_one_stands(frame):
    page = frame(navigation=[LINK, {"label": "Plan", "url": "/plan", "current": False}])
    assert [link.get_text() for link in page.select("nav [aria-current=page]")] == ["Matériels"]
    assert all(nav.has_attr("aria-label") for nav in page.select("nav"))


def test_somebody_signed_out_sees_no_account_and_no_navigation(frame):
    assert not frame().select("nav, form")


def test_signing_out_is_a_post_with_its_token(frame):
    form = frame(account_name="Service informatique", logout_url="/deconnexion").form
    assert (form["method"], form["action"]) == ("post", "/deconnexion")
    assert form.select_one("[name=csrf_token]")["value"]
