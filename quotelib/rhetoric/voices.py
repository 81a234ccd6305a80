"""Whose words a token is part of: the innermost attribution that holds it, that it reports, or whose source it is."""

from array import array
from collections.abc import Iterator, Sequence

from quotelib.attribution.attributions import Attribution
from quotelib.text.analysis import TokenRange

_NOBODY = -1
"""In place of an attribution's index."""


class Voices:
    """Attributions by token. Built once for a text, in time linear in its contents' lengths."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        length = max((end for one in attributions for _, end in _parts(one)), default=0)
        self._content = array("i", [_NOBODY]) * length
        self._cue = array("i", [_NOBODY]) * length
        sizes = [sum(last - first for first, last in one.content) for one in attributions]
        # The smaller content is the inner one: written last, it stays.
        for index in sorted(range(len(attributions)), key=lambda index: -sizes[index]):
            for first, last in attributions[index].content:
                self._content[first:last] = array("i", [index]) * (last - first)
        for index, one in enumerate(attributions):
            if one.cue is not None:
                first, last = one.cue
                self._cue[first:last] = array("i", [index]) * (last - first)
        self._source = {
            one.source[0]: (one.source[1], index)
            for index, one in enumerate(attributions)
            if one.source is not None
        }

    def of_source(self, phrase: TokenRange) -> int | None:
        """Index of an attribution whose source begins as `phrase` does and holds it.

        The source may go on, with the name of whom the phrase describes ("the mayor, *Ada Holt*,").
        """
        end, index = self._source.get(phrase[0], (0, None))
        return index if phrase[1] <= end else None

    def holding(self, token: int) -> int | None:
        """Index of the innermost attribution whose content holds `token`."""
        held = self._content[token : token + 1]
        return None if not held or held[0] == _NOBODY else held[0]

    def reported_by(self, span: TokenRange) -> int | None:
        """Index of the attribution whose cue overlaps `span`."""
        return next((index for index in self._cue[slice(*span)] if index != _NOBODY), None)

    def touching(self, bounds: TokenRange) -> list[int]:
        """Indices of the attributions with a cue or content in `bounds`, in order."""
        first, last = bounds
        return sorted({*self._content[first:last], *self._cue[first:last]} - {_NOBODY})


def _parts(attribution: Attribution) -> Iterator[TokenRange]:
    """The ranges of an attribution that :class:`Voices` finds by any of their tokens."""
    yield from attribution.content
    if attribution.cue is not None:
        yield attribution.cue
