"""What an agent sends unfolds within bounds, whatever it claims."""

import gzip
import io
import zlib

import pytest

from inventaire.agents.unfolding import LARGEST, RATIO_FROM, Folding, fold, unfold
from inventaire.domain.errors import TooLarge, UnreadableFile

WORDS = b"<REQUEST><QUERY>INVENTORY</QUERY></REQUEST>" * 5_000
NOISE = b"".join(zlib.crc32(number.to_bytes(4, "big")).to_bytes(4, "big") for number in range(50_000))
FOLDS = {Folding.NONE: bytes, Folding.ZLIB: zlib.compress, Folding.GZIP: gzip.compress}


def unfolded(sent, step=1_000):
    into = io.BytesIO()
    folding = unfold([sent[start : start + step] for start in range(0, len(sent), step)], into)
    return folding, into.getvalue()


@pytest.mark.parametrize("folding", Folding)
@pytest.mark.parametrize("content", [WORDS, b"<" + NOISE], ids=["words", "noise"])
def test_a_message_comes_out_as_it_went_in(folding, content):
    assert unfolded(FOLDS[folding](content)) == (folding, content)
    assert unfolded(FOLDS[folding](content), step=1) == (folding, content)


@pytest.mark.parametrize("folding", Folding)
def test_an_answer_is_folded_as_the_question_was(folding):
    assert unfolded(fold(WORDS, folding)) == (folding, WORDS)


def test_agents_look_for_the_usual_mark_of_zlib():
    assert fold(WORDS, Folding.ZLIB).startswith(b"\x78\x9c")


def heavy(size):
    """Give a message of some size that zlib folds by about twenty."""
    line = b"".join(b"%06d <SOFTWARES><NAME>libreoffice-common</NAME></SOFTWARES>\n" % number for number in range(40))
    return (line * (size // len(line) + 1))[:size]


@pytest.mark.parametrize("folding", Folding)
def test_more_than_32_mib_is_refused_and_32_mib_are_not(folding, monkeypatch):
    monkeypatch.setattr("inventaire.agents.unfolding.RATIO", 10_000)
    assert len(unfolded(FOLDS[folding](heavy(LARGEST)), step=1 << 16)[1]) == LARGEST
    with pytest.raises(TooLarge, match="32"):
        unfolded(FOLDS[folding](heavy(LARGEST + 1)), step=1 << 16)


@pytest.mark.parametrize("folding", [Folding.ZLIB, Folding.GZIP])
def test_a_bomb_is_refused_long_before_it_unfolds(folding):
    into = io.BytesIO()
    with pytest.raises(TooLarge, match="100 fois"):
        unfold([FOLDS[folding](bytes(LARGEST * 4))], into)
    assert len(into.getvalue()) < LARGEST / 2


def test_a_small_message_may_be_as_plain_as_it_likes():
    assert len(unfolded(zlib.compress(bytes(RATIO_FROM)))[1]) == RATIO_FROM


@pytest.mark.parametrize("folding", [Folding.ZLIB, Folding.GZIP])
@pytest.mark.parametrize(
    "spoil", [lambda sent: sent[:-5], lambda sent: sent[:20] + b"\xff" * 20, lambda sent: sent + b"<"]
)
def test_a_message_cut_damaged_or_followed_by_something_is_refused(folding, spoil):
    with pytest.raises(UnreadableFile):
        unfolded(spoil(FOLDS[folding](NOISE)))


@pytest.mark.parametrize("chunks", [[], [b"", b""]])
def test_nothing_is_refused(chunks):
    with pytest.raises(UnreadableFile, match="vide"):
        unfold(chunks, io.BytesIO())
