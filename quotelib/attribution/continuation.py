"""Quotations that go on without a cue of their own: which attribution does each continue?

``"We are ready," she said. "Nobody else is."`` has one cue for two quotations, and the second may stand
sentences or paragraphs away. A logistic regression scores each pair of such a *free* quotation and a kept
attribution near it by how far they are apart, what stands between, how the paragraphs begin and end, and
how much of the attribution's content was quoted already.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count, pairwise
from operator import and_, itemgetter, not_

import attrs

from quotelib.attribution.candidates import Judged, log_odds
from quotelib.attribution.judging import size
from quotelib.attribution.spans import is_named, is_title
from quotelib.learning.model import LogisticModel
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.lemmas import lemma
from quotelib.text.phrases import FINITE
from quotelib.text.tiling import Tiling

THRESHOLD = 0.4
"""A free quotation continues the likeliest attribution if that is at least so likely."""

BEFORE, AFTER = 3, 2
"""Attributions before and after a quotation that it may continue."""

FARTHEST_PARAGRAPH, FARTHEST_SENTENCE = 4, 14

_ALL_BUT_MARKS = 0.95
"""Share of a content that is quoted where all of it is, but for a stray mark or stop."""

_COVERED = 0.5
"""A quotation is free unless at least this share of its words lies in kept contents."""


@attrs.frozen(slots=True)
class FreeQuotation:
    """A quotation outside all kept contents, as token range with its marks."""

    first: int
    end: int
    closed: bool


@attrs.frozen(slots=True, eq=False)
class Layout:
    """Where the sentences, paragraphs and turns of a text are."""

    sentences: Tiling
    paragraphs: Tiling
    turns: Sequence[int]
    """Places where a quotation opens right after another has closed: the speaker changes."""
    dialogue: bool
    """Whether the text is largely dialogue, where a new paragraph is a new speaker's."""


def layout_of(analysis: Analysis) -> Layout:
    """Make the layout of a text."""
    paragraph = analysis.paragraphs.at
    outermost = map(analysis.pairs.__getitem__, analysis.pairs.outermost())
    turns = (
        after.opener
        for before, after in pairwise(outermost)
        if before.closer is not None
        and before.end == after.opener
        and paragraph(before.opener) == paragraph(after.opener)
        and not is_named(analysis, before.opener)
    )
    return Layout(
        sentences=analysis.sentences,
        paragraphs=analysis.paragraphs,
        turns=array("i", turns),
        dialogue=is_dialogue(analysis),
    )


DIALOGUE_SHARE, DIALOGUE_RUNS = 0.4, 0.15
"""Shares of paragraphs from which a text is dialogue; one in thirty news articles reaches both."""
FEWEST_RUNS = 2
"""A single pair of quoted paragraphs is no dialogue yet."""


def is_dialogue(analysis: Analysis) -> bool:
    """Tell a text many of whose paragraphs begin with a closed quotation, one right after another."""
    begins = bytearray(_begins_closed(analysis, first) for first, _ in analysis.paragraphs)
    runs = sum(before and after for before, after in pairwise(begins))
    return (
        runs >= FEWEST_RUNS
        and runs >= DIALOGUE_RUNS * len(begins)
        and sum(begins) >= DIALOGUE_SHARE * len(begins)
    )


def _begins_closed(analysis: Analysis, first: int) -> bool:
    """Tell whether an outermost quotation that is closed opens with a token."""
    number = analysis.quoted[first]
    if not number:
        return False
    pair = analysis.pairs[number - 1]
    return pair.opener == first and pair.closer is not None


def turn_around(layout: Layout, first: int, end: int) -> TokenRange:
    """Give the tokens from the last change of speaker before a range to the next after it."""
    before = bisect_right(layout.turns, first) - 1
    after = bisect_left(layout.turns, end)
    return (
        layout.turns[before] if before >= 0 else 0,
        layout.turns[after] if after < len(layout.turns) else layout.sentences[-1][1],
    )


