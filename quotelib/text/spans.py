"""From token ranges to the stretches of text that records hold."""

from quotelib.records import Span
from quotelib.text.analysis import Analysis, TokenRange


class Spans(dict[TokenRange, Span]):
    """The stretches of a text by token range. Each is made once, so that records share what they have in common."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__()
        self._analysis = analysis

    def __missing__(self, tokens: TokenRange) -> Span:
        analysis = self._analysis
        start, end = analysis.starts[tokens[0]], analysis.ends[tokens[1] - 1]
        found = self[tokens] = Span(start, end, analysis.text[start:end])
        return found

    def of(self, tokens: TokenRange | None) -> Span | None:
        """The stretch of a token range, None for None."""
        return None if tokens is None else self[tokens]
