"""Words that are looked for in a text."""

from hypothesis import given
from hypothesis import strategies as st

from quotelib.text.scanning import places_of

words = st.sampled_from(["said", "says", "so", "she"])


@given(st.frozensets(words), st.lists(words))
def test_places(wanted: frozenset[str], column: list[str]) -> None:
    """A column is looked over for several values in one go."""
    expected = [place for place, value in enumerate(column) if value in wanted]
    assert list(places_of(wanted, column)) == expected
