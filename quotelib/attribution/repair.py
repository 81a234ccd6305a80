"""What the stages missed of direct quotations: cues that they rejected, subjects that they did not find."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotelib.attribution.candidates import Judged
from quotelib.attribution.continuation import FreeQuotation, Layout
from quotelib.attribution.drafts import Draft, draft_of
from quotelib.attribution.spans import is_title, is_utterance_part, paragraph_of
from quotelib.attribution.subjects import clause_subject, phrase_from
from quotelib.text.analysis import Analysis, TokenRange

RESCUED_FOR_TITLE = 0.25
"""A rejected candidate comes back from this probability on for what may be a title or a name in quotation marks.

For all else `selection.RESCUED` is enough.
"""
RESCUED_CONFIDENCE = 0.4
"""Share of the rescued that are right on jackknifed train articles, whatever their probability was."""


def rescue(
    analysis: Analysis,
    layout: Layout,
    rejected: Sequence[Judged],
    free: Sequence[FreeQuotation],
) -> list[Draft]:
    """Bring back, for each quotation left, the likeliest rejected candidate that reports it.

    ``rejected`` are those that may come back (``selection.py``).

    It reports the quotation if its content covers most of it, or if it has no content and its
    sentence ends in a colon right before the quotation.
    """
    best: dict[int, tuple[float, int]] = {}
    openers = [quotation.first for quotation in free]
    for index, candidate in enumerate(rejected):
        probability = candidate.probability
        for place in _reported(analysis, layout, candidate, free, openers):
            part = free[place].first, free[place].end
            if probability < RESCUED_FOR_TITLE and is_title(analysis, part):
                continue
            best[place] = max(best.get(place, (0.0, 0)), (probability, index))
    rescued = sorted({index for _, index in best.values()})
    drafts = [
        draft_of(rejected[index], RESCUED_CONFIDENCE, list(rejected[index].content))
        for index in rescued
    ]
    for place, (_, index) in best.items():
        drafts[rescued.index(index)].content.append((free[place].first, free[place].end))
    return drafts


def _reported(
    analysis: Analysis,
    layout: Layout,
    candidate: Judged,
    free: Sequence[FreeQuotation],
    openers: Sequence[int],
) -> list[int]:
    """Give the places in ``free`` of the quotations that a candidate reports.

    Whatever has one must be beside a quotation as `selection.select` sees it.
    """
    places = []
    for first, end in candidate.content:
        start = max(0, bisect_right(openers, first) - 1)
        for place in range(start, bisect_left(openers, end)):
            quotation = free[place]
            common = min(end, quotation.end) - max(first, quotation.first)
            outside = not quotation.first <= candidate.first < quotation.end
            if outside and 2 * common > quotation.end - quotation.first:
                places.append(place)
    sentence_end = layout.sentences[candidate.sentence][1]
    if analysis.forms[sentence_end - 1] == ":":
        place = bisect_left(openers, sentence_end)
        if place < len(openers) and openers[place] == sentence_end:
            places.append(place)
    return places


def subject_of(
    analysis: Analysis, cue: TokenRange, content: Sequence[TokenRange], sentence_first: int
) -> TokenRange | None:
    """Find the subject of a reporting verb beside an utterance, where the stages found none.

    The noun phrase right after a finite verb (inversion), else the subject of the clause, which
    participles and conjoined verbs share.
    """
    utterance = any(is_utterance_part(analysis, part) for part in content)
    if not utterance and not _after_dash(analysis, cue, content):
        return None
    verb = cue[1] - 1 - (analysis.forms[cue[1] - 1] == ":" and cue[1] - cue[0] > 1)
    if analysis.tags[verb] not in ("VBD", "VBZ", "VBP", "VBG"):
        return None
    inverted = analysis.tags[verb] != "VBG" and any(part[1] <= cue[0] for part in content)
    follows = inverted and cue[1] < len(analysis.forms)
    # A page may be torn after "said", but no phrase goes on over the end of a paragraph.
    after = phrase_from(analysis, cue[1], paragraph_of(analysis, cue[1])[1]) if follows else None
    phrase = after or clause_subject(analysis, sentence_first, verb)
    return phrase and _clear(phrase, content)


def _after_dash(analysis: Analysis, cue: TokenRange, content: Sequence[TokenRange]) -> bool:
    """Tell a cue that only a dash parts from the quotation before it (``"Yes"--said the mayor``)."""
    if not content or content[-1][1] + 1 != cue[0] or not analysis.quoted[content[-1][0]]:
        return False
    return analysis.forms[cue[0] - 1] in _DASHES


_DASHES = frozenset(("-", "--", "–", "—"))


def _clear(phrase: TokenRange, taken: Sequence[TokenRange]) -> TokenRange | None:
    overlaps = any(phrase[0] < end and first < phrase[1] for first, end in taken)
    return None if overlaps else phrase
