"""Arithmetic of token ranges, against sets of tokens; where contents are cut, and of what kind they are."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotelib.attribution.decoding import kind_of
from quotelib.attribution.spans import merged, split, without
from quotelib.records import QuotationKind
from quotelib.text import analyse
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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Rain fell. It froze.", ["Rain fell. It froze."]),
        ("Rain fell.\n\nIt froze.", ["Rain fell.", "It froze."]),
        ("“Rain fell.” “It froze.”", ["“Rain fell.”", "“It froze.”"]),
        ("“Rain fell.\n\nIt froze.”", ["“Rain fell.", "It froze.”"]),
        ("Rain “fell” hard", ["Rain “fell” hard"]),
    ],
)
def test_split(text: str, parts: list[str]) -> None:
    """A range is cut where a paragraph ends, with marks or without, and where marks follow on marks."""
    analysis = analyse(text)
    found = split(analysis, [(0, len(analysis.forms))])
    assert [text[analysis.starts[one] : analysis.ends[end - 1]] for one, end in found] == parts


@pytest.mark.parametrize(
    ("text", "content", "cue", "kind"),
    [
        ("We “will” go , she said .", (0, 5), (7, 8), QuotationKind.MIXED),
        ("“ We go , ” she said .", (1, 3), (6, 7), QuotationKind.DIRECT),
        ("We go , she said .", (0, 2), (4, 5), QuotationKind.INDIRECT),
        ("“ She said that we go . ”", (4, 6), (2, 3), QuotationKind.INDIRECT),
        ("She said : ?", (3, 4), (1, 2), QuotationKind.DIRECT),
    ],
    ids=["mixed", "direct", "indirect", "cue in the same marks", "no word"],
)
def test_kind(text: str, content: TokenRange, cue: TokenRange, kind: QuotationKind) -> None:
    """All, none or some words in marks; marks that hold the cue, too, are another quotation's."""
    assert kind_of(analyse(text), [content], cue) is kind
