"""Headlines: ``Minister: Bridge is safe``, ``Bridge is safe – minister``, ``Karvia threatens to close strait``.

A text's first line reports in forms of its own: a colon after whoever speaks, a dash or colon before
it, or a verb in the present with nothing but its subject in front. Read is only a short first paragraph.
"""

from collections.abc import Sequence

from quotelib.attribution.circumstances import is_rubric, reports_beside
from quotelib.attribution.drafts import Draft
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.phrases import FINITE, NOMINAL

CONFIDENCE = 0.6
"""Share of the headlines read here that are right on jackknifed train articles."""

LONGEST = 28
"""Tokens of a headline at most."""
_LONGEST_SOURCE, _LONGEST_SIGNATURE = 8, 5
_DASHES = frozenset(("-", "--", "–", "—", "―"))
_STOPS = frozenset((".", "?", "!"))
_NAMES = frozenset(("NNP", "NNPS"))
_PARTS = NOMINAL.union(("IN", "CC", ",", "``", "''"))


def read_headline(analysis: Analysis, drafts: Sequence[Draft]) -> list[Draft]:
    """Make the draft of a text's headline, or widen the content of the one found there."""
    if not analysis.paragraphs:
        return []
    first, end = analysis.paragraphs[0]
    if end - first > LONGEST or end - first < 3:
        return []
    stopped = analysis.forms[end - 1] in _STOPS
    last = end - 1 if analysis.forms[end - 1] == "." else end
    here = [draft for draft in drafts if draft.cue and draft.cue[0] < end]
    colon = _colon(analysis, first, last)
    if colon is not None:
        return _spoken(analysis, here, (first, last), colon)
    if here or analysis.quoted[first]:
        return []
    signature = None if stopped else _signature(analysis, first, last)
    if signature is not None:
        source, mark = (signature + 1, last), (signature, signature + 1)
        return [Draft(source, mark, [(first, signature)], None, CONFIDENCE)]
    verb = _verb(analysis, first, last)
    if verb is None:
        return []
    return [Draft((first, verb), (verb, verb + 1), [(verb + 1, last)], verb, CONFIDENCE)]


def _colon(analysis: Analysis, first: int, end: int) -> int | None:
    """Give the colon after a name or noun that may speak."""
    for place in range(first + 1, min(end - 2, first + _LONGEST_SOURCE)):
        if analysis.forms[place] == ":":
            speaks = analysis.tags[place - 1] in _NAMES or analysis.tags[place - 1] in ("NN", "NNS")
            return place if speaks and not is_rubric(analysis.forms[first:place]) else None
        if analysis.tags[place] not in _PARTS and analysis.tags[place] != "TO":
            return None
    return None


def _spoken(analysis: Analysis, here: Sequence[Draft], line: TokenRange, colon: int) -> list[Draft]:
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
    if here or not clause or not _is_person(analysis, (line[0], end), colon):
        return []
    return [Draft((line[0], end), (colon, colon + 1), content, None, CONFIDENCE)]


def _is_person(analysis: Analysis, source: TokenRange, colon: int) -> bool:
    """Tell a name that the text below the headline mentions again."""
    first, end = source
    names = all(tag in _NAMES for tag in analysis.tags[first:end])
    return names and analysis.forms[end - 1] in analysis.forms[colon:]


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
