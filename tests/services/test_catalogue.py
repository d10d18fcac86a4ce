"""What the pages of the catalogue say of a name."""

import pytest

from inventaire.services.catalogue import recognised_label


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("outcome", "slug", "label"),
    [
        ("match", "wetransfer", "Outil propriétaire"),
        ("match", "francetransfert", "Offre hébergée"),
        ("match", "hebergement-mutualise", "Service mutualisé"),
        ("free", "nextcloud", "Logiciel libre"),
        ("unknown", None, "Inconnu"),
    ],
)
def test_an_offer_that_is_neither_free_nor_a_tool_bears_the_word_of_its_kind(outcome, slug, label):
    assert recognised_label(outcome, slug) == label
