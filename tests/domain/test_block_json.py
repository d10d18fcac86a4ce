"""A document kept as plain values comes back as it was."""

import json
from datetime import date
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain import blocks
from inventaire.domain.block_json import PIECES, document_as_json, document_from_json
from inventaire.domain.blocks import Block, Document, Table
from tests.documents.sample import a_document, a_figure, a_table, an_age_figure

words = st.text(max_size=12)
maybe = st.none() | st.floats(0, 1e9)
tables = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table,
        words,
        st.tuples(*[words] * width),
        st.lists(st.tuples(*[words] * width), max_size=3).map(tuple),
        st.frozensets(st.integers(0, width - 1)),
        words,
    )
)
charts = st.builds(
    blocks.BarChart, words, words, st.lists(st.builds(blocks.Bar, words, maybe, maybe, maybe, words)).map(tuple)
) | st.builds(
    blocks.ColumnChart, words, words, st.lists(st.builds(blocks.Column, words, st.integers(0, 9_999))).map(tuple)
)
loose = (
    tables
    | st.builds(blocks.Paragraph, words, st.sampled_from(blocks.ParagraphKind))
    | st.builds(blocks.BulletList, st.lists(words).map(tuple))
    | st.builds(blocks.Heading, st.just(1), words, st.uuids().map(str))
    | st.builds(blocks.Figure, words, words, charts, st.uuids().map(str))
)
documents = st.builds(Document, words, words, st.dates(), st.lists(loose, max_size=6).map(tuple))


def kept(document):
    return document_from_json(json.loads(json.dumps(document_as_json(document))))


@given(documents)
def test_any_document_comes_back_to_the_letter(document):
    assert kept(document) == document


def test_every_kind_of_block_can_be_kept():
    assert {kind.__name__ for kind in get_args(Block)} <= PIECES.keys()
    document = a_document(a_table(), a_figure(), an_age_figure())
    assert kept(document) == document


def test_a_day_stays_a_day():
    assert kept(Document("Rapport", "Valbrume", date(2026, 12, 31), ())).date == date(2026, 12, 31)
