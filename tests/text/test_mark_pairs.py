"""Pairs of quotation marks as columns: they give back what they were made from."""

from hypothesis import given
from hypothesis import strategies as st

from quotelib.text.mark_pairs import MarkPair, MarkPairs

numbers = st.integers(0, 1_000)


@st.composite
def pair(draw: st.DrawFn) -> MarkPair:
    """A pair whose closing mark, if it has one, stands behind the opening one."""
    opener = draw(numbers)
    last = opener + draw(st.integers(1, 50))
    return MarkPair(
        opener=opener,
        closer=draw(st.sampled_from([None, last])),
        end=last + 1,
        depth=draw(st.integers(0, 2)),
        continues=draw(st.none() | numbers),
        style=draw(st.sampled_from(["curly", "straight", "single-curly", "dash"])),
    )


pairs = st.lists(pair())


@given(pairs, st.integers(-12, 12), st.integers(-12, 12))
def test_a_sequence_of_pairs(made: list[MarkPair], first: int, end: int) -> None:
    """Items, slices, length and order are those of a list of the same pairs."""
    columns = MarkPairs.of(made)
    assert list(columns) == made
    assert columns[first:end] == made[first:end]
    assert [columns[place] for place in range(-len(made), 0)] == made
    assert list(columns.openers) == [one.opener for one in made]


@given(pairs)
def test_depths(made: list[MarkPair]) -> None:
    """Each pair is outermost or in another."""
    columns = MarkPairs.of(made)
    assert list(columns.outermost()) == [k for k, one in enumerate(made) if one.depth == 0]
    assert list(columns.nested_openers()) == [one.opener for one in made if one.depth]


@given(pairs, numbers, numbers)
def test_pairs_within_tokens(made: list[MarkPair], first: int, end: int) -> None:
    """Those that open there, as far as they reach, the outermost of them no longer in another."""
    made = sorted(made, key=lambda one: one.opener)
    inner = list(MarkPairs.of(made).within(first, end))
    opened = [one for one in made if first <= one.opener < end]
    assert [one.opener for one in inner] == [one.opener - first for one in opened]
    assert all(one.end <= end - first for one in inner)
    assert [one.closer for one in inner] == [
        None if one.closer is None or one.closer >= end else one.closer - first for one in opened
    ]
    lowest = min((one.depth for one in opened), default=0)
    assert [one.depth for one in inner] == [one.depth - lowest for one in opened]
    assert [one.style for one in inner] == [one.style for one in opened]
    low = made.index(opened[0]) if opened else 0
    assert [one.continues for one in inner] == [
        None if one.continues is None or one.continues < low else one.continues - low
        for one in opened
    ]
