"""Ranges that tile tokens: which holds a token, and what of them lies within some tokens."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from quotelib.text.tiling import Tiling

lengths = st.lists(st.integers(1, 5), min_size=1, max_size=12)


@given(lengths)
def test_each_token_is_in_its_range(lengths: list[int]) -> None:
    """The number that is given for a token is that of the range around it."""
    tiling = Tiling(accumulate(lengths, initial=0))
    for token in range(sum(lengths)):
        first, end = tiling[tiling.at(token)]
        assert first <= token < end


@given(lengths, st.integers(0, 60), st.integers(0, 60))
def test_parts_within_tokens(lengths: list[int], first: int, end: int) -> None:
    """The parts are what each range has in common with the tokens, where that is anything."""
    tiling = Tiling(accumulate(lengths, initial=0))
    end = min(end, sum(lengths))
    parts = [(max(first, one) - first, min(end, other) - first) for one, other in tiling]
    assert list(tiling.within(first, end)) == [(one, other) for one, other in parts if one < other]
