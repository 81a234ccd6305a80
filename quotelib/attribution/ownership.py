"""Whose is a quotation: what paragraphs and marks say of quotations that the stages left or shared.

A quotation has one attribution. It goes on in the next paragraph where that opens with a mark and the
one before was not closed; it goes on after the words that interrupt it (``"We," she said, looking up,
"are ready."``); and a paragraph that quotes somebody quotes nobody else without a word of it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress
from operator import not_

from quotelib.attribution.continuation import FreeQuotation, Layout, turn_around
from quotelib.attribution.drafts import Draft
from quotelib.attribution.spans import is_interrupted, is_title, is_utterance_part
from quotelib.text.analysis import Analysis

_FAR = 1 << 30


def carry_on(
    analysis: Analysis, drafts: Sequence[Draft], free: Sequence[FreeQuotation]
) -> list[FreeQuotation]:
    """Give the later paragraphs of a quotation to whoever has its first; return what is left.

    A paragraph that opens with a mark while the one before it was not closed goes on with it.
    """
    owner = _owners(analysis, drafts)
    left = []
    for quotation in free:
        number = analysis.quoted[quotation.first] - 1
        continued = analysis.pairs[number].continues
        if continued is None or continued not in owner:
            left.append(quotation)
            continue
        owner[number] = owner[continued]
        owner[number].content.append((quotation.first, quotation.end))
    return left


def _owners(analysis: Analysis, drafts: Sequence[Draft]) -> dict[int, Draft]:
    """Give for each pair of marks that begins in some draft's content the last such draft."""
    openers = analysis.pairs.openers
    return {
        number: draft
        for draft in drafts
        for first, end in draft.content
        for number in range(bisect_left(openers, first), bisect_left(openers, end))
    }


def share_paragraph(
    analysis: Analysis, layout: Layout, drafts: Sequence[Draft], free: Sequence[FreeQuotation]
) -> list[FreeQuotation]:
    """Give an utterance to whoever was quoted directly before it in its paragraph; return what is left.

    Not where the speaker changes in between: a quotation opens right after another has closed.
    """
    quoting = sorted(
        (
            (analysis.pairs.openers[pair], draft)
            for draft in drafts
            if draft.cue is not None and _is_direct(analysis, draft)
            for first, end in draft.content
            for pair in utterances_in(analysis, first, end)
        ),
        key=_place,
    )
    left = []
    for quotation in free:
        part = first, end = quotation.first, quotation.end
        place = bisect_left(quoting, first, key=_place) - 1
        turn_first, _ = turn_around(layout, first, end)
        near = (
            place >= 0
            and quoting[place][0] >= turn_first
            and layout.paragraphs.at(quoting[place][0]) == layout.paragraphs.at(first)
        )
        if near and is_utterance_part(analysis, part) and not is_title(analysis, part):
            quoting[place][1].content.append(part)
        else:
            left.append(quotation)
    return left


def _is_direct(analysis: Analysis, draft: Draft) -> bool:
    forms, quoted = analysis.forms, analysis.quoted
    return not any(
        form[0].isalnum()
        for first, end in draft.content
        for form in compress(forms[first:end], map(not_, quoted[first:end]))
    )


def _place(item: tuple[int, Draft]) -> int:
    return item[0]


def one_owner(analysis: Analysis, drafts: Sequence[Draft]) -> None:
    """Leave each quotation to one draft.

    A quotation that goes on after an interruption is its beginning's owner's; any other that several
    drafts claim is that of the draft whose cue is nearest.
    """
    claims: dict[int, list[Draft]] = {}
    for draft in drafts:
        for first, end in draft.content:
            for pair in utterances_in(analysis, first, end):
                claims.setdefault(pair, []).append(draft)
    owner: dict[int, Draft] = {}
    for pair, claimants in sorted(claims.items()):
        opener, end = analysis.pairs.openers[pair], analysis.pairs.ends[pair]
        nearest = min(claimants, key=lambda draft: _distance(draft, opener, end))
        chosen = owner.get(_begun(analysis, pair), nearest)
        if not any(draft is chosen for draft in claimants):
            if _introduces(analysis, nearest, opener):
                chosen = nearest
            else:
                chosen.content.append((opener, end))
        owner[pair] = chosen
        for draft in claimants:
            if draft is not chosen:
                draft.cut += ((opener, end),)


def _introduces(analysis: Analysis, draft: Draft, opener: int) -> bool:
    """Tell whether a draft's cue stands right before a quotation, or the quotation is its object."""
    if draft.cue is None or analysis.forms[opener - 1] != ",":
        return True
    return draft.cue[0] >= opener or draft.cue[1] >= opener - 1


def _begun(analysis: Analysis, pair: int) -> int:
    """Give the number of the pair that an interruption parts from this one, else -1."""
    before = pair - 1
    while before >= 0 and analysis.pairs.depths[before]:
        before -= 1
    return before if before >= 0 and is_interrupted(analysis, before, pair) else -1


def utterances_in(analysis: Analysis, first: int, end: int) -> list[int]:
    """Give the outermost pairs of marks that begin in a range of tokens and end like an utterance."""
    openers, ends = analysis.pairs.openers, analysis.pairs.ends
    numbers = [number - 1 for number in sorted(set(analysis.quoted[first:end]) - {0})]
    return [
        number
        for number in numbers
        if first <= openers[number] and is_utterance_part(analysis, (openers[number], ends[number]))
    ]


def _distance(draft: Draft, opener: int, end: int) -> int:
    if draft.cue is None:
        return _FAR
    return draft.cue[0] - end if draft.cue[0] >= end else opener - draft.cue[1]
