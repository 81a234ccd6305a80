"""Who does it: noun phrases beside a verb, and the subject of a clause, read off the tags."""

from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.phrases import FINITE, NOMINAL

LONGEST = 14
"""Tokens of a subject at most: longer runs of nouns are lists and headlines."""

_WHOLE = frozenset(("PRP", "EX", "WP"))
_NO_START = frozenset(("POS", "WP", "WDT", "WP$", "EX"))
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT"))
_JOINS = frozenset(("of", "for", "from", "in", "at"))
_SUBORDINATORS = frozenset(("that", "if", "when", "while", "as", "because", "after", "before"))
_CLAUSE_MARKS = frozenset((",", ";", ":", "(", ")", "``", "''"))


def phrase_from(analysis: Analysis, first: int, stop: int) -> TokenRange | None:
    """Give the noun phrase that begins at a token and ends before ``stop``, with its ``of ...``.

    None where no noun phrase begins there, or one of relative pronouns.
    """
    tags, forms = analysis.tags, analysis.forms
    if first >= stop or tags[first] not in NOMINAL or tags[first] in _NO_START:
        return None
    end = _run_end(analysis, first, min(stop, first + LONGEST))
    while end + 1 < stop and forms[end].lower() in _JOINS and tags[end + 1] in NOMINAL - _NO_START:
        end = _run_end(analysis, end + 1, min(stop, first + LONGEST))
    return (first, end) if _is_nominal(analysis, first, end) else None


def _is_nominal(analysis: Analysis, first: int, end: int) -> bool:
    """Tell a noun phrase by its last tag, or by its article (``the accused``)."""
    if end <= first:
        return False
    return analysis.tags[end - 1] in _NOUNS or (end - first > 1 and analysis.tags[first] == "DT")


def _run_end(analysis: Analysis, first: int, stop: int) -> int:
    end = first
    while end < stop and analysis.tags[end] in NOMINAL:
        end += 1
        if analysis.tags[end - 1] in _WHOLE:
            break
    return end


def phrase_before(analysis: Analysis, end: int, stop: int) -> TokenRange | None:
    """Give the noun phrase that ends before a token and begins at ``stop`` or later."""
    tags = analysis.tags
    first = end
    while first > stop and tags[first - 1] in NOMINAL and end - first < LONGEST:
        first -= 1
        if tags[first] in _WHOLE:
            break
    return (first, end) if _is_nominal(analysis, first, end) else None


def clause_subject(analysis: Analysis, first: int, verb: int) -> TokenRange | None:
    """Give the subject of the clause whose last verb, of several in a row, is ``verb``.

    Going back from it: the noun phrase right before a finite verb, unless a preposition governs it
    or it is the subject of a subordinate clause. ``first`` is where its sentence begins.
    """
    tags, forms = analysis.tags, analysis.forms
    for place in range(verb, first, -1):
        if tags[place] not in FINITE or analysis.quoted[place] != analysis.quoted[verb]:
            continue
        end = place
        while end > first and tags[end - 1] in ("RB", "RBR"):
            end -= 1
        phrase = phrase_before(analysis, end, first)
        if phrase is None:
            continue
        before = forms[phrase[0] - 1].lower() if phrase[0] > first else ""
        if before in _SUBORDINATORS or (before and tags[phrase[0] - 1] in ("IN", "TO")):
            continue
        return phrase
    return None