def free_quotations(
    analysis: Analysis, layout: Layout, contents: Iterable[TokenRange]
) -> list[FreeQuotation]:
    """Find the outermost quotations that no kept content covers.

    Short ones that do not begin a sentence are left out: they are fragments, not continuations.
    ``contents`` are all kept contents' ranges.
    """
    covered = bytearray(len(analysis.forms))
    for first, end in contents:
        covered[first:end] = b"\x01" * (end - first)
    free = []
    for number in analysis.pairs.outermost():
        pair = analysis.pairs[number]
        first, end = pair.opener, pair.end
        words = [k for k in range(first, end) if analysis.forms[k][0].isalnum()]
        begins = layout.sentences[layout.sentences.at(first)][0] == first
        if len(words) < (1 if begins else 3):
            continue
        if sum(covered[k] for k in words) <= _COVERED * len(words):
            free.append(FreeQuotation(first, end, pair.closer is not None))
    return free


def pairs(
    analysis: Analysis,
    layout: Layout,
    kept: Sequence[Judged],
    free: Sequence[FreeQuotation],
) -> Iterator[tuple[int, int, tuple[list[str], dict[str, float]]]]:
    """Give the pairs of quotation and attribution that may belong together, with their features.

    ``kept`` are candidates in text order of their cues. Yields the quotation's index in ``free``,
    the attribution's in ``kept``, and the pair's features.
    """
    if not free or not kept:
        return
    cues = array("i", (candidate.cue[0] for candidate in kept))
    outside = array("i", _words_outside(analysis))
    for place, quotation in enumerate(free):
        if is_title(analysis, (quotation.first, quotation.end)):
            continue
        split = bisect_left(cues, quotation.first)
        before = range(max(0, split - BEFORE), split)
        after = range(split, min(len(kept), split + AFTER))
        for index in (*before, *after):
            candidate = kept[index]
            cue = candidate.cue[0]
            paragraphs = abs(layout.paragraphs.at(cue) - layout.paragraphs.at(quotation.first))
            sentences = abs(layout.sentences.at(cue) - layout.sentences.at(quotation.first))
            if paragraphs > FARTHEST_PARAGRAPH or sentences > FARTHEST_SENTENCE:
                continue
            if layout.dialogue and paragraphs and candidate.content:
                continue
            turn_first, turn_end = turn_around(layout, *candidate.cue)
            if not turn_first <= quotation.first < turn_end:
                continue
            between = split - 1 - index if index < split else index - split
            chained = (
                place > 0 and free[place - 1].end <= quotation.first and cue < free[place - 1].first
            )
            indicators = list(
                _indicators(
                    analysis, layout, outside, quotation, candidate, between, chained=chained
                )
            )
            values = {"bias": 1.0, "odds": log_odds(candidate.probability)}
            yield place, index, (indicators, values)


def _words_outside(analysis: Analysis) -> Iterator[int]:
    """Yield the places of the words outside quotation marks."""
    are_words = map(str.isalnum, map(itemgetter(0), analysis.forms))
    return compress(count(), map(and_, are_words, map(not_, analysis.quoted)))


def continue_quotations(
    model: LogisticModel,
    analysis: Analysis,
    layout: Layout,
    kept: Sequence[Judged],
    free: Sequence[FreeQuotation],
) -> dict[int, int]:
    """Give for each free quotation that continues an attribution the attribution's index."""
    best: dict[int, tuple[float, int]] = {}
    for place, index, features in pairs(analysis, layout, kept, free):
        probability = model.probability(*features)
        if probability >= THRESHOLD and probability > best.get(place, (0.0, 0))[0]:
            best[place] = (probability, index)
    return {place: index for place, (_, index) in best.items()}


