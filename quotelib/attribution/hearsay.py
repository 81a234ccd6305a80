"""Reports without a source: ``The general has reportedly left``, ``She is said to have known``.

The cue is the adverb, or the passive; the content is the clause that it stands in, and nobody is named as its
source.
"""

from collections.abc import Sequence

from quotelib.attribution.circumstances import hearsay_words
from quotelib.attribution.drafts import Draft
from quotelib.attribution.spans import sentence_of
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.phrases import FINITE, VERBAL
from quotelib.text.scanning import places_of

CONFIDENCE = 0.5
"""Share of these that annotators mark, by jackknifed train articles; "reportedly" more, "allegedly" less."""

_BREAKS = frozenset((",", ";", ":", "--", "—", "–", "-", "(", ")"))
_ADDS = frozenset(("and", "but", "or", "while", "although", "though", "which", "who", "because"))
_ADVERBS = frozenset(("RB", "RBR"))
_BE = frozenset(("is", "are", "was", "were", "been"))
_PASSIVES = frozenset(("said", "believed", "thought", "reported", "rumoured", "rumored", "alleged"))
_LONGEST_GROUP = 3


def hearsay(analysis: Analysis, drafts: Sequence[Draft]) -> list[Draft]:
    """Make drafts of the hearsay adverbs and passives outside all drafts' cues, contents and verb groups."""
    words = hearsay_words()
    adverbs = list(places_of(words, analysis.forms))
    passives = _passives(analysis)
    if not adverbs and not passives:
        return []
    taken = {k for draft in drafts if draft.cue for k in range(draft.cue[0] - 1, draft.cue[1] + 1)}
    taken.update(k for draft in drafts for part in draft.content for k in range(*part))
    made = []
    for place in adverbs:
        if place in taken or analysis.quoted[place] or analysis.tags[place] not in _ADVERBS:
            continue
        content = _clause_around(analysis, place)
        if content:
            made.append(Draft(None, (place, place + 1), content, place, CONFIDENCE))
    for first, end in passives:
        if taken.isdisjoint(range(first, end + 1)) and not analysis.quoted[first]:
            start, stop = analysis.sentences[sentence_of(analysis, first)]
            if stop <= end + 1:  # the participle or what the infinitive says is another sentence's
                continue
            start = _clause_start(analysis, start, first)
            content = [(start, first), (end, _clause_end(analysis, end, stop))]
            made.append(Draft(None, (first, end), content, end - 1, CONFIDENCE))
    return made


def _passives(analysis: Analysis) -> list[TokenRange]:
    """Give the passives of saying and thinking before an infinitive (``is widely believed`` + ``to``)."""
    forms, tags = analysis.forms, analysis.tags
    found = []
    for place in places_of(_PASSIVES, forms):
        if forms[place + 1 : place + 2] == ["to"] and tags[place] == "VBN":
            first = place - 1
            while first > max(0, place - _LONGEST_GROUP) and tags[first] in _ADVERBS:
                first -= 1
            if first > 0 and forms[first].lower() in _BE:
                found.append((first, place + 1))
    return found


def _clause_around(analysis: Analysis, place: int) -> list[TokenRange]:
    """Give the two parts of the finite clause around an adverb; nothing where it modifies no verb."""
    tags, forms = analysis.tags, analysis.forms
    first, end = analysis.sentences[sentence_of(analysis, place)]
    if place == first:
        start = place + 1 + (forms[place + 1 : place + 2] == [","])
        parts = [(start, _clause_end(analysis, start, end))]
    elif tags[place - 1] in VERBAL or (place + 1 < end and tags[place + 1] in FINITE):
        start = _clause_start(analysis, first, place)
        stop = _clause_end(analysis, place + 1, end)
        if tags[start] in ("WP", "WDT") and "," in forms[place:stop]:
            stop = forms.index(",", place, stop)
        parts = [(start, place), (place + 1, stop)]
    else:
        return []
    finite = any(tag in FINITE for a, b in parts for tag in tags[a:b])
    return [part for part in parts if part[0] < part[1]] if finite else []


def _clause_start(analysis: Analysis, first: int, place: int) -> int:
    """Give where the clause of a verb group begins: after the comma before its subject."""
    tags, forms = analysis.tags, analysis.forms
    group = place
    while group > first and (tags[group - 1] in VERBAL or tags[group - 1] in _ADVERBS):
        group -= 1
    start = group
    aside = forms[start - 1] in (",", ")") if start > first else False
    if aside:  # the subject stands before what a pair of commas or brackets encloses
        start -= 1
        while start > first and forms[start - 1] not in (",", "("):
            start -= 1
        start = max(first, start - 1)
    while start > first and forms[start - 1] not in _BREAKS and not _joins(analysis, start - 1):
        start -= 1
    return start


def _joins(analysis: Analysis, place: int) -> bool:
    """Tell a word that opens a clause, or the end of a quotation."""
    form, tag = analysis.forms[place].lower(), analysis.tags[place]
    return (form in ("that", "because", "if", "while") and tag == "IN") or analysis.quoted[
        place
    ] != 0


def _clause_end(analysis: Analysis, first: int, end: int) -> int:
    """Give where the clause ends: at a semicolon, a comma before another clause, or its sentence's stop."""
    forms = analysis.forms
    for place in range(first, end):
        adds = forms[place] == "," and place + 1 < end and forms[place + 1].lower() in _ADDS
        if adds or forms[place] in (";", "--", "—", "–", ".", "?", "!"):
            return place
    return end
