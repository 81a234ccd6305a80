"""From token ranges to the stretches of text that records hold."""

from quotelib.records import Span
from quotelib.text.analysis import Analysis, TokenRange

_LONGEST_SHARED = 20
"""Characters of the longest stretch that is looked for among those before: pronouns, cues, short names."""


class Spans(dict[TokenRange, Span]):
    """The stretches of a text by token range, each made once: records share what they have in common.

    So do stretches that say the same.
    """

    def __init__(self, analysis: Analysis) -> None:
        super().__init__()
        self.text = analysis.text
        self._starts, self._ends = analysis.starts, analysis.ends
        self._words: dict[str, str] = {}

    def __missing__(self, tokens: TokenRange) -> Span:
        start, end = self._starts[tokens[0]], self._ends[tokens[1] - 1]
        words = self.text[start:end]
        if end - start <= _LONGEST_SHARED:
            words = self._words.setdefault(words, words)
        found = self[tokens] = Span(start, end, words)
        return found

    def of(self, tokens: TokenRange | None) -> Span | None:
        """The stretch of a token range, None for None."""
        return None if tokens is None else self[tokens]
