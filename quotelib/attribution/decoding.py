"""From scores to consistent records: which candidates are kept, with which spans.

In order: candidates that the judge finds likely are kept; quotations that no kept content covers
continue an attribution, or bring back the likeliest candidate that reports them, or
stand on their own if they are utterances (``structure.py``). Then contents are fitted to quotation marks and
cleared of sources and cues, and every attribution gets its kind, mode, polarity, addressee, setting and
parent.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain

from quotelib.attribution import circumstances, clauses, constructions, structure
from quotelib.attribution.attributions import Attribution
from quotelib.attribution.candidates import Judged
from quotelib.attribution.continuation import (
    FreeQuotation,
    Layout,
    continue_quotations,
    free_quotations,
    layout_of,
    turn_around,
)
from quotelib.attribution.drafts import Draft, draft_of
from quotelib.attribution.headlines import read_headlines
from quotelib.attribution.hearsay import hearsay
from quotelib.attribution.ownership import carry_on, one_owner, share_paragraph
from quotelib.attribution.repair import rescue, subject_of
from quotelib.attribution.reports import read_reports
from quotelib.attribution.spans import (
    fitted,
    has_word,
    merged,
    sentence_of,
    split,
    tail_of,
    within_brackets,
    without,
    without_asides,
    without_leads,
    without_middles,
    without_titles,
)
from quotelib.attribution.trimming import trim
from quotelib.learning.model import LogisticModel
from quotelib.records import Mode, Polarity, QuotationKind
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.draining import taken
from quotelib.text.lemmas import lemma

STRUCTURAL_CONFIDENCE = 0.8
"""Confidence of attributions by structure; none is annotated in the training corpus."""


def decode(
    analysis: Analysis,
    continuation: LogisticModel,
    kept: list[Judged],
    rejected: Sequence[Judged],
) -> list[Attribution]:
    """Give the attributions of a text, in order of their first token.

    ``kept`` and ``rejected`` are those of its candidates that :func:`selection.select` gives; ``kept`` is
    used up.
    """
    layout = layout_of(analysis)
    contents = [own_turn(layout, candidate) for candidate in kept]
    free = free_quotations(analysis, layout, chain.from_iterable(contents))
    continued = continue_quotations(continuation, analysis, layout, kept, free)
    drafts = [
        draft_of(candidate, candidate.probability, content)
        for candidate, content in zip(taken(kept), taken(contents), strict=True)
    ]
    for place, index in continued.items():
        drafts[index].content.append((free[place].first, free[place].end))
    left = [quotation for place, quotation in enumerate(free) if place not in continued]
    left = carry_on(analysis, drafts, left)
    reported, left = read_reports(analysis, layout, left)
    drafts += reported
    drafts += rescue(analysis, layout, rejected, left)
    drafts += transcript_drafts(analysis, drafts)
    left = uncovered(left, [part for draft in drafts for part in draft.content])
    left = share_paragraph(analysis, layout, drafts, left)
    drafts += structural_drafts(analysis, layout, left)
    drafts = constructions.amend(analysis, drafts)
    drafts += clauses.noun_reports(analysis, drafts)
    drafts += hearsay(analysis, drafts)
    drafts += read_headlines(analysis, drafts)
    one_owner(analysis, drafts)
    for draft in drafts:
        trim(analysis, draft)
        if draft.cue is not None:
            clauses.settle(analysis, draft, analysis.sentences[sentence_of(analysis, draft.cue[0])])
    return finish(analysis, drafts)


def own_turn(layout: Layout, candidate: Judged) -> list[TokenRange]:
    """Give a candidate's content within the turn of its cue."""
    turn_first, turn_end = turn_around(layout, *candidate.cue)
    return [
        part
        if turn_first <= part[0] and part[1] <= turn_end
        else (max(part[0], turn_first), min(part[1], turn_end))
        for part in candidate.content
        if part[0] < turn_end and turn_first < part[1]
    ]


def uncovered(free: Sequence[FreeQuotation], contents: Sequence[TokenRange]) -> list[FreeQuotation]:
    """Give the quotations that no content begins with or holds."""
    ranges = merged(contents)
    firsts = [first for first, _ in ranges]
    left = []
    for quotation in free:
        place = bisect_right(firsts, quotation.first) - 1
        if place < 0 or ranges[place][1] <= quotation.first:
            left.append(quotation)
    return left


def structural_drafts(
    analysis: Analysis, layout: Layout, free: Sequence[FreeQuotation]
) -> list[Draft]:
    """Make drafts of the utterances that nothing else explains."""
    return [_draft_of_turn(turn) for turn in structure.cueless_turns(analysis, layout, free)]


def transcript_drafts(analysis: Analysis, drafts: Sequence[Draft]) -> list[Draft]:
    """Make drafts of a transcript's turns, but of those that a cue has found already."""
    cues = {draft.cue for draft in drafts}
    return [
        _draft_of_turn(turn)
        for turn in structure.transcript_turns(analysis)
        if turn.mark not in cues
    ]


def _draft_of_turn(turn: structure.Turn) -> Draft:
    return Draft(
        source=turn.source,
        cue=turn.mark,
        content=list(turn.content),
        head=None,
        probability=STRUCTURAL_CONFIDENCE,
    )


# ------------------------------------------------------------------------------------ finishing


