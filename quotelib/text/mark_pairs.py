"""Pairs of quotation marks, as records to read and as columns to keep."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import not_
from typing import overload

import attrs


@attrs.frozen(slots=True)
class MarkPair:
    """Two quotation marks that belong together, as token indices."""

    opener: int
    """The opening mark."""
    closer: int | None
    """The closing mark; None if there is none."""
    end: int
    """Past the last token that belongs to the pair: the closing mark, or where recovery ends it."""
    depth: int
    """Number of pairs around this one."""
    continues: int | None
    """Index of the pair in an earlier paragraph whose quotation this one continues."""
    style: str
    """Style of the opening mark: "curly", "straight", "single-curly", ..., "dash"."""


NONE = -1
"""In a column, for None."""


class MarkPairs(Sequence[MarkPair]):
    """The pairs of a text, sorted by their opening marks.

    A sequence of :class:`MarkPair` that holds 21 bytes a pair: a text may be nothing but marks.
    """

    __slots__ = ("_closers", "_continued", "_names", "_styles", "depths", "ends", "openers")

    def __init__(
        self,
        openers: "array[int]",
        closers: "array[int]",
        ends: "array[int]",
        depths: "array[int]",
        continued: "array[int]",
        styles: Iterable[str],
    ) -> None:
        """Take the columns, named as what a pair holds, with ``NONE`` for None."""
        self.openers, self.ends, self.depths = openers, ends, depths
        """What is asked most of pairs, without a record of each."""
        self._closers, self._continued = closers, continued
        self._styles, self._names = bytearray(), list[str]()
        for style in styles:
            if style not in self._names:
                self._names.append(style)
            self._styles.append(self._names.index(style))

    @classmethod
    def of(cls, pairs: Iterable[MarkPair]) -> "MarkPairs":
        """Make columns of pairs."""
        openers, closers, ends, depths, continued = (array("i") for _ in range(5))
        styles = []
        for one in pairs:
            openers.append(one.opener)
            closers.append(NONE if one.closer is None else one.closer)
            ends.append(one.end)
            depths.append(one.depth)
            continued.append(NONE if one.continues is None else one.continues)
            styles.append(one.style)
        return cls(openers, closers, ends, depths, continued, styles)

    def __len__(self) -> int:
        return len(self.openers)

    def __iter__(self) -> Iterator[MarkPair]:
        return map(self.__getitem__, range(len(self)))

    @overload
    def __getitem__(self, index: int) -> MarkPair: ...
    @overload
    def __getitem__(self, index: slice) -> list[MarkPair]: ...
    def __getitem__(self, index: int | slice) -> MarkPair | list[MarkPair]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        closer, continued = self._closers[index], self._continued[index]
        return MarkPair(
            self.openers[index],
            None if closer == NONE else closer,
            self.ends[index],
            self.depths[index],
            None if continued == NONE else continued,
            self._names[self._styles[index]],
        )

    def within(self, first: int, end: int) -> "MarkPairs":
        """Give the pairs that open within some tokens, counted from the first of these.

        What goes beyond the tokens ends with them, unclosed; the depth of the outermost becomes 0.
        """
        low, high = bisect_left(self.openers, first), bisect_left(self.openers, end)
        lowest = min(self.depths[low:high], default=0)
        return MarkPairs.of(
            MarkPair(
                opener=pair.opener - first,
                closer=None if pair.closer is None or pair.closer >= end else pair.closer - first,
                end=min(pair.end, end) - first,
                depth=pair.depth - lowest,
                continues=None
                if pair.continues is None or pair.continues < low
                else pair.continues - low,
                style=pair.style,
            )
            for pair in map(self.__getitem__, range(low, high))
        )

    def outermost(self) -> "array[int]":
        """Give the indices of the pairs that are in no other."""
        return array("i", compress(range(len(self)), map(not_, self.depths)))

    def styles_of_outermost(self) -> Iterator[str]:
        """Give the style of each pair that is in no other."""
        return (self._names[self._styles[index]] for index in self.outermost())

    def nested_openers(self) -> "array[int]":
        """Give the opening marks of the pairs that are in another."""
        return array("i", compress(self.openers, self.depths))

    def outermost_of(self, count: int) -> "array[int]":
        """Give for each of a text's ``count`` tokens 1 + the index of the outermost pair it is in, 0 outside all."""
        numbers = array("i", [0]) * count
        for index in self.outermost():
            first, end = self.openers[index], self.ends[index]
            numbers[first:end] = array("i", [index + 1]) * (end - first)
        return numbers
