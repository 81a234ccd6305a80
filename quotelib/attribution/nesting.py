"""Quotations inside quotations: the same stages, run on a content that holds another report.

``"He told me, 'Never again,'" she said.`` The outer attribution is found on the page; to find the
inner one the quoted words are read as a text of their own, their inner marks being outermost there.
Read again are contents with marks within their marks, whole, and of all others the sentences with a verb
that reports a clause (``She said that he *believes that* it held``). They are read only once: what is
within those is no longer followed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

import attrs

from quotelib.attribution.attributions import Attribution
from quotelib.attribution.circumstances import drops_that, reports_clauses
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.phrases import FINITE, NOMINAL
from quotelib.text.scanning import places_of

REPORTED = 0.5
"""A report without marks inside a content is kept from this confidence on: more right than wrong."""

_LONGEST_ADDRESSEE = 4
"""Tokens between a verb and the clause that it reports (``told the council that``)."""
_COMPLEMENTISERS = frozenset(("that", "whether"))
_PRESENT_OR_PAST = frozenset(("VBD", "VBZ", "VBP"))
_CLAUSE_STARTS = frozenset(("PRP", "PRP$", "DT", "EX", "NNP", "NNS"))

Attribute = Callable[[Analysis], list[Attribution]]


def with_nested(
    analysis: Analysis, outer: Sequence[Attribution], attribute: Attribute
) -> list[Attribution]:
    """Add to a text's attributions those inside their contents; all in order of their first token.

    ``attribute`` runs the stages on an analysis.
    """
    found: list[tuple[Attribution, int | None]] = [(one, None) for one in outer]
    marked = _contents_with_marks(analysis, outer)
    for index, first, end in marked:
        inner = attribute(inner_analysis(analysis, first, end))
        found += [(_shifted(one, first), index) for one in inner if one.parent is None]
    for index, first, end in _contents_with_reports(analysis, outer, {one for one, _, _ in marked}):
        inner = attribute(inner_analysis(analysis, first, end))
        found += [
            (_shifted(one, first), index)
            for one in inner
            if one.parent is None and one.cue is not None and one.confidence >= REPORTED
        ]
    if len(found) == len(outer):
        return list(outer)
    order = sorted(range(len(found)), key=lambda k: (_first_token(found[k][0]), k))
    place = {old: new for new, old in enumerate(order)}
    return [_placed(found[k][0], found[k][1], place) for k in order]


def _placed(attribution: Attribution, holder: int | None, place: dict[int, int]) -> Attribution:
    parent = attribution.parent if holder is None else holder
    if parent is None:
        return attribution
    return attrs.evolve(attribution, parent=place[parent])


def _contents_with_marks(
    analysis: Analysis, outer: Sequence[Attribution]
) -> list[tuple[int, int, int]]:
    """Give index and token range of each part of a content that holds inner marks, each once."""
    openers = analysis.pairs.nested_openers()
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


def _contents_with_reports(
    analysis: Analysis, outer: Sequence[Attribution], marked: set[int]
) -> list[tuple[int, int, int]]:
    """Give index and token range of each sentence in a content with a verb that reports a clause.

    Not those of ``marked`` attributions, and not where the page shows an attribution in it already.
    """
    held = {attribution.parent for attribution in outer} | marked
    seen: set[TokenRange] = set()
    parts = []
    for index, attribution in enumerate(outer):
        if index in held:
            continue
        for part in attribution.content:
            for first, end in _sentences_in(analysis, part):
                if (first, end) in seen or not _reports_clause(analysis, first, end):
                    continue
                seen.add((first, end))
                parts.append((index, first, end))
    return parts


def _sentences_in(analysis: Analysis, part: TokenRange) -> list[TokenRange]:
    """Give the sentences of a part of a content, without the marks and the "that" at its ends."""
    first, end = _within_marks(analysis, *part) if analysis.quoted[part[0]] else part
    if first < end and analysis.forms[first].lower() in _COMPLEMENTISERS:
        first += 1
    return [(first + one, first + other) for one, other in analysis.sentences.within(first, end)]


def _reports_clause(analysis: Analysis, first: int, end: int) -> bool:
    """Tell whether a verb in a range of tokens, its first aside, reports a clause there."""
    begin = first + 1
    verbs = places_of(_PRESENT_OR_PAST, analysis.tags[begin : max(begin, end - 2)])
    return any(_has_complement(analysis, begin + verb, end) for verb in verbs)


def _has_complement(analysis: Analysis, verb: int, end: int) -> bool:
    """Tell whether a clause with "that", or after verbs of saying and thinking without it, follows."""
    tags, forms = analysis.tags, analysis.forms
    if not reports_clauses(analysis, verb):
        return False
    place = verb + 1
    while place < end and place - verb <= _LONGEST_ADDRESSEE and tags[place] in NOMINAL:
        place += 1
    if place < end and forms[place].lower() in _COMPLEMENTISERS and tags[place] in ("IN", "WDT"):
        return True
    bare = drops_that(analysis, verb) and tags[verb + 1] in _CLAUSE_STARTS
    return bare and any(tag in FINITE for tag in tags[verb + 2 : end])


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
    pairs = analysis.pairs.within(first, end)
    return Analysis(
        text=analysis.text,
        forms=analysis.forms[first:end],
        starts=analysis.starts[first:end],
        ends=analysis.ends[first:end],
        tags=analysis.tags[first:end],
        sentences=analysis.sentences.within(first, end),
        paragraphs=analysis.paragraphs.within(first, end),
        pairs=pairs,
        quoted=pairs.outermost_of(end - first),
    )


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
