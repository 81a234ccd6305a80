"""Stretches of text: each is one object, and those that say the same share their words."""

from quotelib.text import analyse
from quotelib.text.spans import Spans


def test_spans_share() -> None:
    """A range asked for again is the same object; another that reads alike has the same str."""
    text = "She said it, and he said nothing at all of it."
    spans = Spans(analyse(text))
    assert spans[1, 2] is spans[1, 2]
    assert spans[1, 2] is not spans[6, 7]
    assert spans[1, 2].text is spans[6, 7].text
    assert [(spans[one].start, spans[one].end) for one in ((1, 2), (6, 7))] == [(4, 8), (20, 24)]
    assert spans.of(None) is None
