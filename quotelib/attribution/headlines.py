"""Headlines: ``Minister: Bridge is safe``, ``Bridge is safe – minister``, ``Karvia threatens to close strait``.

A headline reports in forms of its own: a colon after whoever speaks, a dash or colon before
it, or a verb in the present with nothing but its subject in front.
"""

from bisect import bisect_left
from collections.abc import Sequence

from quotelib.attribution.circumstances import is_rubric, reports_beside
from quotelib.attribution.drafts import Draft
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.phrases import FINITE, NOMINAL

CONFIDENCE = 0.6
"""Share of the headlines read here that are right on jackknifed train articles."""

LONGEST = 28
"""Tokens of a headline at most."""
_SHORTEST = 3
_TITLE_SHARE = 0.6
_LONGEST_SOURCE, _LONGEST_SIGNATURE = 8, 5
_DASHES = frozenset(("-", "--", "–", "—", "―"))
_STOPS = frozenset((".", "?", "!"))
_NAMES = frozenset(("NNP", "NNPS"))
_PARTS = NOMINAL.union(("IN", "CC", ",", "``", "''"))


def read_headlines(analysis: Analysis, drafts: Sequence[Draft]) -> list[Draft]:
    """Make the drafts of a text's headlines, or widen the contents of those found there.

    A headline is a short paragraph that no stop ends, or in title case.
    """
    by_cue = sorted((draft for draft in drafts if draft.cue), key=_cue_place)
    made: list[Draft] = []
    for first, end in analysis.paragraphs:
        if not _SHORTEST <= end - first <= LONGEST:
            continue
        low = bisect_left(by_cue, first, key=_cue_place)
        here = by_cue[low : bisect_left(by_cue, end, key=_cue_place)]
        made += _read(analysis, here, (first, end))
    return made


def _cue_place(draft: Draft) -> int:
    return draft.cue[0] if draft.cue else 0


def _read(analysis: Analysis, here: Sequence[Draft], line: TokenRange) -> list[Draft]:
    first, end = line
    stopped = analysis.forms[end - 1] in _STOPS and not _in_title_case(analysis, line)
    last = end - 1 if analysis.forms[end - 1] == "." else end
    colon = _colon(analysis, first, last)
    if colon is not None:
        return _spoken(analysis, here, (first, last), colon, stopped=stopped)
    if here or stopped or analysis.quoted[first]:
        return []
    signature = _signature(analysis, first, last)
    if signature is not None:
        source, mark = (signature + 1, last), (signature, signature + 1)
        return [Draft(source, mark, [(first, signature)], None, CONFIDENCE)]
    verb = _verb(analysis, first, last)
    if verb is None:
        return []
    return [Draft((first, verb), (verb, verb + 1), [(verb + 1, last)], verb, CONFIDENCE)]


def _in_title_case(analysis: Analysis, line: TokenRange) -> bool:
    """Tell a line most of whose longer words are capitalised."""
    longer = [form for form in analysis.forms[line[0] : line[1]] if len(form) > _SHORTEST]
    return sum(form[0].isupper() for form in longer) > _TITLE_SHARE * len(longer)


def _colon(analysis: Analysis, first: int, end: int) -> int | None:
    """Give the colon after a name or noun that may speak."""
    for place in range(first + 1, min(end - 2, first + _LONGEST_SOURCE)):
        if analysis.forms[place] == ":":
            speaks = analysis.tags[place - 1] in _NAMES or analysis.tags[place - 1] in ("NN", "NNS")
            return place if speaks and not is_rubric(analysis.forms[first:place]) else None
        if analysis.tags[place] not in _PARTS and analysis.tags[place] != "TO":
            return None
    return None


def _spoken(
    analysis: Analysis, here: Sequence[Draft], line: TokenRange, colon: int, *, stopped: bool
) -> list[Draft]:
    """Give what is after the colon to whoever is named before it."""
    content = [(colon + 1, line[1])]
    for draft in here:
        if draft.cue == (colon, colon + 1) and draft.content:
            draft.content = [(colon + 1, max(line[1], draft.content[-1][1]))]
            return []
    end = colon
    for place in range(line[0] + 1, colon):
        if analysis.forms[place].lower() in ("to", "on"):  # whom to, what about
            end = place
            break
    clause = any(tag in FINITE for tag in analysis.tags[colon : line[1]])
    names = all(tag in _NAMES for tag in analysis.tags[line[0] : end])
    if here or stopped or not clause or not names:
        return []
    return [Draft((line[0], end), (colon, colon + 1), content, None, CONFIDENCE)]


def _signature(analysis: Analysis, first: int, end: int) -> int | None:
    """Give the last dash or colon, if only a noun phrase follows and a clause stands before it."""
    for place in range(end - 2, max(first + 2, end - 2 - _LONGEST_SIGNATURE), -1):
        if analysis.forms[place] in _DASHES or analysis.forms[place] == ":":
            clause = any(tag in FINITE for tag in analysis.tags[first:place])
            nominal = all(tag in NOMINAL for tag in analysis.tags[place + 1 : end])
            return place if clause and nominal else None
    return None


def _verb(analysis: Analysis, first: int, end: int) -> int | None:
    """Give the reporting verb in the present whose subject begins the line."""
    tags = analysis.tags
    for place in range(first + 1, min(end - 1, first + _LONGEST_SOURCE)):
        if tags[place] in ("VBZ", "VBP"):
            return place if reports_beside(analysis, place) else None
        if tags[place] not in NOMINAL:
            return None
    return None
