"""From token ranges to the stretches of text that records hold."""

from quotelib.records import Span
from quotelib.text.analysis import Analysis, TokenRange


class Spans(dict[TokenRange, Span]):
    """The stretches of a text by token range. Each is made once, so that records share what they have in common."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__()
        self._analysis = analysis

    def __missing__(self, tokens: TokenRange) -> Span:
        found = self[tokens] = span_of(self._analysis, tokens)
        return found

    def of(self, tokens: TokenRange | None) -> Span | None:
        """The stretch of a token range, None for None."""
        return None if tokens is None else self[tokens]


def span_of(analysis: Analysis, tokens: TokenRange) -> Span:
    """The stretch of text of a token range."""
    start, end = analysis.starts[tokens[0]], analysis.ends[tokens[1] - 1]
    return Span(start, end, analysis.text[start:end])
