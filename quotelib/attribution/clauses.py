"""Where a reported clause begins and ends, in constructions that grammar decides.

============================================  ==================================================
``[his claim] that it held | surprised us``   a noun's clause ends where a verb without a subject begins
``If she [admits] that it fell, | we win``    a condition's content ends with the condition
``The bridge, [according to] her, | closed``  a report in commas interrupts its clause
``was [described] as reckless | by two men``  the agent of a passive is the source
============================================  ==================================================
"""

from collections.abc import Sequence

from quotelib.attribution.candidates import Candidate
from quotelib.attribution.circumstances import is_clause_noun, is_view_noun
from quotelib.attribution.drafts import Draft
from quotelib.attribution.spans import sentence_of
from quotelib.attribution.subjects import phrase_from
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.phrases import FINITE, NOMINAL
from quotelib.text.scanning import places_of

_BY = frozenset(("by",))
_CONDITIONS = frozenset(("if", "unless", "when", "once", "should"))
_BEFORE_CONDITION = 12
"""Tokens of subject and auxiliaries at most between a condition and its verb."""
_GROUP_GOES_ON = frozenset(("VB", "VBN", "VBG", "RB", "TO"))
_BE = frozenset(("be", "is", "was", "are", "were", "been", "being"))
_CONJUNCTIONS = frozenset(
    (
        "and",
        "or",
        "but",
        "that",
        "because",
        "if",
        "when",
        "while",
        "as",
        "after",
        "before",
        "than",
        "to",
    )
)


SUPPORTED = 0.05
"""A noun in one of the constructions below is kept as a cue from this probability on."""


NOUN_CONFIDENCE = 0.6
"""Confidence of nouns with author and clause that the stages did not propose."""


def supported(analysis: Analysis, candidate: Candidate) -> bool:
    """Tell nouns whose construction reports: ``the claim by X that ...``, ``in X's view, ...``."""
    source, content = candidate.source, candidate.content
    first, end = candidate.anchor
    if source is None or len(content) != 1 or end - first > 1:
        return False
    forms, noun = analysis.forms, analysis.forms[first]
    part_first, _ = content[0]
    if source[1] == first and is_view_noun(noun):
        before = forms[source[0] - 1].lower() if source[0] else ""
        return before == "in" and forms[end : end + 1] == [","] and part_first == end + 1
    by_whom = end < len(forms) and forms[end].lower() in ("by", "from") and source[0] == end + 1
    clause = part_first == source[1] and forms[part_first].lower() == "that"
    return by_whom and clause and is_clause_noun(noun)


def noun_reports(analysis: Analysis, drafts: Sequence[Draft]) -> list[Draft]:
    """Make drafts of nouns with their author and clause (``an allegation by the opposition that ...``).

    Only those outside all drafts' cues and contents.
    """
    forms = analysis.forms
    nouns = [
        place - 1 for place in places_of(_BY, forms) if place and is_clause_noun(forms[place - 1])
    ]
    if not nouns:
        return []
    taken = {
        k for draft in drafts for part in (draft.cue, *draft.content) if part for k in range(*part)
    }
    made = []
    for noun in nouns:
        end = analysis.sentences[sentence_of(analysis, noun)][1]
        if noun in taken or "that" not in forms[noun + 3 : end]:
            continue
        that = forms.index("that", noun + 3)
        source = phrase_from(analysis, noun + 2, that)
        if source is None or source[1] != that:
            continue
        content = [(that, end - (forms[end - 1] in (".", "?", "!")))]
        made.append(Draft(source, (noun, noun + 1), content, noun, NOUN_CONFIDENCE))
    return made


def settle(analysis: Analysis, draft: Draft, sentence: TokenRange) -> None:
    """Correct a draft's content and source by the constructions above; ``sentence`` is its cue's."""
    cue, head = draft.cue, draft.head
    if cue is None or head is None or not draft.content:
        return
    if analysis.tags[head][:2] == "NN":
        draft.content = [_noun_clause(analysis, cue, part) for part in draft.content]
    draft.content = _condition(analysis, cue, draft.content, sentence)
    if draft.source is None:
        _agent(analysis, draft, cue, head)
    elif draft.content:
        report = min(cue[0], draft.source[0]), max(cue[1], draft.source[1])
        draft.content += _interrupted(analysis, report, draft.content[-1], sentence)


