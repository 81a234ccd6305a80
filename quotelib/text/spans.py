"""From token ranges to the stretches of text that records hold."""

from collections.abc import Mapping

from quotelib.learning.stores import Store
from quotelib.records import Span
from quotelib.text.analysis import Analysis, TokenRange

_LONGEST_SHARED = 20
"""Characters of the longest stretch that is looked for among those before: pronouns, cues, short names."""

_MADE = 4_096
"""Stretches in a generation of those that are remembered; an article has some hundred."""
_END = 32
_ENDS = (1 << _END) - 1
"""The bits of a key that hold the end."""


class _Maker:
    """Makes the stretch of a key, unless it was kept; apart from `Spans`, which would refer to itself else.

    A key is both ends of a token range in one integer: a pair of them would take twice the room.
    """

    def __init__(self, analysis: Analysis, kept: Mapping[int, Span]) -> None:
        self._text, self._starts, self._ends = analysis.text, analysis.starts, analysis.ends
        self._kept = kept
        self._words: dict[str, str] = {}

    def __call__(self, key: int) -> Span:
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        start, end = self._starts[key >> _END], self._ends[(key & _ENDS) - 1]
        words = self._text[start:end]
        if end - start <= _LONGEST_SHARED:
            words = self._words.setdefault(words, words)
        return Span(start, end, words)


class Spans:
    """The stretches of a text by token range: records share what they have in common.

    Of some thousand that are asked for one after the other, each is made once; so whoever makes
    records makes them in text order. Stretches that say the same share their words.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.text = analysis.text
        self._kept: dict[int, Span] = {}
        self._made: Store[int, Span] = Store(_Maker(analysis, self._kept), _MADE)

    def __getitem__(self, tokens: TokenRange) -> Span:
        return self._made[tokens[0] << _END | tokens[1]]

    def keep(self, tokens: TokenRange) -> Span:
        """Give the stretch of a token range, and remember it whatever others are asked for."""
        found = self._kept[tokens[0] << _END | tokens[1]] = self[tokens]
        return found

    def of(self, tokens: TokenRange | None) -> Span | None:
        """The stretch of a token range, None for None."""
        return None if tokens is None else self[tokens]