def finish(analysis: Analysis, drafts: list[Draft]) -> list[Attribution]:
    """Make records of drafts, which are used up: consistent spans, then what can be read off them."""
    outermost = analysis.pairs.outermost()
    openers = array("i", map(analysis.pairs.openers.__getitem__, outermost))
    for draft in drafts:
        draft.content = _content(analysis, draft, outermost, openers)
    ready = [draft for draft in taken(drafts) if draft.content]
    ready.sort(key=lambda draft: (_first_token(draft), draft.content))
    parents = [_parent(index, ready) for index in range(len(ready))]
    return [
        _record(analysis, draft, parent)
        for draft, parent in zip(taken(ready), parents, strict=True)
    ]


def _content(
    analysis: Analysis, draft: Draft, outermost: Sequence[int], openers: Sequence[int]
) -> list[TokenRange]:
    content = merged(draft.content)
    if draft.cue is not None and content:
        low = bisect_right(openers, content[0][0]) - 1
        high = bisect_left(openers, content[-1][1])
        pairs = analysis.pairs
        near = [
            pairs[number]
            for number in outermost[max(0, low) : high]
            if pairs.ends[number] > content[0][0]
        ]
        content = fitted(content, near, draft.cue)
        content = without_leads(analysis, content, draft.cue)
        content = _without_tails(analysis, draft, content)
        content = without_asides(analysis, without_middles(analysis, content))
    if draft.cut:
        content = without(content, draft.cut)
    if draft.source is not None and not has_word(analysis, [draft.source]):
        draft.source = None
    if draft.source is None and draft.cue is not None:
        first = analysis.sentences[sentence_of(analysis, draft.cue[0])][0]
        draft.source = subject_of(analysis, draft.cue, content, first)
    claimed = [part for part in (draft.cue, draft.source) if part]
    parts = without_titles(analysis, split(analysis, without(content, claimed)))
    parts = within_brackets(analysis, parts)
    return [part for part in parts if has_word(analysis, [part])]


def _without_tails(
    analysis: Analysis, draft: Draft, content: Sequence[TokenRange]
) -> list[TokenRange]:
    """Cut off what hangs on to direct quotations; before the source it is the source's apposition."""
    kept = []
    for part in content:
        tail = tail_of(analysis, part)
        if tail is not None and draft.source is not None:
            gap = analysis.forms[tail[1] : draft.source[0]]
            if tail[1] <= draft.source[0] and all(form == "," for form in gap):
                draft.source = (tail[0], draft.source[1])
        kept.append(part if tail is None else (part[0], tail[0]))
    return kept


def _first_token(draft: Draft) -> int:
    firsts = [draft.content[0][0]]
    firsts += [part[0] for part in (draft.cue, draft.source) if part]
    return min(firsts)


def _parent(index: int, ready: Sequence[Draft]) -> int | None:
    """Give the attribution that relays this one, or whose content holds its cue: the nearest before it."""
    draft = ready[index]
    if draft.relays is not None:
        return next((at for at, one in enumerate(ready) if one is draft.relays), None)
    inner = draft.cue or draft.content[0]
    for other in range(index - 1, max(-1, index - _PARENT_REACH), -1):
        for first, end in ready[other].content:
            if first <= inner[0] and inner[1] <= end:
                return other
    return None


_PARENT_REACH = 12
"""Attributions looked back at for one that holds another; deeper nesting is no longer read."""


def _record(analysis: Analysis, draft: Draft, parent: int | None) -> Attribution:
    content = tuple(draft.content)
    claimed = [part for part in (draft.cue, draft.source, *content) if part]
    head = draft.head
    if head is None:
        return Attribution(
            source=draft.source,
            cue=draft.cue,
            content=content,
            kind=kind_of(analysis, content, draft.cue),
            mode=Mode.SPEECH,
            polarity=Polarity.POSITIVE,
            addressee=None,
            setting=(),
            parent=parent,
            confidence=draft.probability,
        )
    return Attribution(
        source=draft.source,
        cue=draft.cue,
        content=content,
        kind=kind_of(analysis, content, draft.cue),
        mode=circumstances.mode_of(lemma(analysis.forms[head], analysis.tags[head])),
        polarity=circumstances.polarity_of(analysis, head),
        addressee=circumstances.addressee_of(analysis, head, claimed),
        setting=circumstances.settings_of(
            analysis, head, analysis.sentences[sentence_of(analysis, head)][1], claimed
        ),
        parent=parent,
        confidence=draft.probability,
    )


def kind_of(
    analysis: Analysis, content: Sequence[TokenRange], cue: TokenRange | None
) -> QuotationKind:
    """Tell whether all, none or some of a content's words are in quotation marks.

    Marks around the cue itself do not count: they are an outer quotation's, unless the content opens
    with them.
    """
    own = analysis.quoted[cue[0]] if cue else 0
    if own and any(first <= analysis.pairs[own - 1].opener < end for first, end in content):
        own = 0
    quoted = words = 0
    for first, end in content:
        numbers = [
            number
            for form, number in zip(
                analysis.forms[first:end], analysis.quoted[first:end], strict=True
            )
            if form[0].isalnum()
        ]
        words += len(numbers)
        quoted += len(numbers) - numbers.count(0) - (numbers.count(own) if own else 0)
    if quoted == words:
        return QuotationKind.DIRECT
    return QuotationKind.MIXED if quoted else QuotationKind.INDIRECT