def _noun_clause(analysis: Analysis, cue: TokenRange, part: TokenRange) -> TokenRange:
    """End the clause of a noun that is the subject of the sentence's verb before that verb."""
    first, end = part
    tags, forms = analysis.tags, analysis.forms
    if first < cue[1] or analysis.quoted[first]:
        return part
    opening = forms[first].lower()
    if opening not in ("that", "to"):
        return part
    awaited = 0 if opening == "to" else 1
    place = first + 1
    while place < end:
        if tags[place] in ("WP", "WDT"):
            awaited += 1
        elif tags[place] in FINITE or (not awaited and _is_mistagged(analysis, place, end)):
            if not awaited and not _has_subject(analysis, first + 1, place):
                return first, place
            awaited = max(0, awaited - 1)
            while place + 1 < end and tags[place + 1] in _GROUP_GOES_ON:
                place += 1
        place += 1
    return part


def _is_mistagged(analysis: Analysis, place: int, end: int) -> bool:
    """Tell an active verb tagged as participle: after an adjective, with an object."""
    tags = analysis.tags
    return (
        tags[place] == "VBN"
        and tags[place - 1][:2] == "JJ"
        and place + 1 < end
        and tags[place + 1] in ("DT", "PRP", "PRP$", "NNP")
    )


def _has_subject(analysis: Analysis, first: int, verb: int) -> bool:
    """Tell a finite verb with a subject of its own, or one that a conjunction adds to the verb before."""
    tags, forms = analysis.tags, analysis.forms
    start = verb
    while start > first and (tags[start - 1] in NOMINAL or tags[start - 1] in ("RB", "RBR")):
        start -= 1
    before = forms[start - 1].lower()
    if before in _CONJUNCTIONS:
        return True
    return start < verb and (before == "," or tags[start] in ("PRP", "EX"))


def _condition(
    analysis: Analysis, cue: TokenRange, content: list[TokenRange], sentence: TokenRange
) -> list[TokenRange]:
    """End the content of a condition's verb at the comma before the main clause."""
    first = sentence[0]
    if (
        analysis.forms[first].lower() not in _CONDITIONS
        or cue[0] - first > _BEFORE_CONDITION
        or "," in analysis.forms[first : cue[0]]
    ):
        return content
    for comma in range(cue[1], sentence[1] - 1):
        if analysis.forms[comma] == "," and not analysis.quoted[comma]:
            phrase = phrase_from(analysis, comma + 1, sentence[1])
            if phrase and phrase[1] < sentence[1] and analysis.tags[phrase[1]] in FINITE:
                return [(a, min(b, comma)) for a, b in content if a < comma]
    return content


def _interrupted(
    analysis: Analysis, report: TokenRange, last: TokenRange, sentence: TokenRange
) -> list[TokenRange]:
    """Give the rest of a clause that a report in commas interrupts, after its ``last`` part before it."""
    forms, tags = analysis.forms, analysis.tags
    last_first, last_end = last
    report_first, report_end = report
    if last_end != report_first - 1 or forms[last_end] != "," or analysis.quoted[last_first]:
        return []
    if forms[report_end : report_end + 1] != [","]:
        return []
    if last_first != sentence[0] or any(tag in FINITE for tag in tags[last_first:last_end]):
        return []
    end = sentence[1]
    while end > report_end and (tags[end - 1] in (".", "''") or forms[end - 1] in (".", "?", "!")):
        end -= 1
    rest = report_end + 1
    goes_on = rest < end and (
        tags[rest] in FINITE or (tags[rest] == "RB" and rest + 1 < end and tags[rest + 1] in FINITE)
    )
    return [(rest, end)] if goes_on else []


def _agent(analysis: Analysis, draft: Draft, cue: TokenRange, head: int) -> None:
    """Make the ``by ...`` at the end of a passive's content its source."""
    if analysis.tags[head] != "VBN" or not any(
        form.lower() in _BE for form in analysis.forms[max(cue[0] - 2, 0) : head]
    ):
        return
    for index, (first, end) in enumerate(draft.content):
        if first < head:
            continue
        for place in range(first, end - 1):
            if analysis.forms[place].lower() == "by" and not analysis.quoted[place]:
                phrase = phrase_from(analysis, place + 1, end)
                if phrase and phrase[1] == end and _is_party(analysis, phrase):
                    draft.source = phrase
                    if place > first:
                        draft.content[index] = (first, place)
                    else:
                        del draft.content[index]
                    return


def _is_party(analysis: Analysis, phrase: TokenRange) -> bool:
    """Tell a noun phrase that may speak: a name, a pronoun, several people."""
    tags = analysis.tags[phrase[0] : phrase[1]]
    return tags[-1] in ("NNP", "NNPS", "NNS") or tags == ["PRP"]
