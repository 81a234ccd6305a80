"""Spans as comparable stretches of a text.

Annotation tools and libraries disagree about blanks: one span over a paragraph break is two spans
elsewhere, and a span may end before or after a space. Stretches leave such differences out: blanks
at their ends are cut off, and what only blanks part is joined.
"""

from collections.abc import Iterable

from quotelib.records import Span

Stretch = tuple[int, int]
"""Start and end (exclusive), in code points."""

Stretches = tuple[Stretch, ...]
"""In text order, none empty, none touching the next."""


def stretches(text: str, spans: Iterable[Span | None]) -> Stretches:
    """The stretches that the spans cover; a span that is None, empty or blank covers nothing."""
    joined: list[Stretch] = []
    for start, end in sorted(_without_blanks(span) for span in spans if span is not None):
        if start == end:
            continue
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start].isspace()):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def _without_blanks(span: Span) -> Stretch:
    start = span.end - len(span.text.lstrip())
    return start, max(start, span.start + len(span.text.rstrip()))


def length(one: Stretches) -> int:
    """Code points covered."""
    return sum(end - start for start, end in one)


def shared(one: Stretches, other: Stretches) -> int:
    """Code points covered by both."""
    total = i = j = 0
    while i < len(one) and j < len(other):
        total += max(0, min(one[i][1], other[j][1]) - max(one[i][0], other[j][0]))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    return total


def jaccard(one: Stretches, other: Stretches) -> float:
    """Share of the code points covered by either that both cover (Jaccard 1912), 0 to 1."""
    both = shared(one, other)
    return both / (length(one) + length(other) - both) if both else 0.0
