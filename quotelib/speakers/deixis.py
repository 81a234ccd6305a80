"""Deixis: whom "I" and "you" mean inside somebody's own words.

"I" is whoever says it. "You" is whoever is talked to, as far as the text tells: in a dialogue or a
transcript the one who speaks in the turn after or before. Both can only be told when all speakers
are known, so this comes last.
"""

from bisect import bisect_left
from collections.abc import Sequence

from quotelib.attribution.attributions import Attribution
from quotelib.enumerations import QuotationKind
from quotelib.speakers.closed_classes import FIRST_PERSON, SECOND_PERSON
from quotelib.text.analysis import Analysis, TokenRange

ANSWER_TOKENS = 40
"""Tokens of narration between a turn and the one that answers it, at most."""


def is_verbatim(analysis: Analysis, attribution: Attribution) -> bool:
    """Whether the content is the source's own words: a quotation, or a turn of a transcript."""
    if attribution.kind is QuotationKind.DIRECT:
        return True
    return attribution.cue is not None and analysis.forms[attribution.cue[0]] == ":"


def resolve_deixis(
    analysis: Analysis,
    attributions: Sequence[Attribution],
    entities: list[int | None],
    *,
    dialogue: bool,
) -> None:
    """Give sources that are "I" or "you" in own words the entity meant, where that is known."""
    deictic = [
        (number, attribution.source, person)
        for number, attribution in enumerate(attributions)
        if attribution.source is not None
        and (person := _person(analysis, attribution.source)) is not None
    ]
    if not deictic:
        return
    turns = [
        number
        for number, attribution in enumerate(attributions)
        if attribution.parent is None and attribution.content and is_verbatim(analysis, attribution)
    ]
    labelled = sum(attributions[turn].kind is not QuotationKind.DIRECT for turn in turns)
    answers = dialogue or labelled > 1
    speaker_of_pair = {
        analysis.quoted[attributions[turn].content[0][0]]: turn for turn in reversed(turns)
    }
    for number, source, person in deictic:
        outer = _words_around(analysis, attributions, number)
        pair = analysis.quoted[source[0]]
        if outer is None and pair:
            outer = speaker_of_pair.get(pair)
        if outer is None or outer == number or entities[outer] is None:
            continue
        if person == 1:
            entities[number] = entities[outer]
        elif answers:
            meant = _addressee(attributions, entities, turns, outer)
            entities[number] = entities[number] if meant is None else meant


def _person(analysis: Analysis, source: TokenRange) -> int | None:
    """The person of a source that is "I" or "you", first or second; None of all others."""
    if source[1] - source[0] > 1:
        return None
    word = analysis.forms[source[0]].lower()
    return 1 if word in FIRST_PERSON else 2 if word in SECOND_PERSON else None


def _words_around(
    analysis: Analysis, attributions: Sequence[Attribution], number: int
) -> int | None:
    """The attribution in whose own words another stands, the innermost."""
    outer = attributions[number].parent
    while outer is not None and not is_verbatim(analysis, attributions[outer]):
        outer = attributions[outer].parent
    return outer


def _addressee(
    attributions: Sequence[Attribution],
    entities: Sequence[int | None],
    turns: Sequence[int],
    outer: int,
) -> int | None:
    """Who is talked to in a turn: whoever speaks in the next, else in the one before."""
    place = bisect_left(turns, outer)
    if place == len(turns) or turns[place] != outer:
        return None
    for other in (place + 1, place - 1):
        if not 0 <= other < len(turns) or entities[turns[other]] in (None, entities[outer]):
            continue
        first, second = sorted((attributions[outer].content, attributions[turns[other]].content))
        if second[0][0] - first[-1][1] <= ANSWER_TOKENS:
            return entities[turns[other]]
    return None
