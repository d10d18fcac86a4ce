"""Cycles are looked for again once the work is done, however it ends."""

import gc

import pytest

from inventaire.services.imports.pause import without_collecting


def test_cycles_are_looked_for_again_after_a_fall():
    with pytest.raises(RuntimeError), without_collecting():
        raise RuntimeError
    assert gc.isenabled()


def test_the_inner_of_two_leaves_it_to_the_outer():
    with without_collecting():
        with without_collecting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
