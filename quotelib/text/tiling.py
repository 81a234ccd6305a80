"""Ranges that tile a text's tokens, kept as the places where one ends and the next begins."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import overload

TokenRange = tuple[int, int]
"""Half-open range of token indices: (first, past the last)."""


class Tiling(Sequence[TokenRange]):
    """Half-open ranges of token indices in order, each beginning where the one before ends.

    A sequence of pairs that holds four bytes a range: a text may have a sentence to every token.

    >>> sentences = Tiling([0, 7, 12])
    >>> len(sentences), sentences[1], list(sentences)
    (2, (7, 12), [(0, 7), (7, 12)])
    """

    __slots__ = ("_bounds",)

    def __init__(self, bounds: Iterable[int]) -> None:
        """Take the first token of each range in order, and the end of the last; nothing for none."""
        self._bounds = array("i", bounds)

    def __len__(self) -> int:
        return max(0, len(self._bounds) - 1)

    def __iter__(self) -> Iterator[TokenRange]:
        return pairwise(self._bounds)

    @overload
    def __getitem__(self, index: int) -> TokenRange: ...
    @overload
    def __getitem__(self, index: slice) -> list[TokenRange]: ...
    def __getitem__(self, index: int | slice) -> TokenRange | list[TokenRange]:
        bounds = self._bounds
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step == 1:
                return list(pairwise(bounds[start : stop + 1])) if start < stop else []
            return [self[place] for place in range(start, stop, step)]
        try:
            if index >= 0:
                return bounds[index], bounds[index + 1]
            if index >= -len(self):
                return bounds[index - 1], bounds[index]
        except IndexError:
            pass
        raise IndexError(f"there are {len(self)} ranges, and no {index}")

    def at(self, token: int) -> int:
        """Give the number of the range that a token is in; -1 for what stands before all ranges.

        >>> Tiling([0, 7, 12]).at(7)
        1
        """
        return bisect_right(self._bounds, token) - 1

    def within(self, first: int, end: int) -> "Tiling":
        """Give the parts of the ranges within some tokens, counted from the first of these.

        >>> list(Tiling([0, 7, 12]).within(5, 9))
        [(0, 2), (2, 4)]
        """
        if first >= end:
            return Tiling(())
        low, high = bisect_right(self._bounds, first), bisect_left(self._bounds, end)
        return Tiling((0, *[bound - first for bound in self._bounds[low:high]], end - first))

    def __repr__(self) -> str:
        return f"Tiling({list(self._bounds)})"
