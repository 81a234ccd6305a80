"""Stretches of text: each is one object, and those that say the same share their words."""

import pytest

from quotelib.text import analyse
from quotelib.text import spans as spans_module
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


def test_few_spans_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked for long ago is made anew, unless it was to be kept; what it says stays the same."""
    monkeypatch.setattr(spans_module, "_MADE", 2)
    spans = Spans(analyse("One two three four five six seven eight nine ten."))
    kept, first = spans.keep((0, 1)), spans[1, 2]
    for token in range(2, 9):
        assert spans[token, token + 1] is spans[token, token + 1]
        assert spans[0, 1] is kept
    assert spans[1, 2] is not first
    assert spans[1, 2] == first