def _indicators(
    analysis: Analysis,
    layout: Layout,
    outside: Sequence[int],
    quotation: FreeQuotation,
    candidate: Judged,
    between: int,
    *,
    chained: bool,
) -> Iterator[str]:
    forms, tags = analysis.forms, analysis.tags
    sentence, paragraph = layout.sentences.at, layout.paragraphs.at
    first, end = quotation.first, quotation.end
    cue_first, cue_end = candidate.cue
    after = first >= cue_end
    side = "A" if after else "B"
    sentences = abs(sentence(first) - sentence(cue_first))
    paragraphs = abs(paragraph(first) - paragraph(cue_first))
    gap_first, gap_end = _gap(quotation, candidate, after=after)
    last = len(forms) - 1  # the text's end, too, is where a gap may begin or end
    gap_paragraphs = abs(paragraph(min(gap_first, last)) - paragraph(min(gap_end, last)))
    gap_sentences = abs(sentence(min(gap_first, last)) - sentence(min(gap_end, last)))
    unquoted = max(0, bisect_left(outside, gap_end) - bisect_left(outside, gap_first))
    opens = first == 0 or paragraph(first - 1) != paragraph(first)
    closes = _last_of_paragraph(analysis, layout, end)
    begins = layout.sentences[sentence(first)][0] == first
    share = _quoted_share(analysis, candidate.content)
    content_first = bool(candidate.content) and candidate.content[0][0] < cue_first
    word = lemma(forms[candidate.head], tags[candidate.head])
    colon = any(forms[k] == ":" for k in range(cue_first, min(cue_end + 2, len(forms))))
    clause = any(tags[k] in FINITE for k in range(first, end))
    near = f"{_bucket(gap_sentences)} {_bucket(gap_paragraphs)}"
    yield f"side {side}"
    yield f"sentences {side} {_bucket(sentences)}"
    yield f"paragraphs {side} {_bucket(paragraphs)}"
    yield f"gap {side} {near}"
    yield f"gap sentences {side} {_bucket(gap_sentences)}"
    yield f"gap paragraphs {side} {_bucket(gap_paragraphs)}"
    yield f"unquoted {side} {_bucket(unquoted)}"
    yield f"paragraph {side} {opens} {closes} {_bucket(gap_paragraphs)}"
    yield f"begins {side} {begins} {closes}"
    yield f"closed {quotation.closed}"
    yield f"share {side} {share}"
    yield f"share gap {side} {share} {near}"
    yield f"share order {side} {share} {content_first}"
    yield f"share unquoted {side} {share} {_bucket(unquoted)} {_bucket(gap_paragraphs)}"
    yield f"share between {side} {share} {_bucket(between)} {_bucket(gap_paragraphs)}"
    yield f"between {side} {_bucket(between)}"
    yield f"length {_bucket((end - first) // 3)}"
    yield f"clause {clause}"
    yield f"chained {side} {chained} {_bucket(unquoted)} {_bucket(gap_paragraphs)}"
    yield f"lemma {word}"
    yield f"lemma side {word} {side}"
    yield f"colon {side} {colon} {_bucket(gap_paragraphs)}"
    yield f"opens {opens} {begins} {share} {_bucket(gap_paragraphs)}"
    yield f"case {forms[min(first + 1, len(forms) - 1)][0].isupper()} {begins}"


def _quoted_share(analysis: Analysis, content: Sequence[TokenRange]) -> str:
    """Name how much of a content is quoted: there is none, nothing of it, all, some."""
    quoted = sum(1 for a, b in content for k in range(a, b) if analysis.quoted[k])
    if not content:
        return "n"
    if not quoted:
        return "0"
    return "1" if quoted > _ALL_BUT_MARKS * size(content) else "m"


def _gap(quotation: FreeQuotation, candidate: Judged, *, after: bool) -> tuple[int, int]:
    """Give the tokens between a quotation and the nearest part of an attribution."""
    if after:
        ends = [end for _, end in candidate.content if end <= quotation.first]
        return max([candidate.cue[1], *ends]), quotation.first
    starts = [first for first, _ in candidate.content if first >= quotation.end]
    return quotation.end, min([candidate.cue[0], *starts])


def _last_of_paragraph(analysis: Analysis, layout: Layout, end: int) -> bool:
    """Tell whether nothing but a stop stands between ``end`` and the end of the paragraph before it."""
    own = layout.paragraphs.at(end - 1)
    while end < len(analysis.forms) and analysis.forms[end] in (".", ","):
        end += 1
    return end >= len(analysis.forms) or layout.paragraphs.at(end) != own


def _bucket(number: int) -> str:
    return str(number) if number < 4 else "4" if number < 7 else "7" if number < 13 else "13"
