"""Arithmetic of token ranges, against sets of tokens."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quotelib.attribution.spans import merged, without
from quotelib.text.analysis import TokenRange

ranges = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: (pair[0], sum(pair))),
    max_size=6,
)
apart = ranges.map(merged)


def tokens(some: list[TokenRange]) -> set[int]:
    """The tokens of ranges."""
    return {index for first, end in some for index in range(first, end)}


@given(ranges)
def test_merged(some: list[TokenRange]) -> None:
    """Merging keeps every token, and gives ranges in order with a gap between each two."""
    result = merged(some)
    assert tokens(result) == tokens(some)
    assert all(first < end for first, end in result)
    assert all(end < first for (_, end), (first, _) in pairwise(result))


@given(apart, ranges)
def test_without(some: list[TokenRange], cut: list[TokenRange]) -> None:
    """What is left is what is in the one and not in the other, still in order and apart."""
    result = without(some, cut)
    assert tokens(result) == tokens(some) - tokens(cut)
    assert result == sorted(result)
    assert sum(end - first for first, end in result) == len(tokens(result))
