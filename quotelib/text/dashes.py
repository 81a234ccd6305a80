"""Speech set off by a dash at the paragraph's start, as in Joyce or in French and Spanish print.

    —Come in, she said. It is open.

Nothing marks its end, so it is taken to reach to the verb of saying, with its subject, or else to
the end of the paragraph. A text has such speech only if several paragraphs begin with a dash right
before a capital letter: a dash with space after it makes an item of a list.
"""

from quotelib.text.tiling import Tiling
from quotelib.text.tokens import Tokens
from quotelib.text.words import word_lists

_DASHES = frozenset({"--", "—", "―", "–"})
_MIN_PARAGRAPHS = 3
"""Paragraphs that must begin with a dash: one may be a signature, two a coincidence."""
_CLAUSE_END = frozenset({",", "!", "?", ".", "…", "--", "—"})
_SUBJECT = 3
"""Tokens between the end of the speech and the verb of saying: ``Mr. Ford said``."""


def find_dash_speech(tokens: Tokens, paragraphs: Tiling) -> dict[int, int]:
    """First token (the dash) -> end of each speech that a dash sets off."""
    forms, starts, ends = tokens.forms, tokens.starts, tokens.ends
    dashed = [
        (first, end)
        for first, end in paragraphs
        if forms[first] in _DASHES
        and first + 1 < end
        and ends[first] == starts[first + 1]
        and forms[first + 1][0].isupper()
    ]
    if len(dashed) < _MIN_PARAGRAPHS:
        return {}
    return {first: _end_of_speech(forms, first, end) for first, end in dashed}


def _end_of_speech(forms: list[str], first: int, end: int) -> int:
    """Where the clause with the verb of saying begins, in the paragraph ``first`` to ``end``."""
    reporting = word_lists().reporting
    clause = end
    for i in range(first + 1, end):
        if forms[i] in _CLAUSE_END:
            clause = i + 1
        elif forms[i] in reporting and i - clause <= _SUBJECT and clause < end:
            return clause
    return end
