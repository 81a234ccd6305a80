"""Where a reported clause begins and ends, in constructions that grammar decides.

============================================  ==================================================
``[his claim] that it held | surprised us``   a noun's clause ends where a verb without a subject begins
``If she [admits] that it fell, | we win``    a condition's content ends with the condition
``The bridge, [according to] her, | closed``  a report in commas interrupts its clause
``was [described] as reckless | by two men``  the agent of a passive is the source
============================================  ==================================================
"""

from quotelib.attribution.drafts import Draft
from quotelib.attribution.subjects import phrase_from
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.phrases import FINITE, NOMINAL

_CONDITIONS = frozenset(("if", "unless", "when", "once", "should"))
_BEFORE_CONDITION = 12
"""Tokens of subject and auxiliaries at most between a condition and its verb."""
_BE = frozenset(("be", "is", "was", "are", "were", "been", "being"))
_LINKS = frozenset(("and", "or", "but", "that", "who", "which", "to"))


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
    own = opening == "to"  # an infinitive has its verb; a clause has yet to find it
    place = first + 1
    while place < end:
        if tags[place] in FINITE or (own and _is_mistagged(analysis, place, end)):
            free = forms[place - 1].lower() not in _LINKS and tags[place - 1] not in (
                "RB",
                "WDT",
                "WP",
            )
            subject = tags[place - 1] in ("PRP", "EX")
            if own and free and not subject and not _starts_clause(analysis, first + 1, place):
                return first, place
            own = True
            while place < end and (tags[place][:2] == "VB" or tags[place] in ("MD", "RB", "TO")):
                place += 1
                if tags[place - 1] in FINITE and tags[place : place + 1] not in (
                    ["VBN"],
                    ["VBG"],
                    ["VB"],
                ):
                    break
            continue
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


def _starts_clause(analysis: Analysis, first: int, verb: int) -> bool:
    """Tell a finite verb with a subject of its own: a noun phrase after a conjunction, comma or verb."""
    tags, forms = analysis.tags, analysis.forms
    start = verb
    while start > first and tags[start - 1] in NOMINAL:
        start -= 1
    if start == verb:
        return False
    before = forms[start - 1].lower()
    return (
        before in _LINKS
        or before in (",", ";", "because", "if", "when", "while", "as", "after", "before", "than")
        or tags[start] in ("PRP", "WDT", "WP")
    )


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
            if phrase and analysis.tags[phrase[1]] in FINITE:
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
        tags[rest] in FINITE or (tags[rest] == "RB" and tags[rest + 1] in FINITE)
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
