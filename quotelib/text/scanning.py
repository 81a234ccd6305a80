"""Looking over a text for certain words.

Many rules begin where one of a few words stands. Each looks over all tokens, so this is done in loops of C.
"""

from collections.abc import Iterator, Sequence
from itertools import compress, count


def places_of(words: frozenset[str] | set[str], column: Sequence[str]) -> Iterator[int]:
    """Yield where a column (forms or tags, one a token) holds one of some values.

    >>> list(places_of({"said", "says"}, ["she", "said", "so"]))
    [1]
    """
    if words.isdisjoint(column):
        return iter(())
    return compress(count(), map(words.__contains__, column))
