"""Quotations inside quotations: the same stages, run on a content that has marks within its marks.

``"He told me, 'Never again,'" she said.`` The outer attribution is found on the page; to find the
inner one the quoted words are read as a text of their own, their inner marks being outermost there. Only
contents with inner marks are read again, and only once: marks within those are no longer followed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

import attrs

from quotelib.attribution.attributions import Attribution
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.quotemarks import MarkPair

Attribute = Callable[[Analysis], list[Attribution]]


def with_nested(
    analysis: Analysis, outer: Sequence[Attribution], attribute: Attribute
) -> list[Attribution]:
    """Add to a text's attributions those inside their contents; all in order of their first token.

    ``attribute`` runs the stages on an analysis.
    """
    found: list[tuple[Attribution, int | None]] = [(one, None) for one in outer]
    for index, first, end in _contents_with_marks(analysis, outer):
        inner = attribute(inner_analysis(analysis, first, end))
        found += [(_shifted(one, first), index) for one in inner if one.parent is None]
    if len(found) == len(outer):
        return list(outer)
    order = sorted(range(len(found)), key=lambda k: (_first_token(found[k][0]), k))
    place = {old: new for new, old in enumerate(order)}
    return [_placed(found[k][0], found[k][1], place) for k in order]


def _placed(attribution: Attribution, holder: int | None, place: dict[int, int]) -> Attribution:
    parent = attribution.parent if holder is None else holder
    return attrs.evolve(attribution, parent=None if parent is None else place[parent])


def _contents_with_marks(
    analysis: Analysis, outer: Sequence[Attribution]
) -> list[tuple[int, int, int]]:
    """Give index and token range of each part of a content that holds inner marks, each once."""
    openers = [pair.opener for pair in analysis.pairs if pair.depth]
    if not openers:
        return []
    seen: set[TokenRange] = set()
    parts = []
    for index, attribution in enumerate(outer):
        for first, end in attribution.content:
            inside = bisect_left(openers, end) > bisect_right(openers, first)
            if inside and analysis.quoted[first] and (first, end) not in seen:
                seen.add((first, end))
                parts.append((index, *_within_marks(analysis, first, end)))
    return parts


def _within_marks(analysis: Analysis, first: int, end: int) -> TokenRange:
    """Leave off the marks at the ends of a content."""
    opening = analysis.pairs[analysis.quoted[first] - 1]
    closing = analysis.pairs[analysis.quoted[end - 1] - 1] if analysis.quoted[end - 1] else None
    return (
        first + 1 if opening.opener == first else first,
        end - 1 if closing and closing.closer == end - 1 else end,
    )


def inner_analysis(analysis: Analysis, first: int, end: int) -> Analysis:
    """Give the analysis of some tokens of a text, without the marks around them.

    Token indices count from ``first``; offsets stay those of the text.
    """
    low = bisect_left(analysis.pairs, first, key=_opener)
    high = bisect_left(analysis.pairs, end, key=_opener)
    kept = list(enumerate(analysis.pairs[low:high], low))
    lowest = min((pair.depth for _, pair in kept), default=0)
    place = {number: new for new, (number, _) in enumerate(kept)}
    pairs = [
        attrs.evolve(
            pair,
            opener=pair.opener - first,
            closer=None if pair.closer is None or pair.closer >= end else pair.closer - first,
            end=min(pair.end, end) - first,
            depth=pair.depth - lowest,
            continues=place.get(pair.continues) if pair.continues is not None else None,
        )
        for _, pair in kept
    ]
    quoted = [0] * (end - first)
    for new, pair in enumerate(pairs):
        if not pair.depth:
            quoted[pair.opener : pair.end] = [new + 1] * (pair.end - pair.opener)
    return Analysis(
        text=analysis.text,
        forms=analysis.forms[first:end],
        starts=analysis.starts[first:end],
        ends=analysis.ends[first:end],
        tags=analysis.tags[first:end],
        sentences=_clipped(analysis.sentences, first, end),
        paragraphs=_clipped(analysis.paragraphs, first, end),
        pairs=pairs,
        quoted=quoted,
    )


def _opener(pair: MarkPair) -> int:
    return pair.opener


def _clipped(ranges: Sequence[TokenRange], first: int, end: int) -> list[TokenRange]:
    """Give the parts of ranges within some tokens, counted from the first of these."""
    low = max(0, bisect_right(ranges, (first, 1 << 60)) - 1)
    high = bisect_left(ranges, (end, 0))
    return [
        (max(one, first) - first, min(other, end) - first)
        for one, other in ranges[low:high]
        if one < end and first < other
    ]


def _shifted(attribution: Attribution, by: int) -> Attribution:
    def moved(tokens: TokenRange | None) -> TokenRange | None:
        return None if tokens is None else (tokens[0] + by, tokens[1] + by)

    return attrs.evolve(
        attribution,
        source=moved(attribution.source),
        cue=moved(attribution.cue),
        content=tuple((first + by, end + by) for first, end in attribution.content),
        addressee=moved(attribution.addressee),
        setting=tuple((first + by, end + by) for first, end in attribution.setting),
    )


def _first_token(attribution: Attribution) -> int:
    parts = [part for part in (attribution.source, attribution.cue) if part]
    return min([attribution.content[0][0], *(first for first, _ in parts)])
