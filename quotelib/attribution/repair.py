"""What the stages missed of direct quotations: cues that they rejected, subjects that they did not find."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotelib.attribution.candidates import Candidate
from quotelib.attribution.continuation import FreeQuotation, Layout
from quotelib.attribution.drafts import Draft, draft_of
from quotelib.attribution.spans import is_utterance_part
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.phrases import NOMINAL

RESCUED = 0.05
"""A rejected candidate comes back from this probability on if it reports what nothing else explains."""

_LONGEST_SUBJECT = 12
_WHOLE_SUBJECTS = frozenset(("PRP", "WP", "EX"))


def rescue(
    analysis: Analysis,
    layout: Layout,
    candidates: Sequence[Candidate],
    probabilities: Sequence[float],
    kept: float,
    free: Sequence[FreeQuotation],
) -> list[Draft]:
    """Bring back, for each quotation left, the likeliest rejected candidate that reports it.

    It reports the quotation if its content covers most of it, or if it has no content and its
    sentence ends in a colon right before the quotation.
    """
    best: dict[int, tuple[float, int]] = {}
    openers = [quotation.first for quotation in free]
    for index, (candidate, probability) in enumerate(zip(candidates, probabilities, strict=True)):
        if not RESCUED <= probability < kept:
            continue
        for place in _reported(analysis, layout, candidate, free, openers):
            best[place] = max(best.get(place, (0.0, 0)), (probability, index))
    rescued = sorted({index for _, index in best.values()})
    drafts = [draft_of(candidates[index], probabilities[index]) for index in rescued]
    for place, (_, index) in best.items():
        drafts[rescued.index(index)].content.append((free[place].first, free[place].end))
    return drafts


def _reported(
    analysis: Analysis,
    layout: Layout,
    candidate: Candidate,
    free: Sequence[FreeQuotation],
    openers: Sequence[int],
) -> list[int]:
    """Give the places in ``free`` of the quotations that a candidate reports."""
    places = []
    for first, end in candidate.content:
        start = max(0, bisect_right(openers, first) - 1)
        for place in range(start, bisect_left(openers, end)):
            quotation = free[place]
            common = min(end, quotation.end) - max(first, quotation.first)
            outside = not quotation.first <= candidate.anchor[0] < quotation.end
            if outside and 2 * common > quotation.end - quotation.first:
                places.append(place)
    sentence_end = layout.sentences[candidate.sentence][1]
    if analysis.forms[sentence_end - 1] == ":":
        place = bisect_left(openers, sentence_end)
        if place < len(openers) and openers[place] == sentence_end:
            places.append(place)
    return places


def subject_of(
    analysis: Analysis, cue: TokenRange, content: Sequence[TokenRange]
) -> TokenRange | None:
    """Find the subject of a reporting verb beside an utterance, where the stages found none.

    The noun phrase right after the verb (inversion), else the one right before it.
    """
    if not any(is_utterance_part(analysis, part) for part in content):
        return None
    tags = analysis.tags
    if tags[cue[1] - 1] not in ("VBD", "VBZ", "VBP"):
        return None
    taken = [*content]
    first = end = cue[1]
    while end < len(tags) and tags[end] in NOMINAL and end - first < _LONGEST_SUBJECT:
        end += 1
        if tags[end - 1] in _WHOLE_SUBJECTS:
            break
    if end > first and any(part[1] <= cue[0] for part in content):
        return _clear((first, end), taken)
    end = first = cue[0]
    while first and tags[first - 1] in NOMINAL and end - first < _LONGEST_SUBJECT:
        first -= 1
        if tags[first] in _WHOLE_SUBJECTS:
            break
    return _clear((first, end), taken) if end > first else None


def _clear(phrase: TokenRange, taken: Sequence[TokenRange]) -> TokenRange | None:
    overlaps = any(phrase[0] < end and first < phrase[1] for first, end in taken)
    return None if overlaps else phrase
